/**
 * What makes two manifests the same object to a cluster: group, kind, namespace and name, written as
 * `VirtualService.networking.istio.io demo/reviews`. Versions of a kind are one object.
 * Undefined for what is not an object with a name.
 */
export function identityOf(manifest: unknown): string | undefined {
  if (manifest === null || typeof manifest !== 'object') return undefined;
  const { apiVersion, kind, metadata } = manifest as {
    apiVersion?: string;
    kind?: string;
    metadata?: { name?: string; namespace?: string };
  };
  if (kind === undefined || metadata?.name === undefined) return undefined;
  const group = apiVersion?.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const namespace = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
  return `${kind}${group} ${namespace}${metadata.name}`;
}
