import { isMap } from '../../../kubernetes/identity';
import { isGiven } from '../../../model/knowledge';
import type { MeshObject } from '../../../model/mesh-object';
import type { MeshSettings } from '../../../model/mesh-settings';
import { bundleAnnotation, bundleProblem } from '../../../release/gateway-api-bundle';
import type { Analyzer } from '../../analyzer';

/** What the installation was made of. */
export const installation: Analyzer = {
  rules: ['gateway-api-crd-old', 'mesh-networks-registry', 'jwks-fetch-unrestricted'],
  reads: ['customResourceDefinitions', 'secrets', 'requestAuthentications', 'workloads', 'settings'],
  *analyze(model) {
    for (const definition of model.customResourceDefinitions) {
      const { version } = model.release;
      const problem = bundleProblem(definition.name, definition.annotations[bundleAnnotation], version);
      if (problem === undefined) continue;
      const names = definition.spec.names;
      yield {
        rule: 'gateway-api-crd-old',
        about: definition,
        path: ['metadata', 'annotations'],
        message: `Istio ${version} reads ${isMap(names) ? names.kind : definition.name} ${problem}: it is not processed`,
      };
    }
    const registries = new Set(['Mock', 'Kubernetes', 'External']);
    for (const { labels, spec } of model.secrets) {
      if (labels['istio/multiCluster'] !== 'true') continue;
      for (const cluster of [...Object.keys(spec.data ?? {}), ...Object.keys(spec.stringData ?? {})])
        registries.add(cluster);
    }
    const networks = Object.entries(model.settings.networks);
    for (const [network, { endpoints = [] }] of networks) {
      for (const [index, { fromRegistry }] of endpoints.entries()) {
        if (fromRegistry === undefined || registries.has(fromRegistry)) continue;
        // Other clusters are named by Secrets beside istiod.
        if (!isGiven(model, model.settings.systemNamespace)) continue;
        yield {
          rule: 'mesh-networks-registry',
          about: meshNetworks(model.settings),
          path: ['networks', network, 'endpoints', index, 'fromRegistry'],
          message: `there is no registry ${fromRegistry}: its endpoints are of no network`,
        };
      }
    }
    const usesKeys = model.requestAuthentications.some(({ spec }) =>
      (spec.jwtRules ?? []).some(({ jwks, jwksUri, issuer }) => !jwks && Boolean(jwksUri || issuer)),
    );
    if (!usesKeys) return;
    const running = model.workloads.filter(({ object }) => object.labels.app === 'istiod');
    const templates = running.filter(({ origin }) => origin === 'template');
    for (const { object, containers, templatePath } of templates.length > 0 ? templates : running) {
      const isSet = containers.some(({ env = [] }) =>
        env.some(({ name, value }) => name === 'BLOCKED_CIDRS_IN_JWKS_URIS' && Boolean(value)),
      );
      if (isSet) continue;
      yield {
        rule: 'jwks-fetch-unrestricted',
        about: object,
        path: [...templatePath, 'spec', 'containers', 0, 'env'],
        message: 'istiod fetches keys for tokens from whatever address a RequestAuthentication names',
      };
    }
  },
};

/** `meshNetworks` of ConfigMap `istio`, as istioctl names it. */
function meshNetworks({ systemNamespace, source }: MeshSettings): MeshObject {
  const metadata = { name: 'meshnetworks' };
  const manifest = source?.manifest ?? { apiVersion: 'v1alpha1', kind: 'MeshNetworks', metadata };
  const named = {
    apiVersion: 'v1alpha1',
    group: '',
    kind: 'MeshNetworks',
    ...metadata,
    namespace: systemNamespace,
  };
  return { ...named, labels: {}, annotations: {}, created: '', spec: {}, manifest };
}
