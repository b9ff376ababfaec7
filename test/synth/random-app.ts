import { ApiObject, App, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import * as fc from 'fast-check';

/** A construct of a random app: where it hangs, by the index of an earlier one. */
interface Node {
  readonly parent: number;
  readonly kind: 'chart' | 'construct' | 'object' | 'generated';
  readonly id: string;
  readonly value: unknown;
  readonly namespace: string | undefined;
}

/** An app as plain data, so that it can be built twice and shrunk by fast-check. */
export interface AppPlan {
  readonly type: YamlOutputType;
  readonly record: boolean;
  readonly nodes: readonly Node[];
  readonly dependencies: readonly (readonly [number, number, boolean])[];
  readonly failing: number | undefined;
}

/** What an L1 class of `cdk8s import` does: its serializer reads what the object rendered. */
function generated(Base: typeof ApiObject): typeof ApiObject {
  return class Generated extends Base {
    public override toJson(): unknown {
      const { spec, ...rest } = super.toJson() as { spec: Record<string, unknown> };
      const written = Object.entries({ first: spec.first, ...spec }).filter(
        ([, value]) => value !== undefined,
      );
      return { ...rest, spec: Object.fromEntries(written) };
    }
  };
}

const id = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'web', 'Default', 'resource') },
  { weight: 2, arbitrary: fc.nat({ max: 30 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '4294967294',
      '4294967295',
      '01',
      '-1',
      'With Space',
      'Ünï',
      'x/y',
      'a.b',
      'A_b',
    ),
  },
);

const text = fc.oneof(
  fc.constantFrom(
    'true',
    'null',
    '~',
    '1',
    '0x1f',
    '1e3',
    '08',
    'a: b',
    '#x',
    '- x',
    'multi\nline\n',
    ' pad ',
    '',
    'x',
  ),
  fc.string({ maxLength: 12 }),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom('spec', '10', '2', 'name')), tie('value'), { maxKeys: 4 }),
    tie('value').map((inner) => ({ lazy: inner })),
    fc.constantFrom({ union: 8080 }, { union: 'http' }, { token: 'later' }),
  ),
}));

const node: fc.Arbitrary<Node> = fc.record({
  parent: fc.nat(),
  kind: fc.constantFrom('chart', 'construct', 'object', 'object', 'object', 'generated'),
  id,
  value,
  namespace: fc.constantFrom(undefined, undefined, 'demo'),
});

/** Apps of every shape: nested charts, dependencies of all kinds, odd ids and values, failing validations. */
export const appPlan: fc.Arbitrary<AppPlan> = fc.record({
  type: fc.constantFrom(
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ),
  record: fc.boolean(),
  nodes: fc.array(node, { maxLength: 24 }),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 7 }),
  failing: fc.oneof({ weight: 19, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat() }),
});

/** Builds the app of a plan, of objects of one class or another. Ids that are taken and places where a kind cannot be are passed over. */
export function buildApp(plan: AppPlan, outdir: string, Base: typeof ApiObject = ApiObject): App {
  const app = new App({ outdir, yamlOutputType: plan.type, recordConstructMetadata: plan.record });
  const constructs: Construct[] = [new Chart(app, 'first')];
  for (const [index, { parent, kind, id, value, namespace }] of plan.nodes.entries()) {
    const scope =
      kind === 'chart' && parent % 3 > 0 ? app : (constructs[parent % constructs.length] as Construct);
    if (scope.node.tryFindChild(id) !== undefined) continue;
    constructs.push(build(scope, id, kind, { value: live(value), index, namespace, Base }));
  }
  const at = (index: number): Construct => constructs[index % constructs.length] as Construct;
  for (const [source, target, grouped] of plan.dependencies) {
    // Of a construct that depends on itself stock loses all objects without a word; a test of its own covers it.
    const targets = [at(target), at(target + 1)].filter((construct) => construct !== at(source));
    at(source).node.addDependency(...(grouped ? [new DependencyGroup(...targets)] : targets.slice(0, 1)));
  }
  if (plan.failing !== undefined)
    at(plan.failing).node.addValidation({ validate: () => ['first', 'second'] });
  return app;
}

function build(
  scope: IConstruct,
  id: string,
  kind: Node['kind'],
  {
    value,
    index,
    namespace,
    Base,
  }: { value: unknown; index: number; namespace: string | undefined; Base: typeof ApiObject },
): Construct {
  if (kind === 'chart')
    return new Chart(scope as Construct, id, { ...(namespace && { namespace }), labels: { chart: id } });
  if (kind === 'construct') return new Construct(scope as Construct, id);
  const Class = kind === 'object' ? Base : generated(Base);
  const object = new Class(scope as Construct, id, {
    apiVersion: 'example.com/v1',
    kind: `Kind${index}`,
    ...(index % 3 === 0 && { metadata: { annotations: { '1': 'one', note: `${id}: x` } } }),
    spec: { second: value, 9: 'nine', first: index },
  });
  if (index % 5 === 0) object.addJsonPatch(JsonPatch.add('/spec/patched', { deep: ['yes', 1] }));
  if (index % 7 === 0) object.metadata.addLabel('seven', 'y');
  return object;
}

/** Turns the plain stand-ins of a plan into what cdk8s resolves while it renders. */
function live(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(live);
  if (value === null || typeof value !== 'object') return value;
  if ('lazy' in value) return Lazy.any({ produce: () => live(value.lazy) });
  if ('union' in value) return new Union(value.union);
  if ('token' in value) return { resolve: () => value.token };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, live(inner)]));
}

class Union {
  public constructor(public readonly value: unknown) {}
}
