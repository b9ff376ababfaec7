import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../docs/api.md'), 'utf8');

test('Every name that the package exports has a sentence that says what it does', () => {
  const sections = page.split(/^### /m).slice(1);
  expect(sections.length).toBeGreaterThan(500);
  const silent = sections.flatMap((section) => {
    const [name, first = ''] = section.split('\n').filter((line) => line !== '');
    return first.startsWith('```') ? [name] : [];
  });
  expect(silent).toEqual([]);
});
