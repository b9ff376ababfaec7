import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { volumeSources } from './volume-sources';

type Volume = Readonly<Record<string, unknown>> & { readonly name?: string };

const ofKnownSource = object<Volume>(volumeSources, (given, place) => {
  const { name = '', ...sources } = given;
  if (!isDnsLabel(name))
    place.report(`must be a DNS label in small letters, got ${shown(name)}`, { at: ['name'] });
  const set = Object.keys(sources).filter(
    (source) => sources[source] !== undefined && sources[source] !== null,
  );
  if (set.length > 1) place.report(`can have one source, got ${set.join(' and ')}`);
});

/** A volume from an image is a feature that may be off, and the server drops it then unseen. */
const volume: Shape<Volume> = (given, place) => {
  if (!given.image) ofKnownSource(given as never, place);
};

const eachOnce: Shape<readonly Volume[]> = (volumes, place) => {
  const names = new Set<string>();
  volumes.forEach(({ name = '' }, index) => {
    if (names.has(name) && !volumes[index]?.image)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
    names.add(name);
  });
};

/** What the API server asks of the volumes of a pod. */
export const volumes: Shape = list(volume, eachOnce);
