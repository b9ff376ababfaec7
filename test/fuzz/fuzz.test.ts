import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { specimens as gatewayApiSpecimens } from '../gateway-api/specimens';
import { buildSpecimens } from '../istio/specimens';
import { callSubjects } from './calls';
import { fuzz } from './fuzz';
import { isData, partOf, paths, withPart } from './mutations';
import { argoSubjects, chartSubjects, specimenSubjects, workloadSubjects } from './subjects';
import { trial } from './trial';

const made: [string, unknown, unknown][] = [];

/** Each class of a room tells what it is made with. */
function mockListening(real: Record<string, unknown>): Record<string, unknown> {
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
}

jest.mock('../../lib/istio', () => mockListening(jest.requireActual('../../lib/istio')));
jest.mock('../../lib/gateway-api', () => mockListening(jest.requireActual('../../lib/gateway-api')));

buildSpecimens(new Chart(new App(), 'specimens', { namespace: 'demo' }));
gatewayApiSpecimens();
const subjects = [...specimenSubjects(made), ...workloadSubjects, ...chartSubjects, ...argoSubjects];

/** `npm run test:torture` asks for more, of a seed of its own. */
const trials = Number(process.env.FUZZ_TRIALS ?? 2000);
const seed = Number(process.env.FUZZ_SEED ?? 1);

test('properties that are fine are written', () => {
  expect(subjects.map((subject) => [subject.name, trial(subject, subject.props)])).toEqual(
    subjects.map(({ name }) => [name, 'written']),
  );
  expect(new Set(subjects.map(({ name }) => name)).size).toBeGreaterThan(7);
});

test(`${trials} constructs with anything for properties are refused in one line, or written so that an API server takes them`, () => {
  const { defects, refused, written } = fuzz(subjects, trials, seed);
  expect(defects).toEqual([]);
  expect(refused + written).toBe(trials);
  expect(Math.min(refused, written)).toBeGreaterThan(trials / 20);
});

test('functions that are called rightly answer', () => {
  expect(callSubjects.map((subject) => [subject.name, trial(subject, subject.props)])).toEqual(
    callSubjects.map(({ name }) => [name, 'written']),
  );
});

test(`${trials} calls with anything are refused in one line, or answered`, () => {
  const { defects, refused, written } = fuzz(callSubjects, trials, seed);
  expect(defects).toEqual([]);
  expect(refused + written).toBe(trials);
  expect(Math.min(refused, written)).toBeGreaterThan(trials / 20);
});

/** Where names are the user's own, Kubernetes' or Envoy's. */
const free = `a add annotations attributes config container default_source_code entryAnnotations entryLabels env
  environmentVariables headers labels matchLabels options outputClaimToHeaders pluginConfig podAnnotations podLabels
  route rules serviceAnnotations set spec typed_config v1 value values`;

/** What may be a construct, and then has more than is asked of it; a release has its row. */
const references = `apiVersions caCertificates certificates clientCertificate egressProxy gateway gateways grants host
  ingress issuer jwks keys kubernetes notRequestPrincipals notServiceAccounts of parameters parent present principals
  project provider providers release repository requestPrincipals service serviceAccount serviceAccounts source targets
  to visitors workload`;

test('a property that nobody knows is refused wherever names are not free', () => {
  const open = new Set(`${free} ${references}`.split(/\s+/));
  const tried = new Set<string>();
  const accepted: string[] = [];
  for (const { name, props, make } of subjects) {
    for (const path of paths(props)) {
      const steps = path.filter((step) => typeof step === 'string');
      const place = [name, ...steps].join('.');
      const part = partOf(props, path);
      const isOpen = open.has(steps.at(-1) ?? '') || place.endsWith('.proxy.metadata');
      if (!isData(part) || tried.has(place) || isOpen) continue;
      tried.add(place);
      const given = withPart(props, path, { ...part, unheardOf: 'a' });
      if (trial({ name, props, make }, given) !== 'refused') accepted.push(place);
    }
  }
  expect(accepted).toEqual([]);
  expect(tried.size).toBeGreaterThan(200);
});
