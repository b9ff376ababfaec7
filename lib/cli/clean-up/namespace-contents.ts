import { groupOf, identity, type KubernetesObject } from '../../kubernetes/identity';
import type { Kubectl } from '../kubectl';
import { lastLine } from '../kubectl-trouble';

/** An object in a namespace, without what it holds: Secrets are not read. */
export interface NamespaceItem extends KubernetesObject {
  readonly owners: readonly string[];
  /** The service account that a token Secret is for. */
  readonly tokenOf: string | undefined;
}

/** What is in a namespace. */
export interface NamespaceContents {
  readonly items: readonly NamespaceItem[];
  /** Why some kinds could not be looked at. */
  readonly unseen: string | undefined;
}

const fields = [
  '{.apiVersion}',
  '{.kind}',
  '{.metadata.name}',
  '{.metadata.uid}',
  '{.metadata.ownerReferences[*].uid}',
  '{.metadata.annotations.kubernetes\\.io/service-account\\.name}',
];
const template = `jsonpath={range .items[*]}${fields.join('{"\\t"}')}{"\\n"}{end}`;

/** Lists every object in a namespace that a user could have put there: all kinds that can be deleted, no events. */
export async function namespaceContents(kubectl: Kubectl, namespace: string): Promise<NamespaceContents> {
  const kinds = await kubectl.run(['api-resources', '--namespaced', '--verbs=list,delete', '-o', 'name']);
  const names = kinds.stdout.split('\n').filter((name) => name !== '' && !/^events(\.|$)/.test(name));
  // A name more than one, so that kubectl answers with a list.
  const args = [
    '-n',
    namespace,
    'get',
    [...new Set(['pods', 'services', ...names])].join(','),
    '--ignore-not-found',
  ];
  const found = await kubectl.run([...args, '-o', template]);
  const items = found.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): NamespaceItem => {
      const [apiVersion = '', kind = '', name = '', uid = '', owners = '', token = ''] = line.split('\t');
      return {
        apiVersion,
        kind,
        metadata: { name, namespace, uid },
        owners: owners.split(' ').filter(Boolean),
        tokenOf: token === '' ? undefined : token,
      };
    });
  const failed = [kinds, found].find(({ code }) => code !== 0);
  return { items, unseen: failed === undefined ? undefined : lastLine(failed.stderr) };
}

/**
 * The objects in a namespace that are neither ours, nor made from ours, nor put into every namespace by Kubernetes
 * and Istio themselves. What a foreign object owns is not repeated.
 */
export function foreignItems(
  items: readonly NamespaceItem[],
  ours: readonly KubernetesObject[],
): NamespaceItem[] {
  const identities = new Set(ours.map(identity));
  const isOurs = (item: KubernetesObject) => identities.has(identity(item));
  const present = new Set(items.map(({ metadata }) => metadata.uid));
  return items.filter((item) => {
    if (isOurs(item) || isAutomatic(item, identities)) return false;
    // An owner that is in the namespace answers for what it owns.
    return !item.owners.some((uid) => present.has(uid));
  });
}

/** What Kubernetes, and Istio for its certificates, keep in every namespace, by group, kind and name. */
const automatic = new Set([
  '/ServiceAccount/default',
  '/ConfigMap/kube-root-ca.crt',
  '/ConfigMap/istio-ca-root-cert',
  '/ConfigMap/istio-ca-crl',
]);

function isAutomatic(item: NamespaceItem, ours: ReadonlySet<string>): boolean {
  const { name, namespace = '' } = item.metadata;
  const group = groupOf(item.apiVersion);
  if (automatic.has(`${group}/${item.kind}/${name}`)) return true;
  if (group !== '') return false;
  // Before EndpointSlices, each Service has Endpoints of its name, and each account a Secret with its token.
  if (item.kind === 'Endpoints') return ours.has(`/Service/${namespace}/${name}`);
  if (item.kind !== 'Secret' || item.tokenOf === undefined) return false;
  return item.tokenOf === 'default' || ours.has(`/ServiceAccount/${namespace}/${item.tokenOf}`);
}
