import type { Workload } from '../../../model/workload';
import { minorOf } from '../../../release/minor';
import type { Told } from '../../analyzer';

const name = 'sidecar.istio.io/inject';

/** Until then more words of YAML were taken for true, and all others for false. */
const onlyBooleansSince = 27;
const booleans = ['true', 'false'];
const olderBooleans = ['true', 'yes', 'y', 'on', 'false', 'no', 'n', 'off'];

/**
 * What pods say about their own sidecar, and the injector does not understand.
 *
 * @param version the minor version of Istio, such as `1.30`
 */
export function wrongWish(
  { object, labels, annotations, templatePath }: Workload,
  version: string,
): Told | undefined {
  // The label is asked first.
  const place = labels[name] === undefined ? 'annotations' : 'labels';
  const value = labels[name] ?? annotations[name];
  if (!value) return undefined;
  const isNew = minorOf(version) >= onlyBooleansSince;
  if (isNew ? booleans.includes(value) : olderBooleans.includes(value.toLowerCase())) return undefined;
  const effect = isNew ? 'it is ignored, and the namespace decides' : 'no sidecar is injected';
  return {
    rule: 'annotation-invalid',
    about: object,
    path: [...templatePath, 'metadata', place, name],
    message: `${name} takes true or false, not ${value.slice(0, 100)}: ${effect}`,
  };
}
