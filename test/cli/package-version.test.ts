import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageFolder, packageVersion } from '../../lib/cli/package-version';

it('finds the package above any of its files', () => {
  expect(packageFolder()).toBe(resolve(__dirname, '../..'));
});

it('reads its version', () => {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  expect(packageVersion()).toBe(version);
});
