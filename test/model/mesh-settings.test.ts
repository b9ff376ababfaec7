import { judge } from '../../lib/analysis/judge';
import { readText } from '../../lib/kubernetes/manifest';
import { MeshModel } from '../../lib/model/mesh-model';
import { isOfInstallation } from '../../lib/model/mesh-settings';

const configMap = (namespace: string, mesh: string, name = 'istio') => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: ${namespace} }
data: { mesh: '${mesh}' }
---
`;
const objects = (text: string) => readText(text).objects.map(({ object }) => object);
const settings = (text: string) => MeshModel.of(objects(text)).settings;

describe('the settings of the mesh', () => {
  it('are those of the control plane, whichever namespaces have a ConfigMap of that name too', () => {
    const all = configMap('apps', 'trustDomain: apps') + configMap('istio-system', 'trustDomain: mesh');
    expect(settings(all).trustDomain).toBe('mesh');
    expect(settings(configMap('apps', 'trustDomain: apps')).trustDomain).toBe('apps');
    expect(settings(all + configMap('a', 'trustDomain: other', 'istio-a')).trustDomain).toBe('mesh');
  });

  it('tell the namespace of the control plane from the one whose policies hold everywhere', () => {
    const { rootNamespace, systemNamespace } = settings(configMap('control', 'rootNamespace: policies'));
    expect({ rootNamespace, systemNamespace }).toEqual({
      rootNamespace: 'policies',
      systemNamespace: 'control',
    });
    const usual = settings(configMap('control', ''));
    expect([usual.rootNamespace, usual.systemNamespace]).toEqual(['control', 'control']);
    expect(['istio-system', 'control'].map((name) => isOfInstallation(usual, name))).toEqual([false, true]);
  });
});

describe('a root namespace of its own', () => {
  const installation = (root: string) =>
    `${configMap('istio-system', root)}
apiVersion: v1
kind: Namespace
metadata: { name: istio-system }
---
apiVersion: v1
kind: Namespace
metadata: { name: policies }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data: { values: '{ "sidecarInjectorWebhook": { "enableNamespacesByDefault": true } }' }
---
apiVersion: v1
kind: Service
metadata: { name: istiod, namespace: istio-system }
spec: { selector: { app: istiod }, ports: [{ name: webhook, port: 443, targetPort: 15017 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod, sidecar.istio.io/inject: "false" } }
    spec: { containers: [{ name: discovery, image: docker.io/istio/pilot:1.30.3, ports: [{ containerPort: 15010 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: demo }
spec: { gatewayClassName: istio, listeners: [{ name: db, port: 5432, protocol: TCP }] }
`;
  const told = (root: string) =>
    judge(
      objects(installation(root)).map((object) => ({ object })),
      { complete: true },
    ).map(({ rule, object }) => `${rule} ${object?.kind} ${object?.name}`);

  it('takes nothing of the namespace of istiod', () => {
    const usual = told('');
    expect(usual).toContain('gateway-api-alpha Gateway front');
    expect(usual.filter((one) => !one.includes('Namespace policies'))).toEqual(
      told('rootNamespace: policies'),
    );
  });
});
