import { validateObject } from '../../lib/validation/validate-object';

const reviews = (spec: object, more: object = {}) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'reviews', namespace: 'demo' },
  spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }], ...spec },
  ...more,
});
const object = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  namespace: 'demo',
  name: 'reviews',
};

test('an object that both judges take has no findings', () => {
  expect(validateObject(reviews({}), { release: '1.30' })).toEqual([]);
});

test('a misspelt field is told with the one that is meant', () => {
  const http = [{ route: [{ destination: { host: 'reviews' } }], retry: { attempts: 3 } }];
  expect(validateObject(reviews({ http }), { release: '1.30' })).toEqual([
    {
      rule: 'unknown-field',
      level: 'error',
      object,
      field: 'spec.http[0].retry',
      message: 'there is no field retry (retries is meant)',
      suggestion: 'retries',
      refusedBy: ['api-server'],
    },
  ]);
});

test('a field of a newer release is told with that release, and taken from it on', () => {
  const http = [{ route: [{ destination: { host: 'reviews' } }], retries: { attempts: 3, backoff: '10ms' } }];
  const [finding, ...others] = validateObject(reviews({ http }), { release: '1.25.3' });
  expect(others).toEqual([]);
  expect(finding).toEqual({
    rule: 'unknown-field',
    level: 'error',
    object,
    field: 'spec.http[0].retries.backoff',
    message: 'backoff comes with Istio 1.26, and this is for 1.25: the API server refuses the object',
    refusedBy: ['api-server'],
  });
  expect(validateObject(reviews({ http }), { release: '1.26' })).toEqual([]);
});

test('a status is dropped by the API server, but for fields that there are not, unless a cluster has written it', () => {
  const route = (status: unknown, more = {}) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'reviews', namespace: 'demo', ...more },
    spec: {},
    status,
  });
  const refused = (object: object) =>
    validateObject(object, { release: '1.30' }).map(({ field, message }) => `${field}: ${message}`);
  for (const dropped of [null, 'x', [], {}, { parents: 'x' }, { parents: [{ controllerName: 1 }, null] }])
    expect(refused(route(dropped))).toEqual([]);
  const conditions = [{ type: 'Accepted', statsu: 'True' }];
  expect(refused(route({ parents: [{ conditions }], listeners: [] }))).toEqual([
    'status.parents[0].conditions[0].statsu: there is no field statsu (status is meant)',
    'status.listeners: there is no field listeners',
  ]);
  expect(refused(route({ parents: { name: 'a' } }))).toEqual(['status.parents.name: there is no field name']);
  expect(refused(route({ attached: 1 }, { uid: '6d1c9f0e' }))).toEqual([]);
  // Istio's may hold whatever somebody writes, but in what it knows.
  expect(refused(reviews({}, { status: { anything: [{ a: 1 }] } }))).toEqual([]);
  expect(refused(reviews({}, { status: { conditions: [{ anything: 1 }] } }))).toEqual([
    'status.conditions[0].anything: there is no field anything',
  ]);
});

test('a status of Kubernetes must be what its server can read', () => {
  const budget = (status: unknown) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'reviews' },
    spec: { minAvailable: 1, selector: {} },
    status,
  });
  const refused = (status: unknown) =>
    validateObject(budget(status)).map(({ field, message }) => `${field}: ${message}`);
  // Nothing is required of it: it is dropped.
  expect(refused({ conditions: [{}] })).toEqual([]);
  expect(refused({ currentHealthy: '1', healthy: 1 })).toEqual([
    'status.currentHealthy: currentHealthy must be a whole number, got "1"',
    'status.healthy: there is no field healthy',
  ]);
});

test('a version that the release does not serve yet is refused with those that it serves', () => {
  expect(validateObject(reviews({}), { release: '1.20' })).toEqual([
    {
      rule: 'schema',
      level: 'error',
      object,
      field: 'apiVersion',
      message:
        'Istio 1.20 serves VirtualService as v1alpha3 and v1beta1, not as v1 (Istio 1.22 is the first that does): the API server refuses the object',
      suggestion: 'apiVersion: networking.istio.io/v1alpha3',
      refusedBy: ['api-server'],
    },
  ]);
});

test('each thing that is wrong is one finding, in the order of the object', () => {
  const http = [{ timeout: 5, route: [{ destination: {}, weight: '10' }] }];
  const findings = validateObject(reviews({ hosts: [7], http }), { release: '1.30' });
  expect(findings.map(({ field, message }) => [field, message])).toEqual([
    ['spec.hosts[0]', 'entry 0 of hosts must be a text, got 7 without quotes'],
    ['spec.http[0].timeout', 'timeout must be a text, got 5 without quotes'],
    ['spec.http[0].route[0].destination.host', 'host is required'],
    ['spec.http[0].route[0].weight', 'weight must be a whole number, got "10"'],
  ]);
});

test('a rule of the CRD that does not hold is told in its words', () => {
  const findings = validateObject(
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'strict' },
      spec: { portLevelMtls: { 80: { mode: 'STRICT' } } },
    },
    { release: '1.30', namespace: 'shop' },
  );
  expect(findings).toEqual([
    {
      rule: 'schema',
      level: 'error',
      object: {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        namespace: 'shop',
        name: 'strict',
      },
      field: 'spec',
      message: 'spec portLevelMtls requires selector',
      refusedBy: ['api-server'],
    },
  ]);
});

test('kinds of others are not judged', () => {
  expect(validateObject({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: {} })).toEqual([]);
});

test('what is no object is one finding', () => {
  expect(validateObject('text')).toHaveLength(1);
  expect(validateObject([])).toHaveLength(1);
  expect(validateObject({ kind: 'Service' })).toEqual([
    {
      rule: 'schema',
      level: 'error',
      field: 'apiVersion',
      message: 'this is no Kubernetes object: its apiVersion is not there or no text',
      refusedBy: ['api-server'],
    },
  ]);
});

test('a kind that is not there is told with the one that is meant', () => {
  const said = (apiVersion: string, kind: string) =>
    validateObject({ apiVersion, kind, metadata: { name: 'a' } }, { release: '1.29' }).map(
      ({ message, suggestion }) => [message, suggestion],
    );
  expect(said('networking.istio.io/v1', 'VirtualServices')).toEqual([
    [
      'Istio has no kind VirtualServices in networking.istio.io: the API server refuses the object',
      'kind: VirtualService',
    ],
  ]);
  expect(said('networking.istio.io/v1', 'AuthorizationPolicy')).toEqual([
    [
      'Istio has no kind AuthorizationPolicy in networking.istio.io: the API server refuses the object',
      'apiVersion: security.istio.io/…',
    ],
  ]);
  expect(said('extensions.istio.io/v1alpha1', 'TrafficExtension')).toEqual([
    [
      'Istio has the kind TrafficExtension from 1.30 on, and this is for 1.29: the API server refuses the object',
      undefined,
    ],
  ]);
});

test('what only the experimental channel of the Gateway API has is a warning: which one a cluster has is not known', () => {
  const route = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'a', namespace: 'demo' },
    spec: { rules: [{ retry: { attempts: 2 } }] },
  };
  const [finding, ...others] = validateObject(route, { release: '1.30' });
  expect(others).toEqual([]);
  expect([finding?.rule, finding?.level, finding?.field, finding?.refusedBy]).toEqual([
    'unknown-field',
    'warning',
    'spec.rules[0].retry',
    undefined,
  ]);
  const udp = { ...route, apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'UDPRoute' };
  expect(validateObject(udp, { release: '1.30' })).toEqual([]);
});
