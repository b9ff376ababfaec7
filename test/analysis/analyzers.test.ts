import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzers } from '../../lib/analysis/analyzers';
import { catalogue, isRuleName, type RuleName } from '../../lib/analysis/catalogue';
import { filesBelow } from '../../scripts/import/folder';

/** Told where documents are read, where one object is judged, and where findings are suppressed. */
const toldElsewhere: readonly string[] = [
  'not-yaml',
  'key-twice',
  'no-object',
  'object-twice',
  'schema',
  'unknown-field',
  'suppression-unused',
  'suppression-without-reason',
];

const folder = join(__dirname, '../../lib/analysis/analyzers');

describe('the analyzers', () => {
  it('are all registered, by the name of their file', () => {
    const files = filesBelow(folder)
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
      .filter((file) => readFileSync(join(folder, file), 'utf8').includes(': Analyzer = {'))
      .map((file) => file.slice(0, -'.ts'.length));
    expect(Object.keys(analyzers).sort()).toEqual(files.sort());
  });

  it('tell each rule of the catalogue in one place', () => {
    const told = Object.values(analyzers).flatMap(({ rules }) => rules);
    expect([...told].sort()).toEqual(
      Object.keys(catalogue)
        .filter((rule) => !toldElsewhere.includes(rule))
        .sort(),
    );
  });

  it('name in their code only rules that they declare', () => {
    for (const [name, { rules }] of Object.entries(analyzers)) {
      const written = [...readFileSync(join(folder, `${name}.ts`), 'utf8').matchAll(/rule: '([\w-]+)'/g)].map(
        (match) => match[1] as string,
      );
      expect(written.filter((rule) => !rules.includes(rule as RuleName))).toEqual([]);
    }
  });
});

describe('the catalogue', () => {
  it.each(Object.entries(catalogue))('says of %s what happens and what to write instead', (name, rule) => {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(rule.says).toMatch(/^(?:[A-Z]|istiod|ztunnel).*\.$/);
    expect(rule.instead).toMatch(/^[a-z].*[^.]$/);
    expect(new Set(rule.levels).size).toBe(rule.levels.length);
  });

  it('knows its names', () => {
    expect([isRuleName('schema'), isRuleName('toString')]).toEqual([true, false]);
  });
});
