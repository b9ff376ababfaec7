import { App, Chart, Testing } from 'cdk8s';
import { Waypoint } from '../../lib/gateway-api';
import { Injection } from '../../lib/workload/injection';
import { MeshNamespace, type NamespaceLabels } from '../../lib/workload/mesh-namespace';

const chartIn = (namespace?: string, labels = {}): Chart =>
  new Chart(new App(), 'chart', { ...(namespace && { namespace }), labels });

describe('MeshNamespace', () => {
  it('is a Namespace of its own name with the label of its choice', () => {
    const chart = chartIn();
    const { name } = new MeshNamespace(chart, 'demo', { injection: Injection.enabled });
    expect(name).toBe('demo');
    expect(Testing.synth(chart)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'demo', labels: { 'istio-injection': 'enabled' } },
      },
    ]);
  });

  it('is in no namespace, even in a chart that has one', () => {
    const chart = chartIn('demo');
    new MeshNamespace(chart, 'shop', { injection: Injection.ambient });
    expect(Testing.synth(chart)[0].metadata).toEqual({
      name: 'shop',
      labels: { 'istio.io/dataplane-mode': 'ambient' },
    });
  });

  it('rejects labels of Pod Security that the API server refuses', () => {
    const labels = { team: 'a', 'pod-security.kubernetes.io/enforce': 'high' };
    expect(() => new MeshNamespace(chartIn(), 'shop', { injection: Injection.enabled, labels })).toThrow(
      "labels['pod-security.kubernetes.io/enforce']: Kubernetes refuses the namespace, got 'high'; write privileged, baseline or restricted",
    );
  });

  it('carries further labels and annotations, and a name that is not its id', () => {
    const chart = chartIn();
    new MeshNamespace(chart, 'namespace', {
      name: 'shop',
      injection: Injection.revision('canary'),
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
      annotations: { owner: 'mesh-team' },
    });
    expect(Testing.synth(chart)[0].metadata).toEqual({
      name: 'shop',
      labels: { 'istio.io/rev': 'canary', 'pod-security.kubernetes.io/enforce': 'baseline' },
      annotations: { owner: 'mesh-team' },
    });
  });

  it.each([
    ['istio.io/rev', 'canary'],
    ['istio.io/dataplane-mode', 'ambient'],
    ['istio-injection', 'disabled'],
    ['istio-injection', 'enabled'],
  ])('rejects a second choice by the label %s: %s', (label, value) => {
    const labels = { [label]: value } as unknown as NamespaceLabels;
    expect(() => new MeshNamespace(chartIn(), 'demo', { injection: Injection.enabled, labels })).toThrow(
      `leave the label '${label}' to the property injection`,
    );
  });

  it('rejects a second choice by the labels of its chart', () => {
    const chart = chartIn(undefined, { 'istio.io/rev': 'canary' });
    expect(() => new MeshNamespace(chart, 'demo', { injection: Injection.enabled })).toThrow(
      "chart/demo: a namespace chooses once how its pods join the mesh, got { 'istio-injection': 'enabled', 'istio.io/rev': 'canary' }; leave the label 'istio.io/rev' to the property injection",
    );
  });

  it('rejects a name that no namespace can have', () => {
    expect(() => new MeshNamespace(chartIn(), 'Demo', { injection: Injection.enabled })).toThrow(
      "chart/Demo: the name of a namespace must be a DNS label, got 'Demo'",
    );
  });

  it('can be named where it is not described here, with who reads the requests in it', () => {
    expect(MeshNamespace.named('shop', { injection: Injection.revision('canary') })).toEqual({
      kind: 'namespace',
      name: 'shop',
      requestsReadBy: 'sidecar',
      waypoint: undefined,
    });
    const waypoint = Waypoint.named('waypoint', { namespace: 'shop' });
    expect(MeshNamespace.named('shop', { injection: Injection.ambient, waypoint })).toEqual({
      kind: 'namespace',
      name: 'shop',
      requestsReadBy: 'waypoint',
      waypoint,
    });
    expect(() => MeshNamespace.named('Shop', { injection: Injection.ambient })).toThrow(
      /MeshNamespace\.named: name: .*got 'Shop'/,
    );
    expect(() => MeshNamespace.named('shop', undefined as never)).toThrow(
      /MeshNamespace\.named: injection: an injection is expected, got undefined/,
    );
  });

  it.each([
    [{}, 'chart/demo: injection: an injection is expected, got undefined'],
    [{ injection: 'enabled' }, "injection: an injection is expected, got 'enabled'"],
    [
      { injection: Injection.revision('1.30') },
      "injection.revision: a revision is named by a DNS label, got '1.30'",
    ],
    [
      { injection: Injection.enabled, annotation: {} },
      "annotation: there is no such property, got {}; did you mean 'annotations'?",
    ],
    [
      { injection: Injection.enabled, labels: { a: 'b c' } },
      "labels.a: Kubernetes takes no label of this value, got 'b c'",
    ],
    [undefined, 'an object is expected, got undefined'],
  ])('rejects %j', (props, problem) => {
    expect(() => new MeshNamespace(chartIn(), 'demo', props as never)).toThrow(problem);
  });
});
