import { told } from '../told';

const namespace = (labels = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: later, labels: { ${labels} } }
`;

const rules = ['namespace-not-injected'];

describe('a namespace in which nothing is yet', () => {
  it('is told that pods will get no sidecar', () => {
    expect(told(namespace(), rules)).toEqual(['info IST0102 Namespace later metadata.labels']);
  });

  it('is empty with what controllers put into every namespace, and not with more', () => {
    const holding = (kind: string, name: string) => `
---
apiVersion: v1
kind: ${kind}
metadata: { name: ${name}, namespace: later }
`;
    const usual = holding('ConfigMap', 'kube-root-ca.crt') + holding('ServiceAccount', 'default');
    expect(told(namespace() + usual, rules)).toEqual(['info IST0102 Namespace later metadata.labels']);
    expect(told(namespace() + usual + holding('ConfigMap', 'settings'), rules)).toEqual([]);
    expect(told(namespace() + holding('Secret', 'default'), rules)).toEqual([]);
    expect(told(namespace().replaceAll('later', 'default') + usual, rules)).toEqual([]);
  });

  it.each(['istio-injection: enabled', 'istio-injection: disabled', 'istio.io/dataplane-mode: ambient'])(
    'has made up its mind with %s',
    (labels) => {
      expect(told(namespace(labels), rules)).toEqual([]);
    },
  );

  it('may hold more than is given', () => {
    expect(told(namespace(), rules, false)).toEqual([]);
  });

  it('is told nothing where pods opt in by themselves', () => {
    const pod = `
---
apiVersion: v1
kind: Pod
metadata: { name: one, namespace: later, labels: { sidecar.istio.io/inject: 'true' } }
spec: { containers: [{ name: one, image: example.test/one }] }
`;
    expect(told(namespace() + pod, rules)).toEqual([]);
  });
});

describe('a namespace without a label, which holds rules of the mesh', () => {
  const rule = `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: later }
spec: { mtls: { mode: STRICT } }
`;
  const pod = (labels = '') => `
---
apiVersion: v1
kind: Pod
metadata: { name: one, namespace: later, labels: { app: one, ${labels} } }
spec: { containers: [{ name: one, image: example.test/one }, { name: istio-proxy, image: docker.io/istio/proxyv2:1.30.3 }] }
`;

  it('is told although its pods run with a sidecar: the next ones will not', () => {
    expect(told(namespace() + rule + pod(), rules)).toEqual([
      'warning IST0102 Namespace later metadata.labels',
    ]);
  });

  it('is told nothing where the pods ask for theirs themselves', () => {
    expect(told(namespace() + rule + pod("sidecar.istio.io/inject: 'true'"), rules)).toEqual([]);
    expect(told(namespace() + rule + pod('istio.io/rev: stable'), rules)).toEqual([]);
  });

  it('is told nothing where a template has the sidecar already', () => {
    const made = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: one, namespace: later }
spec: { template: { metadata: { labels: { app: one } }, spec: { containers: [{ name: one, image: example.test/one }, { name: istio-proxy, image: docker.io/istio/proxyv2:1.30.3 }] } } }
`;
    expect(told(namespace() + rule + made, rules)).toEqual([]);
  });

  it('is told though it holds no rules where pods run that were injected before', () => {
    const pod = (name: string, more = '') => `
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: later
  annotations: { sidecar.istio.io/status: '{}' }
  labels: { app: ${name}${more} }
spec: { containers: [{ name: app, image: example.test/app }, { name: istio-proxy, image: example.test/proxyv2 }] }
`;
    expect(told(namespace() + pod('one'), rules)).toEqual([
      'warning IST0102 Namespace later metadata.labels',
    ]);
    const optedIn = pod('two', ", sidecar.istio.io/inject: 'true'");
    expect(told(namespace() + optedIn, rules)).toEqual([]);
    expect(told(namespace('istio-injection: enabled') + pod('one'), rules)).toEqual([]);
  });
});

describe('the mode of a namespace', () => {
  const modeRules = ['namespace-injection-value', 'namespace-two-injection-labels', 'namespace-not-injected'];

  it('is ambient or none: what is neither takes no pod into the mesh', () => {
    expect(told(namespace('istio.io/dataplane-mode: Ambient'), modeRules)).toEqual([
      'error IST0102 Namespace later metadata.labels[istio.io/dataplane-mode]',
    ]);
    const both = 'istio-injection: enabled, istio.io/dataplane-mode: ambien';
    expect(told(namespace(both), modeRules)).toEqual([
      'error IST0102 Namespace later metadata.labels[istio.io/dataplane-mode]',
    ]);
  });

  it.each(['ambient', 'none'])('can be %s', (mode) => {
    const found = told(namespace(`istio.io/dataplane-mode: ${mode}`), modeRules);
    expect(found.filter((text) => text.startsWith('error'))).toEqual([]);
  });
});
