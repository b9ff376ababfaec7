import { shown } from '../schema/shown';
import { map, type Shape, value } from '../shape';
import { labelValue, qualifiedName } from './names';

/** Labels, and what they are chosen by. */
export const labelMap: Shape = map(
  (key) => (qualifiedName.fits(key) ? undefined : `can not be a key: it must ${qualifiedName.words}`),
  value<string>((text) =>
    labelValue.fits(text) ? undefined : `must ${labelValue.words}, got ${shown(text)}`,
  ),
  '',
);

/** Annotations: any text under a key of the same form. */
export const annotationMap: Shape = map((key) =>
  qualifiedName.fits(key.toLowerCase()) ? undefined : `can not be a key: it must ${qualifiedName.words}`,
);
