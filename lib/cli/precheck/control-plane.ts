import type { Outcome } from '../../diagnostics/outcome';
import { IstioRelease } from '../../release/istio-release';
import type { Workload } from '../cluster-objects';
import type { Advice } from './advice';

const check = 'control-plane';

/** Whether istiod runs, and is of the release that `dist/` is written for. */
export function controlPlane(istiods: readonly Workload[], release: IstioRelease, advice: Advice): Outcome[] {
  if (istiods.length === 0) {
    return [
      {
        check,
        status: 'finding',
        message: 'no istiod is in the cluster',
        fix: advice.install,
      },
    ];
  }
  return istiods.map((istiod): Outcome => {
    const { name, namespace = '' } = istiod.metadata;
    const at = `${namespace}/${name}`;
    const running = versionOf(istiod);
    const minor = running === undefined ? undefined : /^\d+\.\d+/.exec(running)?.[0];
    if ((istiod.status?.availableReplicas ?? 0) === 0) {
      return {
        check,
        status: 'finding',
        message: `istiod (${at}) is there but not ready`,
        fix: advice.hint('kubectl', '-n', namespace, 'rollout', 'status', `deployment/${name}`),
      };
    }
    if (minor !== undefined && minor !== release.version) {
      const known = (IstioRelease.versions as readonly string[]).includes(minor);
      return {
        check,
        status: 'finding',
        message: `istiod (${at}) is Istio ${running}; dist/ is written for ${release.version}`,
        fix: known
          ? `ISTIO_RELEASE=${minor} npm run synth, or upgrade Istio to ${release.patch}`
          : `install Istio ${release.patch}`,
      };
    }
    const said = running === undefined ? 'of a version that its image does not tell' : `Istio ${running}`;
    return { check, status: 'ok', message: `istiod (${at}) is ready, ${said}` };
  });
}

/** The version in the tag of the image, `1.30.3` of `registry.istio.io/release/pilot:1.30.3-distroless`. */
function versionOf(istiod: Workload): string | undefined {
  const image = istiod.spec.template.spec?.containers?.find(({ name }) => name === 'discovery')?.image ?? '';
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':', 2)[1] ?? '';
  return /^v?(\d+\.\d+(\.\d+)?)/.exec(tag)?.[1];
}
