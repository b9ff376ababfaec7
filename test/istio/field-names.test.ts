import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { fieldNames, type Made } from './field-names';
import { generatedFields, kinds } from './generated-fields';
import { leftOut } from './left-out';
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

buildSpecimens(new Chart(new App(), 'specimens', { namespace: 'demo' }));

const names = fieldNames(made);

/** Said once for the whole policy: subsets and ports have the same below their own. */
const repeated = /^(?:subsets\[\]\.trafficPolicy|trafficPolicy\.portLevelSettings\[\])(?=\.)/;

/** What leaving a property out, or writing another, can not show: a factory's name says it, or nothing can be left. */
const saidByFactory: Readonly<Record<string, string>> = {
  'EnvoyFilter: configPatches[].applyTo': '`configPatches[].kind`, by the factory: `ConfigPatch.httpFilter`',
  'EnvoyFilter: configPatches[].patch.operation': '`configPatches[].patch.kind`, by `PatchOperation`',
  'Gateway: servers[].port.name': 'made from protocol and number',
  'Gateway: servers[].port.number': '`servers[].port`, which the `ingress` must have',
  'Gateway: servers[].port.protocol': '`servers[].protocol`, by the factory: `Server.http`, `Server.https`',
  'Gateway: servers[].tls.cipherSuites[]': '`servers[].tls.cipherSuites[]`',
  'Gateway: servers[].tls.mode':
    '`servers[].tls.kind`, by the factory: `ServerTls.simple`, `ServerTls.mutual`',
  'AuthorizationPolicy: action': '`action.kind`, by the factory: `allow`, `deny`, `audit`, `custom`',
  'PeerAuthentication: mtls.mode': '`mtls`',
};

/** The fields of a kind, each with its place here or the reason why it has none; undefined where neither is known. */
function rowsOf(kind: string, file: string): (readonly [field: string, here: string | undefined])[] {
  const fields = generatedFields(file, `${kind}Spec`);
  const ofWhole = (path: string) => path.replace(repeated, 'trafficPolicy');
  return fields
    .filter(({ path }) => ofWhole(path) === path || !fields.some((other) => other.path === ofWhole(path)))
    .map(({ path, values }) => {
      const name = names.get(kind)?.get(path);
      const reasons = [path, ...values.map((value) => `${path}=${value}`)].map(
        (field) => leftOut[`${kind}: ${field}`],
      );
      const reason = reasons[0] ?? (reasons.slice(1).includes(undefined) ? undefined : reasons[1]);
      return [
        path,
        name === undefined
          ? (saidByFactory[`${kind}: ${path}`] ?? (reason && `left out: ${reason}`))
          : `\`${name}\``,
      ] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function page(): string {
  const sections = kinds.map(([kind, file]) => {
    const rows = rowsOf(kind, file).map(([field, here]) => `| \`${field}\` | ${here} |`);
    return [`## ${kind}`, '', "| in Istio's `spec` | here |", '|---|---|', ...rows, ''].join('\n');
  });
  return [
    '# Where is this field of Istio?',
    '',
    'Made by `UPDATE_DOCS=1 npx jest test/istio/field-names.test.ts`: every field of the types that are generated from the CRDs, with its name here. The specimens set each that is not left out on purpose: each of their properties is left out in turn, and what is then missing in the manifest hangs on it. Where a factory makes the value, such as `HttpRoute.to`, the name is that of the value; in your editor its type shows the factory. A subset and a port have the same fields below their own as the `trafficPolicy` of the whole. More on what is left out is in [docs/istio.md](istio.md#what-is-left-out-on-purpose).',
    '',
    ...sections,
  ].join('\n');
}

test.each(kinds)('every field of %s has a name here, or a reason why it is left out', (kind, file) => {
  const rows = rowsOf(kind, file);
  expect(rows.filter(([, here]) => here === undefined)).toEqual([]);
  expect(rows.length).toBeGreaterThan(2);
});

test('the names that are told by hand are those that can not be found', () => {
  const unneeded = Object.keys(saidByFactory).filter((field) => {
    const [kind = '', path = ''] = field.split(': ');
    const file = kinds.find(([name]) => name === kind)?.[1] as string;
    return !rowsOf(kind, file).some(([known, here]) => known === path && here === saidByFactory[field]);
  });
  expect(unneeded).toEqual([]);
});

test('docs/istio-fields.md leads from each field to its name here', () => {
  const file = join(__dirname, '../../docs/istio-fields.md');
  const wanted = page();
  if (process.env.UPDATE_DOCS) writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
  for (const [field, name] of [
    ['http[].match[].uri.prefix', 'http[].match[].path.text'],
    ['http[].fault.delay.fixedDelay', 'http[].fault.delay.by'],
    ['http[].retries.perTryTimeout', 'http[].retries.perTryTimeout'],
  ]) {
    expect(wanted).toContain(`| \`${field}\` | \`${name}\` |`);
  }
});
