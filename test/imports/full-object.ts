import type { Schema } from '../../scripts/import/crd';
import type { Manifest } from './lost-fields';

/** How the fields of an object are filled in. */
export type Filling = 'something' | 'nothing';

/**
 * An object that sets each field of a CRD: to something (lists and maps hold a whole entry and an empty one), or to
 * what is there but says nothing (`0`, `''`, `false`, `[]`, `{}`), which has a meaning in Istio.
 */
export function fullObject(apiVersion: string, kind: string, schema: Schema, filling: Filling): Manifest {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !GIVEN.has(name));
  return {
    apiVersion,
    kind,
    metadata: METADATA,
    ...Object.fromEntries(properties.map(([name, property]) => [name, filled(property, filling)])),
  };
}

/** `status` is left out: controllers write it, and an API server with the status subresource drops it on apply. */
const GIVEN = new Set(['apiVersion', 'kind', 'metadata', 'status']);

const METADATA = {
  name: 'everything',
  namespace: 'demo',
  labels: { 'app.kubernetes.io/name': 'everything', empty: '' },
  annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
  finalizers: ['resources-finalizer.argocd.argoproj.io'],
  ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'reviews', uid: '1', controller: false }],
  generateName: 'every-',
};

function filled(schema: Schema, filling: Filling): unknown {
  const something = filling === 'something';
  if (schema['x-kubernetes-int-or-string']) return something ? '25%' : 0;
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    return something
      ? { '@type': 'x', snake_case: [{ repoURL: 1 }, [], {}], value: 'as in a union', '': 0.5 }
      : {};
  }
  if (schema.enum !== undefined) return something ? schema.enum.at(-1) : schema.enum[0];
  switch (schema.type) {
    case 'string':
      return something ? '2024-02-29T12:00:00+01:00' : '';
    case 'integer':
    case 'number':
      return something ? 4294967295 : 0;
    case 'boolean':
      return something;
    case 'array':
      return something ? [filled(schema.items as Schema, filling), ...hollow(schema.items as Schema)] : [];
    case 'object':
      return schema.properties === undefined
        ? filledMap(schema, something)
        : filledProperties(schema, filling);
    default:
      throw new Error(`a field of no known type: ${JSON.stringify(schema)}`);
  }
}

function filledProperties({ properties = {} }: Schema, filling: Filling): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, filled(property, filling)]),
  );
}

function filledMap({ additionalProperties }: Schema, something: boolean): object {
  const values = additionalProperties as Schema | undefined;
  if (!something || values === undefined) return {};
  const entries = [filled(values, 'something'), ...hollow(values)];
  return Object.fromEntries(entries.map((value, index) => [`example.com/Some_key-${index}`, value]));
}

/** An entry without a field: `rules: [{}]` allows everything. */
function hollow(schema: Schema): object[] {
  return schema.properties === undefined ? [] : [{}];
}
