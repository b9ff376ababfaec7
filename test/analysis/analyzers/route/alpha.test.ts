import { judge } from '../../../../lib/analysis/judge';
import { readText } from '../../../../lib/kubernetes/manifest';
import { IstioRelease, type IstioVersion } from '../../../../lib/release/istio-release';

const istiod = (env = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
spec:
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, image: docker.io/istio/pilot:1.30.3, env: [${env}] }] }
---
`;
const on = '{ name: PILOT_ENABLE_ALPHA_GATEWAY_API, value: "true" }';
const objects = `
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: { name: db, namespace: demo }
spec: { parentRefs: [{ name: front }], rules: [{ backendRefs: [{ name: db, port: 5432 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TLSRoute
metadata: { name: web, namespace: demo }
spec: { parentRefs: [{ name: front }], hostnames: [a.test], rules: [{ backendRefs: [{ name: web, port: 443 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: demo }
spec:
  gatewayClassName: istio
  listeners: [{ name: db, port: 5432, protocol: TCP }, { name: web, port: 443, protocol: TLS, tls: { mode: Passthrough } }]
---
`;

const told = (text: string, version: IstioVersion): string[] =>
  judge(readText(text).objects, { release: IstioRelease.of(version) })
    .filter(({ rule }) => rule === 'gateway-api-alpha')
    .map(({ level, object, field }) => `${level} ${object?.kind} ${field}`);

const route = ['error TCPRoute kind'];
const listener = ['error Gateway spec.listeners[0].protocol'];

describe('what istiod takes only where it is installed so', () => {
  it('is told of by release, where istiod is among the objects', () => {
    expect(told(istiod() + objects, '1.30').sort()).toEqual([...listener, ...route]);
    expect(told(istiod() + objects, '1.29').sort()).toEqual([
      ...listener,
      'error Gateway spec.listeners[1].protocol',
      ...route,
      'error TLSRoute kind',
    ]);
    expect(told(istiod() + objects, '1.31')).toEqual([]);
    expect(told(istiod() + objects, '1.17')).toEqual([]);
  });

  it('is told nothing of where istiod has the variable, or is not known', () => {
    expect(told(istiod(on) + objects, '1.29')).toEqual([]);
    expect(told(objects, '1.29')).toEqual([]);
  });
});
