import { existsSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { demoInstallation } from '../../lib/install/demo-installation';
import { demoProviders } from '../../lib/install/demo-providers';
import { gatewayApiIngress } from '../../lib/install/gateway-api-ingress';
import { type HelmRelease, helmReleases } from '../../lib/install/helm-release';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { istioOperator } from '../../lib/install/istio-operator';
import { renderMeshConfig } from '../../lib/install/mesh-config';
import { overlay } from '../../lib/install/overlay';
import { IstioRelease } from '../../lib/release/istio-release';
import { inRelease, needs, withNewest } from '../release/newest-release-folder';

const demo = demoInstallation(IstioRelease.latest);
const ingress = 'istio-ingressgateway';
const egress = 'istio-egressgateway';

test('istioctl installs the demo profile as it is, with images from where they will stay', () => {
  expect(istioOperator(demo.istioctl).spec).toEqual({ profile: 'demo', hub: 'docker.io/istio' });
});

test.each(['1.22', '1.23', '1.24'] as const)(
  'Istio %s is told of Jaeger, which its demo profile lacks',
  (version) => {
    const { istioctl, helm } = demoInstallation(IstioRelease.of(version));
    const providers = renderMeshConfig({ providers: demoProviders });
    expect(istioOperator(istioctl).spec).toEqual({
      profile: 'demo',
      hub: 'docker.io/istio',
      meshConfig: providers,
    });
    expect(helmReleases(helm).find(({ chart }) => chart === 'istiod')?.values).toMatchObject({
      meshConfig: providers,
    });
  },
);

test.each(['1.21', '1.25'] as const)('Istio %s is left to its demo profile', (version) => {
  expect(istioOperator(demoInstallation(IstioRelease.of(version)).istioctl).spec).toEqual({
    profile: 'demo',
    hub: 'docker.io/istio',
  });
});

test('both ways make gateways that one Gateway fits', () => {
  for (const { ingress: gateways } of [demo.istioctl, demo.helm]) {
    const { labels, ports, namespace } = gateways[ingress];
    expect({ labels, namespace, http: ports.find(({ port }) => port === 80) }).toEqual({
      labels: { istio: 'ingressgateway' },
      namespace: 'istio-system',
      http: { name: 'http2', port: 80, targetPort: 8080 },
    });
  }
});

test('a gateway that Helm installs under another name takes the place of the profile for Helm', () => {
  const wanted = IngressGateway.helm();
  const other = demoInstallation(IstioRelease.latest, wanted);
  expect(other.helm.ingress).toMatchObject({
    // The chart by itself takes the name of the release; ours is told the name that istioctl gives.
    'istio-ingress': { ...wanted, serviceAccount: 'istio-ingress-service-account' },
  });
  expect(Object.keys(other.helm.ingress)).toEqual(['istio-ingress']);
  expect(other.ingress).toBe(other.helm.ingress['istio-ingress']);
  expect(Object.keys(other.helm.egress)).toEqual([egress]);
  expect(istioOperator(other.istioctl).spec).toEqual({ profile: 'demo', hub: 'docker.io/istio' });
});

test('a mirror is told to both', () => {
  const images = { hub: 'mirror.example.com/istio' } as const;
  const { istioctl, helm } = demoInstallation(IstioRelease.latest, IngressGateway.istioctl(), images);
  expect(istioOperator(istioctl).spec).toEqual({ profile: 'demo', hub: 'mirror.example.com/istio' });
  expect(helmReleases(helm).find(({ chart }) => chart === 'istiod')?.values).toEqual({
    profile: 'demo',
    global: images,
  });
});

test('a gateway that istioctl installs changes nothing, nor does one that is only labelled', () => {
  const labelled = IngressGateway.labelled({
    namespace: 'edge',
    serviceAccount: 'edge',
    service: 'edge',
    labels: { istio: 'edge' },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });
  expect(demoInstallation(IstioRelease.latest, IngressGateway.istioctl())).toEqual(demo);
  expect(demoInstallation(IstioRelease.latest, labelled)).toEqual({ ...demo, ingress: labelled });
});

test("the guide's Gateway refers to the gateway of the installation itself", () => {
  expect(demo.ingress).toBe(demo.istioctl.ingress[ingress]);
  expect(demoInstallation(IstioRelease.latest, IngressGateway.istioctl()).ingress).toEqual(demo.ingress);
});

describe('where istiod makes the ingress gateway', () => {
  const { istioctl, helm } = demoInstallation(IstioRelease.latest, gatewayApiIngress);

  test('istioctl installs the minimal profile, as sparing and as talkative as the demo profile', () => {
    expect(istioOperator(istioctl).spec).toEqual({
      profile: 'minimal',
      hub: 'docker.io/istio',
      meshConfig: { accessLogFile: '/dev/stdout', ...renderMeshConfig({ providers: demoProviders }) },
      components: { pilot: { k8s: { resources: { requests: { cpu: '10m', memory: '100Mi' } } } } },
      values: {
        global: { proxy: { resources: { requests: { cpu: '10m', memory: '40Mi' } } } },
        pilot: { traceSampling: 100, autoscaleEnabled: false, replicaCount: 1 },
      },
    });
  });

  test('neither way installs a gateway', () => {
    expect([istioctl.ingress, istioctl.egress, helm.ingress, helm.egress]).toEqual([{}, {}, {}, {}]);
    expect(helmReleases(helm).map(({ name }) => name)).toEqual(['istio-base', 'istiod']);
  });

  test.each(IstioRelease.versions)('Istio %s is told so by words that it knows', (version) => {
    const old = demoInstallation(IstioRelease.of(version), gatewayApiIngress);
    const { pilot } = istioOperator(old.istioctl).spec.components as Loose;
    const byEnvironment = [{ name: 'PILOT_TRACE_SAMPLING', value: '100' }];
    expect(pilot.k8s.env).toEqual(Number(version.slice(2)) < 24 ? byEnvironment : undefined);
    expect(helmReleases(old.helm)[1]?.values).toMatchObject({ pilot: { traceSampling: 100 } });
  });
});

test('1.16 is installed by the same profile and by values that its charts know', () => {
  const old = demoInstallation(IstioRelease.of('1.16'));
  expect(istioOperator(old.istioctl).spec).toEqual({ profile: 'demo', hub: 'docker.io/istio' });
  expect(helmReleases(old.helm).map(({ name, values }) => [name, Object.keys(values)])).toEqual([
    ['istio-base', ['defaultRevision']],
    ['istiod', ['global', 'meshConfig', 'pilot']],
    [ingress, ['service', 'resources', 'autoscaling', 'serviceAccount', 'securityContext', 'env']],
    [egress, ['service', 'resources', 'autoscaling', 'serviceAccount', 'securityContext', 'env']],
  ]);
});

// biome-ignore lint/suspicious/noExplicitAny: what istioctl rendered is read here as it comes
type Loose = any;

const rendered = 'rendered/demo.yaml';

withNewest(rendered)(`what istioctl renders for the demo profile ${needs(rendered)}`, () => {
  const there = existsSync(inRelease(rendered));
  const read = (path: string): string => (there ? readFileSync(inRelease(path), 'utf8') : '');
  const objects: readonly Loose[] = parseAllDocuments(read(rendered)).map((one) => one.toJS());
  const object = (kind: string, name: string): Loose =>
    objects.find((one) => one?.kind === kind && one.metadata.name === name);
  const release = (name: string): HelmRelease =>
    helmReleases(demo.helm).find((one) => one.name === name) as HelmRelease;

  /** What a chart computes with: its defaults, the profile that the values name, and the values. */
  const effective = (chart: string, { values }: HelmRelease): Loose => {
    const defaults = parse(read(`manifests/charts/${chart}/values.yaml`))._internal_defaults_do_not_set;
    const { profile } = values as { profile?: string };
    const named = profile ? parse(read(`manifests/helm-profiles/${profile}.yaml`)) : {};
    return overlay(overlay(overlay(defaults, named), named.pilot), values);
  };

  describe('is what the chart istiod is told', () => {
    const istiod = there ? effective('istio-control/istio-discovery', release('istiod')) : {};
    const container = object('Deployment', 'istiod')?.spec.template.spec.containers[0];

    test('resources, replicas and arguments of the control plane', () => {
      expect(istiod.resources).toEqual(container.resources);
      expect([istiod.autoscaleEnabled, istiod.replicaCount]).toEqual([
        false,
        object('Deployment', 'istiod').spec.replicas,
      ]);
      expect(object('HorizontalPodAutoscaler', 'istiod')).toBeUndefined();
      expect(container.args).toEqual([
        'discovery',
        '--monitoringAddr=:15014',
        `--log_output_level=${istiod.global.logging.level}`,
        '--domain',
        istiod.global.proxy.clusterDomain,
        '--keepaliveMaxServerConnectionAge',
        istiod.keepaliveMaxServerConnectionAge,
      ]);
    });

    test('what the minimal profile is told beside it, where istiod makes the ingress gateway', () => {
      const other = helmReleases(demoInstallation(IstioRelease.latest, gatewayApiIngress).helm);
      const minimal = effective('istio-control/istio-discovery', other[1] as HelmRelease);
      const told = ({ pilot, meshConfig, global, ...rest }: Loose) => ({
        meshConfig,
        proxy: global.proxy,
        pilot: { ...rest, ...pilot },
      });
      const [{ pilot: ours, ...mine }, { pilot: theirs, ...demos }] = [told(minimal), told(istiod)];
      expect(mine).toEqual(demos);
      const of = ({ resources, traceSampling, autoscaleEnabled, replicaCount }: Loose) => ({
        resources,
        traceSampling,
        autoscaleEnabled,
        replicaCount,
      });
      expect(of(ours)).toEqual(of(theirs));
    });

    test('the sampling of traces', () => {
      const { value } = container.env.find((one: Loose) => one.name === 'PILOT_TRACE_SAMPLING');
      expect(String(istiod.traceSampling)).toBe(value);
    });

    test('the mesh configuration', () => {
      const { accessLogFile, enablePrometheusMerge, extensionProviders } = parse(
        object('ConfigMap', 'istio').data.mesh,
      );
      expect(istiod.meshConfig).toEqual({ accessLogFile, enablePrometheusMerge, extensionProviders });
      expect(renderMeshConfig({ providers: demoProviders })).toEqual({ extensionProviders });
    });

    test('the resources of the sidecars and all else that is injected by', () => {
      const { global, sidecarInjectorWebhook, pilot } = JSON.parse(
        object('ConfigMap', 'istio-sidecar-injector').data.values,
      );
      // istioctl's own default, which our values replace, is one of the registries that are closed.
      const { hub, tag, ...rest } = global;
      expect({ ...istiod.global, hub, tag }).toEqual({ ...rest, hub, tag });
      expect(istiod.sidecarInjectorWebhook).toEqual(sidecarInjectorWebhook);
      expect({ cni: istiod.cni, env: istiod.env }).toEqual(pilot);
    });
  });

  describe.each([ingress, egress])('is what the chart gateway is told of %s', (name) => {
    const values = there ? effective('gateway', release(name)) : {};
    const pod = object('Deployment', name)?.spec.template.spec;

    test('its Service', () => {
      const { type, ports, selector } = object('Service', name).spec;
      const { podLabels } = { ...demo.helm.ingress, ...demo.helm.egress }[name] as Loose;
      expect(values.service.type).toBe(type);
      expect(values.service.ports).toEqual(ports.map((port: Loose) => ({ protocol: 'TCP', ...port })));
      expect(podLabels).toEqual(selector);
    });

    test('how many pods there are and how they are replaced', () => {
      const { replicas, strategy } = object('Deployment', name).spec;
      expect(values.replicaCount ?? undefined).toBe(replicas);
      expect(values.autoscaling.enabled).toBe(object('HorizontalPodAutoscaler', name) !== undefined);
      expect(values.podDisruptionBudget).toEqual({});
      expect(object('PodDisruptionBudget', name)).toBeUndefined();
      expect(values.strategy).toEqual(strategy);
    });

    test('what a pod runs as and with', () => {
      const [container] = pod.containers;
      expect(values.resources).toEqual(container.resources);
      expect(values.readinessProbe).toEqual(container.readinessProbe);
      // istioctl's image has a tag, for which this is Kubernetes' own choice.
      expect(values.imagePullPolicy).toBe(container.imagePullPolicy ?? 'IfNotPresent');
      expect(values.securityContext).toEqual(pod.securityContext);
      expect(values.serviceAccount.name).toBe(pod.serviceAccountName);
      expect(pod.volumes).toEqual(expect.arrayContaining(values.volumes));
      expect(container.volumeMounts).toEqual(expect.arrayContaining(values.volumeMounts));
      expect(container.env).toEqual(
        expect.arrayContaining([{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }]),
      );
      expect(values.env).toEqual({ ISTIO_META_UNPRIVILEGED_POD: 'true' });
    });
  });

  test('is what a Gateway is told of the ingress gateway', () => {
    const { spec, metadata } = object('Service', ingress);
    const gateway = demo.istioctl.ingress[ingress];
    expect({
      service: gateway.service,
      namespace: gateway.namespace,
      podLabels: gateway.podLabels,
      ports: gateway.ports,
    }).toEqual({
      service: metadata.name,
      namespace: metadata.namespace,
      podLabels: spec.selector,
      ports: spec.ports,
    });
  });
});
