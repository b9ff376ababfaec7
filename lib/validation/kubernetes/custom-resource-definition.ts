import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { always, dnsSubdomain, named, serviceName } from './names';
import { oneOf } from './required';
import type { Schema } from './schema-keywords';
import { checkSchema } from './structural-schema';
import { checkReviews, client } from './webhooks';

interface Version {
  readonly name?: string;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string | null;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
  readonly selectableFields?: readonly { readonly jsonPath?: string }[];
}

interface Names {
  readonly plural?: string;
  readonly kind?: string;
  readonly listKind?: string;
}

interface Conversion {
  readonly strategy?: string;
  readonly webhook?: {
    readonly clientConfig?: object;
    readonly conversionReviewVersions?: readonly string[];
  } | null;
}

interface Spec {
  readonly group?: string;
  readonly names?: Names;
  readonly preserveUnknownFields?: boolean;
  readonly versions?: readonly Version[];
  readonly conversion?: Conversion | null;
}

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];
const columnFormats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** A path of dots down an object, below one of these. */
function path(...below: readonly string[]): Shape {
  return (given: string, place) => {
    if (!given.startsWith('.')) place.report(`must begin with a dot, got ${shown(given)}`);
    else if (below.length > 0 && !below.some((field) => given.startsWith(`.${field}.`)))
      place.report(`must lead below .${below.join(' or .')}, got ${shown(given)}`);
  };
}

const column = object<{ readonly name?: string }>(
  { type: oneOf(...columnTypes), format: oneOf('', ...columnFormats), jsonPath: path() },
  ({ name }, place) => {
    if (!name) place.report('is required', { at: ['name'] });
  },
);

function fieldOf(schema: Schema | undefined, name: string): Schema | undefined {
  const { properties, additionalProperties: others } = schema ?? {};
  return properties?.[name] ?? (typeof others === 'object' ? others : undefined);
}

/** Whether objects can be chosen by what is found down a path. */
function isSelectable(whole: Schema | undefined, jsonPath: string): boolean {
  const names = jsonPath.split('.').slice(1);
  const found = names.reduce((schema, name) => fieldOf(schema, name), whole);
  return names[0] !== 'metadata' && ['boolean', 'integer', 'string'].includes(found?.type ?? '');
}

const longestWarning = 256;

const version = object<Version>(
  {
    name: always(serviceName),
    additionalPrinterColumns: list(column),
    subresources: object({
      scale: object({
        specReplicasPath: path('spec'),
        statusReplicasPath: path('status'),
        labelSelectorPath: labels,
      }),
    }),
  },
  ({ schema, deprecated, deprecationWarning: warning, selectableFields = [] }, place) => {
    const whole = schema?.openAPIV3Schema;
    selectableFields.forEach(({ jsonPath = '' }, index, all) => {
      const at = ['selectableFields', index, 'jsonPath'];
      if (!isSelectable(whole, jsonPath))
        place.report(`must lead to a text, a whole number or a boolean, got ${shown(jsonPath)}`, { at });
      if (all.findIndex((other) => other.jsonPath === jsonPath) !== index)
        place.report(`is there twice: ${jsonPath}`, { at });
    });
    if (!whole) place.report('is required', { at: ['schema', 'openAPIV3Schema'] });
    else {
      place.steps.push('schema', 'openAPIV3Schema');
      checkSchema(whole, place, true);
      place.steps.length -= 2;
    }
    const at = ['deprecationWarning'];
    if (warning === undefined || warning === null) return;
    if (!deprecated) place.report('belongs to a version that is deprecated', { at });
    if (warning === '' || warning.length > longestWarning || /\p{Cc}/u.test(warning))
      place.report(`must be one line of at most ${longestWarning} characters, got ${shown(warning)}`, { at });
  },
);

function labels(given: never, place: Place): void {
  if (given !== '') path('spec', 'status')(given, place);
}

/** Objects are kept in one version, and each is there once. */
const stored: Shape<readonly Version[]> = (versions, place) => {
  if (versions.length === 0) return;
  const kept = versions.filter(({ storage }) => storage).length;
  if (kept !== 1) place.report(`must have one version with storage: true, got ${kept}`);
  versions.forEach(({ name }, index) => {
    if (versions.findIndex((other) => other.name === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

/** A name of a kind: as a label of DNS but for its capitals. */
const kindName: Shape = (name: string, place) => {
  if (name !== '' && !serviceName.fits(name.toLowerCase()))
    place.report(`may have capitals, and must ${serviceName.words}, got ${shown(name)}`);
};

const label = named(serviceName);

const names = object<Names>(
  {
    plural: label,
    singular: label,
    kind: kindName,
    listKind: kindName,
    shortNames: list(always(serviceName)),
    categories: list(always(serviceName)),
  },
  ({ plural, kind, listKind }, place) => {
    for (const [field, name] of Object.entries({ plural, kind }))
      if (!name) place.report('is required', { at: [field] });
    if (kind && kind === listKind) place.report('can not be the kind itself', { at: ['listKind'] });
  },
);

const conversion = object<Conversion>(
  { strategy: oneOf('None', 'Webhook'), webhook: object({ clientConfig: client }) },
  ({ strategy, webhook }, place) => {
    if (strategy !== 'Webhook') {
      if (webhook) place.report('belongs to strategy Webhook', { at: ['webhook'] });
      return;
    }
    if (!webhook?.clientConfig) place.report('is required', { at: ['webhook', 'clientConfig'] });
    place.steps.push('webhook');
    checkReviews(webhook?.conversionReviewVersions ?? [], 'conversionReviewVersions', place);
    place.steps.pop();
  },
);

/** Groups of Kubernetes' own, whose APIs its community approves. */
const protectedGroup = /(?:^|\.)(?:k8s|kubernetes)\.io$/;
const approval = 'api-approved.kubernetes.io';

/** What the API server asks of a CRD. */
export const customResourceDefinition = object<{ readonly spec?: Spec }>(
  {
    spec: object({
      names,
      conversion,
      scope: oneOf('Cluster', 'Namespaced'),
      versions: list(version, stored),
    }),
  },
  ({ spec = {} }, place) => {
    const { group = '', names: { plural } = {}, preserveUnknownFields } = spec;
    if (!dnsSubdomain.fits(group) || !group.includes('.'))
      place.report(`must be a domain, got ${shown(group)}`, { at: ['spec', 'group'] });
    if (preserveUnknownFields)
      place.report('can not be true: say x-kubernetes-preserve-unknown-fields in the schema', {
        at: ['spec', 'preserveUnknownFields'],
      });
    const { name, annotations } = place.context;
    const { generateName } =
      (place.spec as { readonly metadata?: { readonly generateName?: string } }).metadata ?? {};
    if (generateName)
      place.report('can not be set: the name is plural and group', { at: ['metadata', 'generateName'] });
    if (name !== `${plural}.${group}`)
      place.report(`must be ${plural}.${group}, got ${shown(name)}`, { at: ['metadata', 'name'] });
    // Lists of what is installed give the head alone, with no version at all.
    if (spec.versions?.length === 0) return;
    const approved = annotations[approval] ?? '';
    if (protectedGroup.test(group) && !/^(?:unapproved|\/|[a-z][a-z0-9+.-]*:)/i.test(approved))
      place.report(
        `must be the address of the approval, for a group of Kubernetes' own, got ${shown(approved)}`,
        {
          at: ['metadata', 'annotations', `[${approval}]`],
        },
      );
    if (!isSet(spec.versions)) place.report('is required', { at: ['spec', 'versions'] });
  },
);
