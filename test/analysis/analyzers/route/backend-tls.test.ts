import { told } from '../told';

const rules = ['backend-tls-target-missing', 'backend-tls-ca-missing'];
const world = (target: string, validation: string, annotations = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: to-api, namespace: demo, annotations: { ${annotations} } }
spec:
  targetRefs: [${target}]
  validation: { hostname: api.example.test, ${validation} }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: demo }
spec: { ports: [{ name: https, port: 443 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: outside, namespace: demo }
spec: { hosts: [api.example.test], ports: [{ number: 443, name: tls, protocol: HTTPS }], resolution: DNS }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: authority, namespace: demo }
data: { ca.crt: any }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: demo }
data: { mode: any }
`;
const service = (more: string) => `{ group: '', kind: Service, ${more} }`;
const entry = (more: string) => `{ group: networking.istio.io, kind: ServiceEntry, ${more} }`;
const system = 'wellKnownCACertificates: System';
const authority = (name: string, kind = 'ConfigMap') =>
  `caCertificateRefs: [{ group: '', kind: ${kind}, name: ${name} }]`;
const policy = 'error BackendTLSPolicy demo/to-api spec';

describe('what a BackendTLSPolicy is for', () => {
  it.each([
    [service('name: apis'), 'name'],
    [service('name: api, sectionName: http'), 'sectionName'],
    [entry('name: inside'), 'name'],
    [entry('name: outside, sectionName: https'), 'sectionName'],
  ])('is told where it is not there: %s', (target, field) => {
    expect(told(world(target, system), rules)).toEqual([`${policy}.targetRefs[0].${field}`]);
    expect(told(world(target, system, "istio.io/ignore-policy-attachment: 'true'"), rules)).toEqual([]);
  });

  it.each([
    service('name: api'),
    service('name: api, sectionName: https'),
    entry('name: outside, sectionName: tls'),
    '{ group: example.com, kind: Backend, name: any }',
  ])('is there, or nobody to know: %s', (target) => {
    expect(told(world(target, system), rules)).toEqual([]);
  });
});

describe('whom a BackendTLSPolicy trusts', () => {
  it.each([
    [authority('authorities'), '.name'],
    [authority('authority', 'Secret'), '.kind'],
    [authority('settings'), ''],
    [authority('authority', 'Bundle'), '.kind'],
  ])('is told where there is no authority: %s', (validation, field) => {
    expect(told(world(service('name: api'), validation), rules)).toEqual([
      `${policy}.validation.caCertificateRefs[0]${field}`,
    ]);
  });

  it('is in the first ConfigMap, may be made by a controller, and is not looked for where not all is given', () => {
    const two =
      "caCertificateRefs: [{ group: '', kind: ConfigMap, name: authority }, { group: '', kind: ConfigMap, name: no }]";
    expect(told(world(service('name: api'), two), rules)).toEqual([]);
    for (const name of ['authority', 'istio-ca-root-cert'])
      expect(told(world(service('name: api'), authority(name)), rules)).toEqual([]);
    expect(told(world(service('name: api'), authority('authorities')), rules, false)).toEqual([]);
  });
});
