import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  Chart,
  type IResolver,
  JsonPatch,
  Lazy,
  type ResolutionContext,
} from 'cdk8s';
import { knowsInstalledVersion, withFastToJson } from '../../lib/synth/api-object-json';

/** Builds the same object twice and renders it by cdk8s and in one pass: data, key order and errors must agree. */
function expectSame(build: (chart: Chart) => ApiObject, resolvers: IResolver[] = []): unknown {
  const render = (object: ApiObject): unknown => {
    try {
      return object.toJson();
    } catch (error) {
      return `threw ${(error as Error).message}`;
    }
  };
  const newObject = (): ApiObject => build(new Chart(new App({ resolvers }), 'chart', { namespace: 'demo' }));
  const stock = render(newObject());
  const fast = withFastToJson(() => render(newObject()));
  expect(fast).toStrictEqual(stock);
  expect(JSON.stringify(fast)).toBe(JSON.stringify(stock));
  return stock;
}

function object(chart: Chart, props: object, metadata: object = {}): ApiObject {
  return new ApiObject(chart, 'a', { apiVersion: 'example.com/v1', kind: 'Thing', metadata, ...props });
}

test('the installed cdk8s is one whose rendering was compared: look at its changes before adding its version', () => {
  expect(knowsInstalledVersion()).toBe(true);
});

test('cdk8s has its own method back afterwards, also when rendering fails', () => {
  const { toJson } = ApiObject.prototype;
  withFastToJson(() => expect(ApiObject.prototype.toJson).not.toBe(toJson));
  expect(ApiObject.prototype.toJson).toBe(toJson);
  const fail = (): never => {
    throw new Error('broken');
  };
  expect(() => withFastToJson(fail)).toThrow('broken');
  expect(ApiObject.prototype.toJson).toBe(toJson);
});

class Point {
  public readonly x = 1;
}

