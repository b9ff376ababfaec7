import * as fc from 'fast-check';
import { judge } from '../../lib/analysis/judge';
import { readText } from '../../lib/kubernetes/manifest';
import { examples, world } from '../../scripts/rules/examples';

const objects = [world(), ...examples().flatMap(({ wrong, right }) => [wrong, right])].flatMap((text) =>
  readText(text).objects.map(({ object }) => object),
);

/** What nobody meant to write. */
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '',
    '*',
    '.',
    '~',
    '/',
    '*.*',
    '=',
    'a/b/c',
    '\u0000',
    '(a+)+$',
    '(((((',
    '__proto__',
    'constructor',
    'x'.repeat(10_000),
    -1,
    1e308,
    0,
    null,
    [],
    {},
    [[[[]]]],
    { __proto__: null, toString: 1 },
  ),
);

/** Every place of a value. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]))];
}

function changed(value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown {
  if (step === undefined) return to;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...value] as unknown as Record<string, unknown>)
    : { ...(value as object) };
  copy[step] = changed(copy[step], rest, to);
  return copy;
}

/** An object of the examples with some places changed into something else, as a document. */
const document = fc
  .tuple(fc.constantFrom(...objects), fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }))
  .map(([object, changes]) =>
    changes.reduce<unknown>((before, [index, to]) => {
      const places = placesOf(before);
      return changed(before, places[index % places.length] ?? [], to);
    }, object),
  );

describe('documents that nobody meant to write', () => {
  it('are told of, whatever they hold: nothing fails, and one cause is told once', () => {
    const base = readText(world()).objects;
    let read = 0;
    fc.assert(
      fc.property(fc.array(document, { minLength: 100, maxLength: 100 }), (documents) => {
        const own = documents.map((one) => readText(JSON.stringify(one)));
        read += own.length;
        const findings = judge([...base, ...own.flatMap((one) => one.objects)], {
          complete: true,
          unreadable: own.flatMap((one) => one.unreadable),
        });
        const places = findings.map(({ rule, object, field, message, line, file }) =>
          JSON.stringify([rule, object, field, message, line, file]),
        );
        // The same document may come twice.
        const distinct = new Set(documents.map((one) => JSON.stringify(one))).size === documents.length;
        if (distinct)
          expect(
            places.filter((one, index) => places.indexOf(one) !== index && !one.includes('no-object')),
          ).toEqual([]);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 100), seed: 13, endOnFailure: true },
    );
    expect(read).toBeGreaterThanOrEqual(10_000);
  });

  it('are read as text too, whatever is cut or put in between', () => {
    const texts = [world(), ...examples().map(({ wrong }) => wrong)];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat({ max: 200 }),
        fc.constantFrom(
          '',
          '\t',
          '---\n',
          '&a [*a]',
          '*x',
          '{',
          ']',
          '"',
          '|\n',
          ': ',
          '\u0000',
          '<<: *a',
          '!!binary x',
          '%YAML 9\n',
        ),
        (text, at, cut, put) => {
          const from = at % text.length;
          const { objects: left, unreadable } = readText(
            `${text.slice(0, from)}${put}${text.slice(from + cut)}`,
          );
          judge(left, { unreadable });
        },
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 100) * 2, seed: 13, endOnFailure: true },
    );
  });

  it('take no longer than they are long', () => {
    const large = [
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata:\n  mesh: "${'x'.repeat(1e7)}"\n`,
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec:\n  hosts: [a]\n  http:\n${'  - match: [{ uri: { regex: "(a+)+$" } }, { uri: { exact: /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! } }]\n    route: [{ destination: { host: a } }]\n'.repeat(500)}`,
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec: { hosts: [a], http: [{ match: [${'{ uri: { prefix: /a } }, '.repeat(20_000)}] }] }\n`,
    ];
    // No cluster keeps a text longer than this one, and so longer ones are told without a look at them.
    const long = (unit: string) => unit.repeat(Math.floor(1.5e6 / unit.length));
    const rule = (http: string) =>
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec: { hosts: [a], http: [{ route: [{ destination: { host: a } }], ${http} }] }\n`;
    large.push(
      rule(`match: [{ uri: { regex: "${long('(')}" } }]`),
      rule(`match: [{ uri: { regex: "${long('a,')}" } }]`),
      rule(`retries: { attempts: 1, retryOn: "${long('a,')}" }`),
      `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: { name: a }\nspec: { accessLogging: [{ filter: { expression: "${long('*')}" } }] }\n`,
      `apiVersion: v1\nkind: Service\nmetadata: { name: a, annotations: { networking.istio.io/exportTo: "${long('a,')}" } }\nspec: { ports: [{ port: 80 }] }\n`,
    );
    for (const text of large) {
      const started = process.cpuUsage();
      const { objects: left, unreadable } = readText(text);
      const findings = judge(left, { complete: true, unreadable });
      expect(findings.filter(({ message }) => message.length > 2100)).toEqual([]);
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(20);
    }
  });
});
