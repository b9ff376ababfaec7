import { App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { buildGuide } from '../../lib/bookinfo/guide';
import { buildChecks } from '../../lib/checks/checks';
import * as install from '../../lib/install';
import { ApiVersions, MeshSettings, Workload } from '../../lib/istio';
import { ownedBy } from '../../lib/kubernetes/ownership-label';
import { IstioRelease } from '../../lib/release/istio-release';
import { Mesh } from '../../lib/routing';
import { Injection, Microservice, plusService, plusWorkload } from '../../lib/workload';
import { addonCalls } from './addon-calls';
import { argoCalls } from './argo-calls';
import type { Call } from './call';
import { installation, installCalls, release } from './install-calls';
import type { Subject } from './trial';

const guide = buildGuide({ release, ingress: install.IngressGateway.istioctl() });
const mesh = Mesh.of(guide.app);
const pods = new Chart(new App(), 'pods', { namespace: 'demo' });
const plus = (name: string, more: object) =>
  Object.assign(new Chart(pods, name, { namespace: 'demo' }), {
    name,
    metadata: { namespace: 'demo' },
    ...more,
  });
const deployment = plus('deployment', { matchLabels: { app: 'a' } });

/** The rest of what an app is put together with. */
const appCalls: readonly Call[] = [
  [
    'buildGuide',
    buildGuide,
    {
      release,
      ingress: install.IngressGateway.istioctl(),
      namespace: 'demo',
      injection: Injection.enabled,
      bookinfoRegistry: 'example.com/istio',
      labels: { a: 'b' },
      mesh: installation.settings,
    },
  ],
  ['buildChecks', buildChecks, { bookinfo: guide.bookinfo }, { labels: { a: 'b' } }],
  ['ownedBy', ownedBy, 'shop'],
  [
    'Mesh.of',
    Mesh.of,
    guide.app,
    { release, namespace: 'demo', complete: ['demo'], own: ['demo'], domain: 'k8s.lab' },
  ],
  [
    'Mesh.request',
    (spec, time) => mesh.request(spec, time),
    {
      method: 'POST',
      url: 'http://bookinfo.example/productpage',
      via: 'istio-system/istio-ingressgateway',
      headers: { a: 'b' },
      address: '10.0.0.1',
    },
    { at: 0 },
  ],
  [
    'Mesh.request',
    (spec) => mesh.request(spec),
    {
      url: 'http://reviews:9080/',
      from: 'demo/curl',
      port: 9080,
      identity: 'spiffe://cluster.local/ns/demo/sa/curl',
    },
  ],
  [
    'Mesh.request',
    (spec) => mesh.request(spec),
    { url: 'http://bookinfo.example/', via: install.IngressGateway.istioctl() },
  ],
  ['Mesh.reachability', (options) => mesh.reachability(options), { to: 'demo/ratings' }],
  ['IstioRelease.of', IstioRelease.of, '1.30'],
  ['IstioRelease.parse', IstioRelease.parse, '1.30.1', 'here'],
  ['MeshSettings.use', MeshSettings.use, new App(), { clusterDomain: 'k8s.lab' }],
  ['MeshSettings.over', MeshSettings.over, { clusterDomain: 'k8s.lab' }],
  ['MeshSettings.of', MeshSettings.of, new App()],
  ['ApiVersions.use', ApiVersions.use, new App(), release.apiVersions],
  ['ApiVersions.of', ApiVersions.of, new App(), 'Gateway'],
  ['Injection.revision', Injection.revision, 'canary'],
  ['plusWorkload', plusWorkload, deployment],
  ['plusService', plusService, plus('service', { ports: [{ name: 'http', port: 80 }] }), { v1: deployment }],
  ['Findings.of', Findings.of, new App(), { release, namespace: 'demo', complete: ['demo'] }],
  ['Findings.check', Findings.check, { release: '1.30', namespace: 'demo', complete: true }],
  [
    'Findings.ignore',
    Findings.ignore,
    new Microservice(pods, 'ignored', { name: 'a', ports: { http: 80 }, versions: { v1: { image: 'a' } } }),
    'deprecated-field',
    'because',
  ],
  ['Workload.labelled', Workload.labelled, { a: 'b' }, { namespace: 'demo' }],
];

/** Every function that makes no construct of lib/istio, with what it is called with. */
export const callSubjects: readonly Subject[] = [
  ...installCalls,
  ...addonCalls,
  ...argoCalls,
  ...appCalls,
].map(([name, call, ...args]) => ({
  name,
  props: args,
  make: (_, given) => {
    call(...((Array.isArray(given) ? given : [given]) as never[]));
  },
}));
