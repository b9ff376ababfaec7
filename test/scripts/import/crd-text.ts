import type { Schema } from '../../../scripts/import/crd';
import { crdSets } from '../../../scripts/import/pinned';

/** The text of a CRD, for tests: each version with its schema. */
export function crdText(group: string, kind: string, versions: Readonly<Record<string, Schema>>): string {
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.toLowerCase()}s.${group}` },
    spec: {
      group,
      names: { kind },
      versions: Object.entries(versions).map(([name, schema]) => ({
        name,
        served: true,
        schema: { openAPIV3Schema: schema },
      })),
    },
  });
}

/** A kind's schema with these fields in its `spec`. */
export function specOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties: { spec: { type: 'object', properties } } };
}

/** The kinds of Gateway API that imports/ has classes for. */
export const gatewayApiKinds = crdSets.flatMap(({ product, kinds }) =>
  product === 'Gateway API' ? kinds.map(({ kind }) => kind) : [],
);

/** These kinds, each with one field, in one text. */
export function gatewayApiText(field: string): string {
  return gatewayApiKinds
    .map((kind) =>
      crdText('gateway.networking.k8s.io', kind, { v1: specOf({ [field]: { type: 'string' } }) }),
    )
    .join('\n---\n');
}
