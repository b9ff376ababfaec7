import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { qualifiedName } from './names';

const securityLabel = /^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)(?:-version)?$/;
const level = /^(?:privileged|baseline|restricted)$/;
const version = /^(?:latest|v1\.(?:0|[1-9]\d*))$/;

/** What its labels say of the security of its pods, which a part of the server reads that is on as it comes. */
const podSecurity: Shape<object> = (_, place) => {
  for (const [key, text] of Object.entries(place.context.labels)) {
    if (!securityLabel.test(key)) continue;
    const isVersion = key.endsWith('-version');
    const words = isVersion ? 'latest or such as v1.30' : 'privileged, baseline or restricted';
    if (!(isVersion ? version : level).test(text))
      place.report(`must be ${words}, got ${shown(text)}`, { at: ['metadata', 'labels', `[${key}]`] });
  }
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
