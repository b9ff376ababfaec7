import { shown } from '../schema/shown';
import { list, object, value } from '../shape';
import { qualifiedName } from './names';

/** What the API server asks of a Namespace. */
export const namespace = object({
  spec: object({
    finalizers: list(
      value<string>((name) =>
        name === 'kubernetes' || (name.includes('/') && qualifiedName.fits(name))
          ? undefined
          : `must be kubernetes or a name after a domain, got ${shown(name)}`,
      ),
    ),
  }),
});
