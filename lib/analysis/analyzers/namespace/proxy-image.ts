import { injectorValues } from '../../../model/injector-values';
import type { Workload } from '../../../model/workload';
import type { Analyzer } from '../../analyzer';

/** Sidecars that run, against those that the injector hands out now. */
export const proxyImages: Analyzer = {
  rules: ['proxy-image-mismatch'],
  reads: ['namespaceObjects', 'workloads', 'configMaps'],
  *analyze(model) {
    for (const namespace of model.namespaceObjects) {
      const injection = namespace.labels['istio-injection'];
      const revision = namespace.labels['istio.io/rev'];
      if (injection !== undefined ? injection !== 'enabled' : revision === undefined) continue;
      const handedOut = injectorValues(model, injection === undefined ? revision : undefined)?.image;
      if (handedOut === undefined) continue;
      const old = model.workloadIndex
        .select({}, namespace.name)
        .filter((workload) => workload.origin === 'pod' && workload.proxy === 'sidecar')
        .flatMap((workload) => {
          const image = proxyImage(workload);
          return image === undefined || bare(image) === wantedImage(workload, handedOut)
            ? []
            : [{ workload, image }];
        });
      const [first] = old;
      if (first === undefined) continue;
      yield {
        rule: 'proxy-image-mismatch',
        about: namespace,
        path: [],
        message: `sidecars run ${[...new Set(old.map(({ image }) => image))].slice(0, 3).join(', ')}, the injector hands out ${handedOut}: ${first.workload.name}${old.length > 1 ? ` and ${old.length - 1} more` : ''}`,
        also: old.slice(0, 10).map(({ workload }) => workload.object),
      };
    }
  },
};

function proxyImage({ template }: Workload): string | undefined {
  const all = [...(template.spec?.containers ?? []), ...(template.spec?.initContainers ?? [])];
  return all.find(({ name }) => name === 'istio-proxy')?.image;
}

/** What the injector would hand out to a pod: what its annotation says, else its own image, in whichever variant. */
function wantedImage(workload: Workload, handedOut: string): string {
  return bare(workload.annotations['sidecar.istio.io/proxyImage'] ?? handedOut);
}

/** An image without its variant, which annotations, ProxyConfigs and the mesh choose. */
function bare(image: string): string {
  return image.replace(/-(?:debug|distroless)$/, '');
}
