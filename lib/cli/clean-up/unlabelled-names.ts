import { ConfigError } from '../../diagnostics/error';
import type { KubernetesObject } from '../../kubernetes/identity';
import type { ManifestFolder } from '../manifests';
import type { Permission } from './plan';

/**
 * Which objects `--unlabelled` allows to delete: all, or those that it names as `configmap/settings`, or as
 * `demo/configmap/settings` where several namespaces have one.
 *
 * @throws ConfigError for a name of nothing in `dist/`
 */
export function namedIn(
  folders: readonly ManifestFolder[],
  names: true | readonly string[] | undefined,
): Permission['unlabelled'] {
  if (names === true) return () => true;
  const objects = folders.flatMap(({ manifests }) => manifests.map(({ object }) => object));
  const wanted = new Set((names ?? []).map((name) => name.toLowerCase()));
  const is = (object: KubernetesObject) => namesOf(object).some((name) => wanted.has(name));
  const known = new Set(objects.flatMap(namesOf));
  const unknown = (names ?? []).find((name) => !known.has(name.toLowerCase()));
  if (unknown === undefined) return is;
  throw new ConfigError({
    at: '--unlabelled',
    problem: 'dist/ has no such object',
    got: unknown,
    instead: 'write kind and name as the plan shows them, such as configmap/settings',
  });
}

function namesOf({ kind, metadata: { name, namespace } }: KubernetesObject): string[] {
  const short = `${kind}/${name}`.toLowerCase();
  return namespace === undefined ? [short] : [short, `${namespace.toLowerCase()}/${short}`];
}
