import { transformSync } from '@swc/core';
import { App, Chart } from 'cdk8s';
import { readCrds, type Schema } from '../../../scripts/import/crd';
import { render } from '../../../scripts/import/render';
import { crdText, specOf } from './crd-text';

const string: Schema = { type: 'string' };
const struct: Schema = {
  type: 'object',
  properties: { repoURL: string, mode: { type: 'string', enum: ['A', 'B'] } },
};

/** What cdk8s' generator alone would lose, rename or refuse. */
const odd: Schema = {
  type: 'object',
  required: ['spec', 'metadata'],
  properties: {
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      required: ['mirror_percent'],
      properties: {
        mirror_percent: { type: 'integer' },
        mirrorPercent: { type: 'integer' },
        consecutive5xxErrors: { type: 'integer' },
        'example.com/$x$': string,
        equals: string,
        snake_case: struct,
        count: { 'x-kubernetes-int-or-string': true },
        counts: { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
        when: { type: 'string', format: 'date-time' } as Schema,
        open: { ...struct, 'x-kubernetes-preserve-unknown-fields': true },
        size: { type: 'string', enum: ['', 'small', '50%'] },
        byName: { type: 'object', additionalProperties: struct },
        lists: { type: 'array', items: { type: 'array', items: struct } },
        untyped: {},
      },
    },
  },
};

function rendered(kind: string, schema: Schema) {
  const [crd] = readCrds(crdText('example.com', kind, { v1beta1: schema }), 'crds.yaml');
  if (crd === undefined) throw new Error('no CRD');
  return render([{ group: 'example.com', kind, reference: 'https://example.com/', crd }]);
}

let oddText: string;

beforeAll(() => {
  oddText = rendered('Odd', odd).get('example.com/odd.ts') as string;
});

test('a kind with all that the generator loses comes out of its class as it went in', () => {
  const { code } = transformSync(oddText, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const generated: { Odd?: (new (...args: unknown[]) => Chart) & { manifest(props: object): object } } = {};
  new Function('require', 'exports', code)(
    // As from imports/example.com/.
    (name: string) => require(name.replace(/^(?=\.\.\/\.\.\/lib\/)/, '../')),
    generated,
  );
  if (generated.Odd === undefined) throw new Error('no class');

  const props = {
    metadata: { name: 'odd' },
    spec: {
      mirror_percent: 1,
      mirrorPercent: 2,
      consecutive5xxErrors: 0,
      'example.com/$x$': '',
      equals: 'a',
      snake_case: { repoURL: 'https://example.com', mode: 'B' },
      count: '25%',
      counts: [1, '50%'],
      when: '2024-02-29T12:00:00+01:00',
      open: { unknown: [{ repoURL: 1 }], mode: 'C' },
      size: '50%',
      byName: { 'a-b': { repoURL: '' }, c: {} },
      lists: [[{ mode: 'A' }, {}], []],
      untyped: { any: true },
    },
  };
  const expected = { apiVersion: 'example.com/v1beta1', kind: 'Odd', ...props };
  expect(generated.Odd.manifest(props)).toEqual(expected);
  expect(new generated.Odd(new Chart(new App(), 'chart'), 'odd', props).toJson()).toEqual(expected);
});

test('a class is its own file, named after it, and its group has an index', () => {
  const files = rendered('HTTPRoute', specOf({ host: string }));
  expect([...files.keys()]).toEqual(['example.com/http-route.ts', 'example.com/index.ts']);
  expect(files.get('example.com/index.ts')).toContain("export * from './http-route';\n");
  expect(files.get('example.com/http-route.ts')).toContain(
    '/** @see https://example.com/ */\nexport class HttpRoute ',
  );
});

test('the same CRDs give the same text whatever the language, the time zone and the options of cdk8s', () => {
  const { env } = process;
  process.env = {
    ...env,
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Kolkata',
    CDK8S_CLASS_PREFIX: 'Kube',
    CDK8S_OUTPUT: 'away',
  };
  try {
    expect(rendered('Odd', odd).get('example.com/odd.ts')).toBe(oddText);
  } finally {
    process.env = env;
  }
});
