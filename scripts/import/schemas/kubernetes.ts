import type { StoredKind } from '../../../lib/validation/schema/stored-schema';
import { keeping } from './keeping';
import { componentOf, type OpenApiDocument, ofComponent, ownFile, scopeOf } from './open-api';
import { kubernetesKinds } from './pinned';
import { share } from './share';

/** What a server decodes before it drops a status: it looks for nothing in it. */
const decoded = [
  'type',
  'properties',
  'additionalProperties',
  'items',
  'format',
  'intOrString',
  'preserve',
] as const;

/** The schemas of Kubernetes' own kinds, from the documents of one API server by their path (`apis/apps/v1`). */
export function kindsOfKubernetes(documents: ReadonlyMap<string, OpenApiDocument>): Map<string, StoredKind> {
  const kinds = new Map<string, Omit<StoredKind, 'shared'>>();
  for (const { document: path, kinds: plurals } of kubernetesKinds) {
    const document = documents.get(path) as OpenApiDocument;
    const version = path.slice(path.lastIndexOf('/') + 1);
    const group = path.startsWith('apis/') ? (path.split('/')[1] as string) : '';
    for (const [kind, plural] of Object.entries(plurals)) {
      const schema = ofComponent(document, componentOf(document, group, version, kind));
      const { status, ...fields } = schema.properties ?? {};
      const read = typeof status === 'object' && { status: keeping(decoded, status) };
      const whole = { ...schema, properties: { ...fields, ...read } };
      const versions = { ...kinds.get(kind)?.versions, [version]: whole };
      kinds.set(kind, { group, scope: scopeOf(document, plural), versions });
    }
  }
  return new Map(
    [...kinds].map(([kind, { versions, ...rest }]) => {
      const { roots, shared } = share(versions);
      return [kind, { ...rest, versions: roots, shared }];
    }),
  );
}

/** The parts of Kubernetes' kinds that have a file of their own. */
export function partsOfKubernetes(documents: ReadonlyMap<string, OpenApiDocument>): Map<string, StoredKind> {
  return new Map(
    [...ownFile].sort().map((last) => {
      const [document, name] = [...documents.values()]
        .map((each) => [each, nameOf(each, last)] as const)
        .find(([, found]) => found !== undefined) as readonly [OpenApiDocument, string];
      const { roots, shared } = share({ v1: ofComponent(document, name) });
      return [last, { group: '', scope: 'Namespaced', versions: roots, shared }];
    }),
  );
}

function nameOf(document: OpenApiDocument, last: string): string | undefined {
  return Object.keys(document.components.schemas).find((each) => each.endsWith(`.${last}`));
}
