import { shown } from '../schema/shown';
import { map, type Shape, type ValueCheck } from '../shape';

const word = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const domain = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;

const key: ValueCheck<string> = (text) => {
  const slash = text.lastIndexOf('/');
  const name = text.slice(slash + 1);
  const prefix = text.slice(0, Math.max(slash, 0));
  const fits =
    name.length <= 63 && word.test(name) && (slash < 0 || (prefix.length <= 253 && domain.test(prefix)));
  return fits ? undefined : `can not be the key of a label, got ${shown(text)}`;
};

const labelValue: Shape<string> = (text, place) => {
  if (text !== '' && !word.test(text)) {
    place.report(`can not be the value of a label, got ${shown(text)}`);
  }
};

/** Labels that a workload may have. */
export const labels: Shape = map(key, labelValue, '');

/** Labels that workloads are chosen by: without wildcards. */
export const selected: Shape = map(
  (name) => {
    if (name === '') return 'must not have an empty key';
    return name.includes('*') ? 'can not have a wildcard: workloads are chosen by whole labels' : undefined;
  },
  (text: string, place) => {
    if (text.includes('*')) {
      place.report(`can not have a wildcard: workloads are chosen by whole labels, got ${shown(text)}`);
    }
  },
  '',
);
