import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { fieldNames, type Made } from './field-names';
import { buildSpecimens } from './specimens';

const made: Made[] = [];

/** Each class of lib/istio tells what it is made with. */
jest.mock('../../lib/istio', () => {
  const real: Record<string, unknown> = jest.requireActual('../../lib/istio');
  const listening = (name: string, Class: object) =>
    new Proxy(Class, {
      construct(target, args: unknown[], newTarget) {
        made.push([name, target, args[2]]);
        return Reflect.construct(target as () => void, args, newTarget) as object;
      },
    });
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === 'function' && value.prototype instanceof Construct ? listening(name, value) : value,
    ]),
  );
});

buildSpecimens(new Chart(Testing.app(), 'specimens', { namespace: 'demo' }));

/** Said once for the whole policy: subsets and ports have the same below their own. */
const repeated = /^(subsets\[\]\.trafficPolicy|trafficPolicy\.portLevelSettings\[\])\./;

function page(): string {
  const sections = [...fieldNames(made)].map(([kind, names]) => {
    const rows = [...names]
      .filter(([field]) => !repeated.test(field))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, name]) => `| \`${field}\` | \`${name}\` |`);
    return [`## ${kind}`, '', "| in Istio's `spec` | here |", '|---|---|', ...rows, ''].join('\n');
  });
  return [
    '# Where is this field of Istio?',
    '',
    'Made by `UPDATE_DOCS=1 npx jest test/istio/field-names.test.ts` from the specimens that set every field: each property is left out in turn, and what is then missing in the manifest hangs on it. Where a factory makes the value, such as `HttpRoute.to`, the name is that of the value; in your editor its type shows the factory. What has no name here is in [docs/istio.md](istio.md#what-is-left-out-on-purpose), with its reason.',
    '',
    ...sections,
  ].join('\n');
}

test('docs/istio-fields.md leads from each field that can be set to its name here', () => {
  const file = join(__dirname, '../../docs/istio-fields.md');
  const wanted = page();
  if (process.env.UPDATE_DOCS) writeFileSync(file, wanted);
  // A kind or a field that is new here is shown by the next run with UPDATE_DOCS; what is shown must be true.
  const rows = wanted.split('\n');
  expect(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((row) => !rows.includes(row)),
  ).toEqual([]);
  expect(rows.length).toBeGreaterThan(300);
  for (const [field, name] of [
    ['http[].match[].uri.prefix', 'http[].match[].path.text'],
    ['http[].fault.delay.fixedDelay', 'http[].fault.delay.by'],
    ['http[].retries.perTryTimeout', 'http[].retries.perTryTimeout'],
  ]) {
    expect(wanted).toContain(`| \`${field}\` | \`${name}\` |`);
  }
});
