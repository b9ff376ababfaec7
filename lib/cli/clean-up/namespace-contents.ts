import { ConfigError } from '../../diagnostics/error';
import type { Kubectl } from '../kubectl';
import { commandText } from '../kubectl-process';
import { lastLine } from '../kubectl-trouble';
import { shortened } from '../printable';
import type { NamespaceItem } from './namespace-item';

/** What is in a namespace. */
export interface NamespaceContents {
  readonly items: readonly NamespaceItem[];
  /** Why some kinds could not be looked at. */
  readonly unseen: string | undefined;
}

/** One field of an object; what is in it is escaped, so that nothing in it is taken for the next. */
const field = (path: string) => `{{urlquery ${path}}}`;
const annotation = 'kubernetes.io/service-account.name';
const fields = [
  field('.apiVersion'),
  field('.kind'),
  field('.metadata.name'),
  field('.metadata.uid'),
  `{{range .metadata.ownerReferences}}${field('.uid')}{{if .controller}}*{{end}} {{end}}`,
  `{{with .metadata.labels}}{{with index . "istio.io/config"}}${field('.')}{{end}}{{end}}`,
  `{{if eq .apiVersion "v1"}}{{if eq .kind "Secret"}}{{if eq .type "kubernetes.io/service-account-token"}}{{with .metadata.annotations}}{{with index . "${annotation}"}}${field('.')}{{end}}{{end}}{{end}}{{end}}{{end}}`,
  `{{if eq .apiVersion "v1"}}{{if eq .kind "ServiceAccount"}}{{range .secrets}}${field('.name')} {{end}}{{end}}{{end}}`,
  `{{if eq .apiVersion "v1"}}{{if eq .kind "ConfigMap"}}{{range $key, $value := .data}}${field('$key')} {{end}}{{range $key, $value := .binaryData}}${field('$key')} {{end}}{{end}}{{end}}`,
];
/** First how many there are, so that an answer that is cut short is seen. */
const template = `go-template={{len .items}}{{"\\n"}}{{range .items}}${fields.join('{{"\\t"}}')}{{"\\n"}}{{end}}`;

/** So many kinds are asked for at once: a line of commands has an end. */
const kindsAtOnce = 100;
/** So many calls of kubectl run side by side. */
const sideBySide = 4;

/**
 * Lists every object in a namespace that a user could have put there: all kinds that can be deleted, no events.
 *
 * @throws ConfigError where the answer can't be read
 */
export async function namespaceContents(kubectl: Kubectl, namespace: string): Promise<NamespaceContents> {
  const { kinds, unseen } = await deletableKinds(kubectl);
  // More than one, so that kubectl answers with a list.
  const names = [...new Set(['pods', 'services', ...kinds])];
  const parts = Array.from({ length: Math.ceil(names.length / kindsAtOnce) }, (_, part) =>
    names.slice(part * kindsAtOnce, (part + 1) * kindsAtOnce),
  );
  const contents: NamespaceContents[] = [];
  const work = parts.values();
  const worker = async () => {
    for (const part of work) contents.push(await contentsOf(kubectl, namespace, part));
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return {
    items: contents.flatMap(({ items }) => items),
    unseen: unseen ?? contents.map((one) => one.unseen).find((one) => one !== undefined),
  };
}

async function deletableKinds(
  kubectl: Kubectl,
): Promise<{ readonly kinds: readonly string[]; readonly unseen: string | undefined }> {
  const args = ['api-resources', '--namespaced', '--verbs=list,delete', '-o', 'name'];
  const ran = await kubectl.run(args);
  const kinds = ran.stdout.split('\n').filter((name) => name !== '');
  const odd = kinds.find((name) => !/^[a-z0-9][a-z0-9.-]{0,316}$/.test(name));
  if (odd !== undefined || (ran.code === 0 && kinds.length === 0))
    throw unreadable(kubectl.context, args, odd ?? '');
  return {
    kinds: kinds.filter((name) => !/^events(\.|$)/.test(name)),
    unseen: ran.code === 0 ? undefined : lastLine(ran.stderr),
  };
}

async function contentsOf(
  kubectl: Kubectl,
  namespace: string,
  kinds: readonly string[],
): Promise<NamespaceContents> {
  const args = ['-n', namespace, 'get', kinds.join(',')];
  const ran = await kubectl.run([...args, '-o', template]);
  const unseen = ran.code === 0 ? undefined : lastLine(ran.stderr);
  // Nothing may be read of any of them.
  if (ran.code !== 0 && ran.stdout === '') return { items: [], unseen };
  const [count = '', ...lines] = ran.stdout.split('\n').filter((line) => line !== '');
  if (!/^\d+$/.test(count) || Number(count) !== lines.length)
    throw unreadable(kubectl.context, args, ran.stdout);
  return {
    items: lines.map((line) => itemOf(line, namespace, () => unreadable(kubectl.context, args, line))),
    unseen,
  };
}

function itemOf(line: string, namespace: string, unreadableLine: () => ConfigError): NamespaceItem {
  const columns = line.split('\t');
  if (columns.length !== fields.length || columns.slice(0, 4).includes('')) throw unreadableLine();
  const [
    apiVersion = '',
    kind = '',
    name = '',
    uid = '',
    owners = '',
    config = '',
    token = '',
    tokens = '',
    keys = '',
  ] = columns;
  const plain = (text: string) => decoded(text, unreadableLine);
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  return {
    apiVersion: plain(apiVersion),
    kind: plain(kind),
    metadata: {
      name: plain(name),
      namespace,
      uid: plain(uid),
      ...(config !== '' && { labels: { 'istio.io/config': plain(config) } }),
    },
    owners: words(owners).map((owner) => ({
      uid: plain(owner.replace('*', '')),
      controller: owner.endsWith('*'),
    })),
    ...(token !== '' && { tokenOf: plain(token) }),
    tokens: words(tokens).map(plain),
    keys: words(keys).map(plain),
  };
}

/** Reads what Go's `urlquery` has written. */
function decoded(text: string, unreadableLine: () => ConfigError): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw unreadableLine();
  }
}

function unreadable(context: string, args: readonly string[], printed: string): ConfigError {
  return new ConfigError({
    at: `context ${context}`,
    problem: `${commandText(args)} did not print what was asked for`,
    got: shortened(printed.slice(0, 1000)),
    instead: 'check that KUBECTL names a kubectl of this cluster',
  });
}
