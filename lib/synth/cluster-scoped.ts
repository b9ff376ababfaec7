import { ConfigError } from '../diagnostics/error';
import { isClusterScoped } from '../kubernetes/cluster-scoped-kinds';
import type { RenderedObject } from './render';

/**
 * Takes the namespace off an object that belongs to the whole cluster. `Chart({ namespace })` stamps every
 * object of the chart, also those that cannot have one.
 * @throws ConfigError where the namespace is not the chart's, so that somebody must have meant it
 */
export function withoutStampedNamespace(
  object: RenderedObject,
  chartNamespace: string | undefined,
): RenderedObject {
  const { apiVersion, kind, metadata } = (object.manifest ?? {}) as Manifest;
  if (metadata?.namespace === undefined || !isClusterScoped(apiVersion, kind)) return object;
  if (metadata.namespace !== chartNamespace) {
    throw new ConfigError({
      at: object.path,
      problem: `a ${kind} belongs to the whole cluster and has no namespace`,
      got: metadata.namespace,
      instead: 'leave out metadata.namespace',
    });
  }
  const { namespace: _, ...rest } = metadata;
  return { ...object, manifest: { ...(object.manifest as object), metadata: rest } };
}

interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string };
}
