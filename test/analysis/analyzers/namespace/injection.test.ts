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
