import { remembered } from '../values/remembered';
import { fullHost } from './host-name';
import type { ObjectOf } from './mesh-kinds';
import type { MeshModel } from './mesh-model';

/** Asked of one VirtualService by many; each belongs to one model. */
const known = new WeakMap<ObjectOf<'virtualServices'>, readonly string[]>();

/** The full hosts of a VirtualService, in the order in which they are written. */
export function ruledHosts(service: ObjectOf<'virtualServices'>, model: MeshModel): readonly string[] {
  return remembered(known, service, () =>
    (service.spec.hosts ?? []).map((host) => fullHost(host, service.namespace, model.settings.domain)),
  );
}
