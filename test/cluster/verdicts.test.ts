import { validateObject } from '../../lib/validation/validate-object';
import { changes } from '../validation/kubernetes/changes';
import { specimenWith } from '../validation/kubernetes/refused';
import { specimens } from '../validation/kubernetes/specimens';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';

type Json = Record<string, unknown>;

/** Every specimen without one field, with an empty one, and with one entry of a list twice. */
function* damaged(object: Json, at: unknown = object): Iterable<object> {
  if (typeof at !== 'object' || at === null) return;
  const holder = at as Json;
  for (const [key, value] of Object.entries(holder)) {
    if (at === object && ['apiVersion', 'kind'].includes(key)) continue;
    const empty = Array.isArray(value)
      ? []
      : typeof value === 'object'
        ? {}
        : typeof value === 'string'
          ? ''
          : 0;
    for (const other of [null, empty]) {
      holder[key] = other;
      yield structuredClone(object);
    }
    holder[key] = value;
    if (Array.isArray(at)) {
      at.push(value);
      yield structuredClone(object);
      at.pop();
    } else {
      delete holder[key];
      yield structuredClone(object);
      holder[key] = value;
    }
    yield* damaged(object, value);
  }
}

const plurals: Readonly<Record<string, string>> = {
  Endpoints: 'endpoints',
  Ingress: 'ingresses',
  IngressClass: 'ingressclasses',
  NetworkPolicy: 'networkpolicies',
};
const ofCluster = [
  'CustomResourceDefinition',
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'IngressClass',
];

function pathOf({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const isOfCluster = ofCluster.includes(kind) || kind.endsWith('WebhookConfiguration');
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  return `${group}${isOfCluster ? '' : '/namespaces/shop'}/${plural}?dryRun=All&fieldValidation=Strict`;
}

/** A Job whose success policy looks for completions that it has not: the API server panics and closes the connection. */
function isUnanswered({ kind, spec }: { kind?: unknown; spec?: Json | null }): boolean {
  return kind === 'Job' && Boolean(spec?.successPolicy) && (spec?.completions ?? undefined) === undefined;
}

withControlPlane('what validation refuses of Kubernetes', () => {
  let plane: ControlPlane | undefined;
  beforeAll(async () => {
    // As every cluster has it that runs a CNI.
    plane = await startControlPlane({ flags: ['--allow-privileged=true'] });
    await plane.must(['create', 'namespace', 'shop']);
  }, 90_000);
  afterAll(() => plane?.stop());

  test('is refused by a real API server too', async () => {
    const objects = [...specimens()]
      .flatMap((object) => [object, ...damaged(structuredClone(object) as Json)])
      .filter((object) => !isUnanswered(object));
    const wrong: string[] = [];
    let taken = 0;
    const ask = async (object: object) => {
      const refusal = validateObject(object).find(({ refusedBy = [] }) => refusedBy.includes('api-server'));
      const { code } = await (plane as ControlPlane).call('POST', pathOf(object as never), object);
      // A path that is not there would refuse everything.
      if (code === 404) wrong.push(`not served: ${(object as Json).kind}`);
      if (code < 300) taken++;
      if (code < 300 && refusal !== undefined) wrong.push(`${refusal.object?.kind}: ${refusal.message}`);
    };
    for (let start = 0; start < objects.length; start += 8)
      await Promise.all(objects.slice(start, start + 8).map(ask));
    expect(wrong).toEqual([]);
    expect(taken).toBeGreaterThan(1000);
  }, 300_000);

  test.each(changes)('$name with $changed is judged as in the table', async ({ name, changed, field }) => {
    const specimen = specimenWith(name, changed);
    const { code } = await (plane as ControlPlane).call('POST', pathOf(specimen as never), specimen);
    expect(code < 300).toBe(field === undefined);
  });
});
