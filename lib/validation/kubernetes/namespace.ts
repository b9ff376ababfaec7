import { wrongPodSecurity } from '../../values/pod-security';
import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { qualifiedName } from './names';

/** What its labels say of the security of its pods. */
const podSecurity: Shape<object> = (_, place) => {
  for (const { key, got, instead } of wrongPodSecurity(place.context.labels))
    place.report(`must be ${instead}, got ${shown(got)}`, { at: ['metadata', 'labels', `[${key}]`] });
};

/** What the API server asks of a Namespace. */
export const namespace = object<object>(
  {
    spec: object({
      finalizers: list(
        value<string>((name) =>
          name === 'kubernetes' || (name.includes('/') && qualifiedName.fits(name))
            ? undefined
            : `must be kubernetes or a name after a domain, got ${shown(name)}`,
        ),
      ),
    }),
  },
  podSecurity,
);
