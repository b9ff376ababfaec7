import { shown } from '../schema/shown';
import { isSet, list, object, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { dnsSubdomain, named } from './names';
import { oneOf } from './required';
import { amount } from './resources';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const mode = value<string>((given) =>
  modes.includes(given) ? undefined : `must be ${modes.join(', ')}, got ${shown(given)}`,
);

interface Claim {
  readonly accessModes?: readonly string[];
  readonly resources?: { readonly requests?: Readonly<Record<string, number | string>> };
}

const storage: Shape<Claim> = ({ accessModes, resources }, place) => {
  if (!isSet(accessModes)) place.report('is required', { at: ['accessModes'] });
  const asked = resources?.requests?.storage;
  if (asked === undefined || asked === null)
    place.report('is required', { at: ['resources', 'requests', 'storage'] });
  else if (amount(asked) <= 0)
    place.report(`must be more than 0, got ${asked}`, { at: ['resources', 'requests', 'storage'] });
};

const claimSpec = object<Claim>(
  {
    accessModes: list(mode),
    selector: labelSelector,
    storageClassName: named(dnsSubdomain),
    volumeMode: oneOf('Block', 'Filesystem'),
  },
  storage,
);

/** What the API server asks of a claim of storage, also of one that a StatefulSet makes. */
export const claim = object<{ readonly spec?: Claim }>({ spec: claimSpec }, ({ spec }, place) => {
  if (!spec) place.report('is required', { at: ['spec'] });
});
