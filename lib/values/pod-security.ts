import type { Labels } from './labels';

const label = /^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)(?<version>-version)?$/;
const level = /^(?:privileged|baseline|restricted)$/;
const version = /^(?:latest|v1\.(?:0|[1-9]\d*))$/;

/** A label of a namespace that says nothing that the API server knows of the security of its pods. */
export interface WrongPodSecurity {
  readonly key: string;
  readonly got: string;
  /** What it may say. */
  readonly instead: string;
}

/**
 * The labels of a namespace by which the API server would refuse it: a part of it that is on as it comes reads them.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function wrongPodSecurity(labels: Labels): WrongPodSecurity[] {
  return Object.entries(labels).flatMap(([key, got]) => {
    const found = label.exec(key);
    if (found === null) return [];
    const isVersion = found.groups?.version !== undefined;
    if ((isVersion ? version : level).test(got)) return [];
    return {
      key,
      got,
      instead: isVersion ? 'latest or such as v1.30' : 'privileged, baseline or restricted',
    };
  });
}
