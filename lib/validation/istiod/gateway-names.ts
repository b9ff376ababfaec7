import { shown } from '../schema/shown';
import type { Shape } from '../shape';
import { hostName, isLabel } from './hosts';

/** The gateways that a VirtualService or one of its matches is for. */
export function gatewayNames(
  converted: (annotations: Readonly<Record<string, string>>) => boolean = () => false,
) {
  const shape: Shape<readonly string[]> = (names, place) => {
    for (const [index, name] of names.entries()) {
      const slash = name.indexOf('/');
      if (slash < 0) {
        const problem = hostName(name);
        if (problem !== undefined) place.report(problem, { at: [index] });
        // istiod looks no further after a name without a namespace.
        return;
      }
      const [namespace, gateway] = [name.slice(0, slash), name.slice(slash + 1)];
      const fits =
        isLabel(namespace) && (isLabel(gateway) || (gateway !== '' && converted(place.context.annotations)));
      if (!fits) place.report(`must be <namespace>/<name> of a Gateway, got ${shown(name)}`, { at: [index] });
    }
  };
  return shape;
}
