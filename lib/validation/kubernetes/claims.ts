import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { dnsSubdomain, named } from './names';
import { oneOf } from './required';
import { amount } from './resources';

const alone = 'ReadWriteOncePod';
const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', alone];

const mode = value<string>((given) =>
  modes.includes(given) ? undefined : `must be ${modes.join(', ')}, got ${shown(given)}`,
);

interface Source {
  readonly apiGroup?: string | null;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string | null;
}

interface Claim {
  readonly dataSource?: Source | null;
  readonly dataSourceRef?: Source | null;
  readonly accessModes?: readonly string[];
  readonly resources?: { readonly requests?: Readonly<Record<string, number | string>> };
}

const storage: Shape<Claim> = ({ accessModes, resources }, place) => {
  if (!isSet(accessModes)) place.report('is required', { at: ['accessModes'] });
  else if (accessModes?.includes(alone) && accessModes.some((each) => each !== alone))
    place.report(`can have ${alone} alone only`, { at: ['accessModes'] });
  const asked = resources?.requests?.storage;
  if (asked === undefined || asked === null)
    place.report('is required', { at: ['resources', 'requests', 'storage'] });
  else if (amount(asked) <= 0)
    place.report(`must be more than 0, got ${asked}`, { at: ['resources', 'requests', 'storage'] });
};

/**
 * Where the data comes from. Of a claim itself the server drops a source in another namespace, which is not enabled,
 * and in the older field, where it stands alone, all but two kinds; of what claims are made by it takes both as they are.
 */
const sources: Shape<Claim> = ({ dataSource: older, dataSourceRef: newer }, place) => {
  const isClaimItself = (place.spec as { readonly kind?: string }).kind === 'PersistentVolumeClaim';
  const known = isClaim(older) || (older?.kind === 'VolumeSnapshot' && older.apiGroup === snapshots);
  const source = isClaimItself && newer?.namespace ? undefined : newer;
  if (source) checkSource(source, 'dataSourceRef', place);
  else if (older && (known || !isClaimItself)) checkSource(older, 'dataSource', place);
  if (!source || !older) return;
  if (source.namespace) place.report('can not be set beside dataSourceRef.namespace', { at: ['dataSource'] });
  else if (
    (['apiGroup', 'kind', 'name'] as const).some(
      (field) => (source[field] ?? null) !== (older[field] ?? null),
    )
  )
    place.report('must say the same as dataSourceRef', { at: ['dataSource'] });
};

const snapshots = 'snapshot.storage.k8s.io';

function isClaim(source: Source | null | undefined): boolean {
  return source?.kind === 'PersistentVolumeClaim' && !source.apiGroup;
}

function checkSource(source: Source, field: string, place: Place): void {
  for (const part of ['kind', 'name'] as const)
    if (!source[part]) place.report('is required', { at: [field, part] });
  if (!source.apiGroup && source.kind && !isClaim(source))
    place.report(`must have an apiGroup for kind ${source.kind}`, { at: [field] });
  if (source.apiGroup && !dnsSubdomain.fits(source.apiGroup))
    place.report(`must ${dnsSubdomain.words}, got ${shown(source.apiGroup)}`, { at: [field, 'apiGroup'] });
}

const claimSpec = object<Claim>(
  {
    accessModes: list(mode),
    selector: labelSelector,
    storageClassName: named(dnsSubdomain),
    volumeAttributesClassName: named(dnsSubdomain),
    volumeMode: oneOf('Block', 'Filesystem'),
  },
  storage,
  sources,
);

/** What the API server asks of a claim of storage, also of one that a StatefulSet makes. */
export const claim = object<{ readonly spec?: Claim }>({ spec: claimSpec }, ({ spec }, place) => {
  if (!spec) place.report('is required', { at: ['spec'] });
});
