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
import { KubernetesObject } from '../../lib/kubernetes/kubernetes-object';

type Make = (chart: Chart, props: object, metadata?: object) => ApiObject;

/** Builds the same object by cdk8s and by this project: data, key order and errors must agree. */
function expectSame(build: (chart: Chart, object: Make) => ApiObject, resolvers: IResolver[] = []): unknown {
  const render = (Class: typeof ApiObject): unknown => {
    const make: Make = (chart, props, metadata = {}) =>
      new Class(chart, 'a', { apiVersion: 'example.com/v1', kind: 'Thing', metadata, ...props });
    const object = build(new Chart(new App({ resolvers }), 'chart', { namespace: 'demo' }), make);
    try {
      return object.toJson();
    } catch (error) {
      return `threw ${(error as Error).message}`;
    }
  };
  const stock = render(ApiObject);
  const ours = render(KubernetesObject);
  expect(ours).toStrictEqual(stock);
  expect(JSON.stringify(ours)).toBe(JSON.stringify(stock));
  return stock;
}

test('is rendered without cdk8s, unless that is needed', () => {
  const stock = jest.spyOn(ApiObject.prototype, 'toJson');
  const stockMetadata = jest.spyOn(ApiObjectMetadataDefinition.prototype, 'toJson');
  expectSame((chart, object) => object(chart, { spec: { a: 1 } }, { labels: { a: 'b' } }));
  expect(stock).toHaveBeenCalledTimes(1);
  expect(stockMetadata).toHaveBeenCalledTimes(1);
  jest.restoreAllMocks();
});

class Point {
  public readonly x = 1;
}

test.each<[string, (chart: Chart, object: Make) => ApiObject]>([
  [
    'maps whose keys are not sorted',
    (chart, object) => object(chart, { spec: { b: 1, a: { d: 1, c: [{ f: 1, e: 2 }] } }, data: { z: 'z' } }),
  ],
  [
    'keys that look like indices',
    (chart, object) => object(chart, { data: { 10: 'a', 9: 'b', a: 'c', '01': 'd' } }),
  ],
  [
    'nothing in maps and lists',
    (chart, object) =>
      object(chart, { spec: { a: null, b: undefined, c: [null, undefined, 1, [], {}], d: {} } }),
  ],
  [
    'empty metadata',
    (chart, object) =>
      object(chart, {}, { annotations: {}, labels: {}, finalizers: [], more: { a: [], b: {} } }),
  ],
  [
    'metadata of every kind',
    (chart, object) =>
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
    (chart, object) =>
      object(chart, {
        spec: Lazy.any({
          produce: () => ({ b: Lazy.any({ produce: () => [Lazy.any({ produce: () => undefined })] }), a: 1 }),
        }),
      }),
  ],
  [
    'tokens and unions',
    (chart, object) =>
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
    (chart, object) =>
      object(chart, {
        spec: [Object.assign([1, 2], { resolve: () => 'other' }), Object.assign([1], { value: 'x' })],
      }),
  ],
  [
    'a key named resolve, constructor or value',
    (chart, object) => object(chart, { spec: { a: { resolve: 'x', value: 1 }, b: { value: 'y' } } }),
  ],
  ['a key named constructor', (chart, object) => object(chart, { spec: { a: { constructor: 'x' } } })],
  [
    'a key named __proto__',
    (chart, object) => object(chart, { spec: JSON.parse('{"a":{"__proto__":{"b":1},"c":1}}') }),
  ],
  ['a class that is not data', (chart, object) => object(chart, { spec: { a: new Point() } })],
  ['a date', (chart, object) => object(chart, { spec: { a: new Date(0) } })],
  ['a class in metadata', (chart, object) => object(chart, {}, { annotations: { a: new Point() } })],
  ['an object without a prototype', (chart, object) => object(chart, { spec: Object.create(null) })],
  ['functions and symbols', (chart, object) => object(chart, { spec: { a: String, b: Symbol.for('x') } })],
  [
    'a producer that throws',
    (chart, object) =>
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
    (chart, object) => {
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
    (chart, object) => {
      const made = object(chart, {});
      made.addJsonPatch(JsonPatch.remove('/metadata'));
      return made;
    },
  ],
  [
    'labels of every kind',
    (chart, object) => {
      const made = object(chart, {}, { labels: { z: 'z', 10: 'ten', a: '', value: 'v', resolve: 'r' } });
      made.metadata.addLabel('a', 'later');
      made.metadata.addLabel('9', 'nine');
      return made;
    },
  ],
  [
    'a label named constructor',
    (chart, object) => object(chart, {}, { labels: { constructor: 'x', a: 'b' } }),
  ],
  [
    'a label that is lazy, and one that is nothing',
    (chart, object) =>
      object(chart, {}, { labels: { b: Lazy.any({ produce: () => 'lazy' }), a: undefined, c: null } }),
  ],
  ['a name that is undefined', (chart, object) => object(chart, {}, { name: undefined })],
  ['a namespace that is empty', (chart, object) => object(chart, {}, { namespace: '' })],
  [
    'an owner added later',
    (chart, object) => {
      const made = object(chart, {}, { labels: { a: 'b' } });
      made.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'K', name: 'n', uid: 'u' });
      return made;
    },
  ],
  [
    'an annotation added later',
    (chart, object) => {
      const made = object(chart, {}, { labels: { a: 'b' } });
      made.metadata.addAnnotation('c', 'd');
      return made;
    },
  ],
  [
    'metadata added later',
    (chart, object) => {
      const made = object(chart, {});
      made.metadata.add('b', { d: 1, c: [] });
      made.metadata.addLabel('l', 'm');
      made.metadata.addFinalizers('f');
      return made;
    },
  ],
  ['a status that is lazy', (chart, object) => object(chart, { status: Lazy.any({ produce: () => 1 }) })],
])('an object with %s is rendered as cdk8s renders it', (_, build) => {
  expectSame(build);
});

test('values are produced in the order that they were written in', () => {
  expectSame((chart, object) => {
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
  const json = expectSame(
    (chart, object) => object(chart, { spec: { b: ['quiet'] } }, { name: 'n' }),
    [new Shout()],
  );
  expect(json).toMatchObject({ spec: { b: ['spec/b/0 of n'] } });
});

test('a metadata class of its own is left to cdk8s', () => {
  class Own extends ApiObjectMetadataDefinition {
    public override toJson(): unknown {
      return { ...(super.toJson() as object), b: 1, a: { value: 2 } };
    }
  }
  expectSame((chart, object) => {
    const made = object(chart, {});
    return Object.assign(made, { metadata: new Own({ name: 'own', apiObject: made }) });
  });
});

test('without sorted keys, if the environment says so', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expectSame((chart, object) =>
      object(chart, { spec: { b: 1, a: { d: 1, c: 2 } } }, { labels: { b: 'x', a: 'y' } }),
    );
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});