test.each<[string, (chart: Chart) => ApiObject]>([
  [
    'maps whose keys are not sorted',
    (chart) => object(chart, { spec: { b: 1, a: { d: 1, c: [{ f: 1, e: 2 }] } }, data: { z: 'z' } }),
  ],
  ['keys that look like indices', (chart) => object(chart, { data: { 10: 'a', 9: 'b', a: 'c', '01': 'd' } })],
  [
    'nothing in maps and lists',
    (chart) => object(chart, { spec: { a: null, b: undefined, c: [null, undefined, 1, [], {}], d: {} } }),
  ],
  [
    'empty metadata',
    (chart) => object(chart, {}, { annotations: {}, labels: {}, finalizers: [], more: { a: [], b: {} } }),
  ],
  [
    'metadata of every kind',
    (chart) =>
      object(
        chart,
        {},
        {
          name: 'n',
          namespace: 'other',
          labels: { b: 'x', a: 'y' },
          annotations: { c: Lazy.any({ produce: () => 'lazy' }) },
          generation: 3,
          ownerReferences: [{ apiVersion: 'v1', kind: 'K', name: 'n', uid: 'u' }],
        },
      ),
  ],
  [
    'what is lazy, and lazy again',
    (chart) =>
      object(chart, {
        spec: Lazy.any({
          produce: () => ({ b: Lazy.any({ produce: () => [Lazy.any({ produce: () => undefined })] }), a: 1 }),
        }),
      }),
  ],
  [
    'tokens and unions',
    (chart) =>
      object(chart, {
        spec: {
          a: { resolve: () => ({ c: 1, b: 2 }) },
          b: Object.assign(new Point(), { value: 8080 }),
          c: Object.assign(new Point(), { value: 'http' }),
        },
      }),
  ],
  [
    'a union in a list with a resolve method',
    (chart) =>
      object(chart, {
        spec: [Object.assign([1, 2], { resolve: () => 'other' }), Object.assign([1], { value: 'x' })],
      }),
  ],
  [
    'a key named resolve, constructor or value',
    (chart) => object(chart, { spec: { a: { resolve: 'x', value: 1 }, b: { value: 'y' } } }),
  ],
  ['a key named constructor', (chart) => object(chart, { spec: { a: { constructor: 'x' } } })],
  [
    'a key named __proto__',
    (chart) => object(chart, { spec: JSON.parse('{"a":{"__proto__":{"b":1},"c":1}}') }),
  ],
  ['a class that is not data', (chart) => object(chart, { spec: { a: new Point() } })],
  ['a date', (chart) => object(chart, { spec: { a: new Date(0) } })],
  ['a class in metadata', (chart) => object(chart, {}, { annotations: { a: new Point() } })],
  ['an object without a prototype', (chart) => object(chart, { spec: Object.create(null) })],
  ['functions and symbols', (chart) => object(chart, { spec: { a: String, b: Symbol.for('x') } })],
  [
    'a producer that throws',
    (chart) =>
      object(chart, {
        spec: Lazy.any({
          produce: () => {
            throw new Error('late');
          },
        }),
      }),
  ],
  [
    'patches',
    (chart) => {
      const made = object(chart, { spec: { b: 1 } });
      made.addJsonPatch(
        JsonPatch.add('/first', 1),
        JsonPatch.remove('/spec/b'),
        JsonPatch.add('/metadata/labels', { z: 'z' }),
        JsonPatch.replace('/kind', 'Other'),
      );
      return made;
    },
  ],
  [
    'a patch that removes the metadata',
    (chart) => {
      const made = object(chart, {});
      made.addJsonPatch(JsonPatch.remove('/metadata'));
      return made;
    },
  ],
  [
    'a patch that fails',
    (chart) => {
      const made = object(chart, {});
      made.addJsonPatch(JsonPatch.test('/kind', 'Other'));
      return made;
    },
  ],
  [
    'metadata added later',
    (chart) => {
      const made = object(chart, {});
      made.metadata.add('b', { d: 1, c: [] });
      made.metadata.addLabel('l', 'm');
      made.metadata.addFinalizers('f');
      return made;
    },
  ],
  ['no props but the kind', (chart) => new ApiObject(chart, 'a', { kind: 'Thing', apiVersion: 'v1' })],
  [
    'a kind that is lazy after all',
    (chart) =>
      new ApiObject(chart, 'a', {
        kind: 'Thing',
        apiVersion: 'v1',
        status: Lazy.any({ produce: () => 1 }),
      } as never),
  ],
])('an object with %s is rendered as cdk8s renders it', (_, build) => {
  expectSame(build);
});

test('values are produced in the order that they were written in', () => {
  expectSame((chart) => {
    let calls = 0;
    const next = Lazy.any({ produce: () => ++calls });
    return object(
      chart,
      { spec: { z: next, a: { c: next, b: next }, list: [next, next] } },
      { annotations: { y: next, x: next } },
    );
  });
});

test('an app with resolvers of its own is left to cdk8s', () => {
  class Shout implements IResolver {
    public resolve(context: ResolutionContext): void {
      if (context.value === 'quiet') context.replaceValue(`${context.key.join('/')} of ${context.obj.name}`);
    }
  }
  const json = expectSame((chart) => object(chart, { spec: { b: ['quiet'] } }, { name: 'n' }), [new Shout()]);
  expect(json).toMatchObject({ spec: { b: ['spec/b/0 of n'] } });
});

test('a metadata class of its own is left to cdk8s', () => {
  class Own extends ApiObjectMetadataDefinition {
    public override toJson(): unknown {
      return { ...(super.toJson() as object), b: 1, a: { value: 2 } };
    }
  }
  expectSame((chart) => {
    const made = object(chart, {});
    return Object.assign(made, { metadata: new Own({ name: 'own', apiObject: made }) });
  });
});

test('without sorted keys, if the environment says so', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expectSame((chart) =>
      object(chart, { spec: { b: 1, a: { d: 1, c: 2 } } }, { labels: { b: 'x', a: 'y' } }),
    );
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});
