import { type Check, record, text } from './check';
import { isObjectName } from './object-name';

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Whether Kubernetes takes a text as the name of a label: perhaps a domain and a slash, then up to 63 characters. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return name.test(key);
  return isObjectName(key.slice(0, slash)) && name.test(key.slice(slash + 1));
}

const labelName = text({
  holds: isLabelKey,
  problem: 'Kubernetes takes no label of this name',
  instead: "write letters, digits, dashes, underscores and dots, perhaps after a domain: 'example.com/team'",
});

/** Whether Kubernetes takes a text as the value of a label. */
export function isLabelValue(value: string): boolean {
  return value === '' || name.test(value);
}

const labelValue = text({
  holds: isLabelValue,
  problem: 'Kubernetes takes no label of this value',
  instead: 'write up to 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends',
});

/** Labels by name. */
export type Labels = { readonly [name: string]: string };

/** Labels that an object can carry. */
export const labels: Check<Labels> = record(labelValue, { name: labelName, least: 0 });

/** Labels that pods are chosen by: at least one. */
export const chosenBy: Check<Labels> = record(labelValue, { name: labelName });
