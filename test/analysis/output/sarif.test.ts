import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { judge } from '../../../lib/analysis/judge';
import { sarifOf } from '../../../lib/analysis/output/sarif';
import { readText } from '../../../lib/kubernetes/manifest';
import { examples, world } from '../../../scripts/rules/examples';

/** The schema of OASIS, as Microsoft's own matchers bring it. */
const schema = join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json');

describe('a report in SARIF', () => {
  let fits: ReturnType<Ajv['compile']>;
  beforeAll(() => {
    // One of its patterns has a bracket too many, which only expressions of old take.
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
    fits = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  });

  it.each(examples())('fits the schema of the standard where $rule is told', ({ wrong }) => {
    const { objects, unreadable } = readText(`${world()}---\n${wrong}`, 'dist/a b#c/é.yaml');
    const findings = judge(objects, { complete: true, unreadable });
    expect(findings.length).toBeGreaterThan(0);
    fits(sarifOf(findings, '0.1.0'));
    expect(fits.errors ?? []).toEqual([]);
  });

  it('fits it where nothing is told', () => {
    fits(sarifOf([], '0.1.0'));
    expect(fits.errors ?? []).toEqual([]);
  });

  it('would not fit with a level that the standard does not have', () => {
    const finding = { rule: 'schema', level: 'fatal', message: 'x' } as never;
    expect(fits(sarifOf([finding], 0 as never))).toBe(false);
  });
});
