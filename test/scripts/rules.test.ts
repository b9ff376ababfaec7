import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../lib/analysis/catalogue';
import { rulesPage } from '../../scripts/rules/page';

describe('docs/rules.md', () => {
  it('is made from the catalogue and the examples', () => {
    expect(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8')).toBe(rulesPage());
  });

  it('has a heading for each rule', () => {
    const headings = [...rulesPage().matchAll(/^### (.*)$/gm)].map((match) => match[1]);
    expect(headings.sort()).toEqual(Object.keys(catalogue).sort());
  });
});
