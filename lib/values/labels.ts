import { ConfigError } from '../diagnostics/error';
import { type Check, record, text } from './check';

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Labels that pods are chosen by: at least one, none that a pod could not carry. */
export function checkLabels(labels: Readonly<Record<string, string>>, what: string): void {
  if (Object.keys(labels).length === 0) {
    throw new ConfigError({
      problem: `${what} is chosen by its labels`,
      got: labels,
      instead: "write at least one, such as { app: 'reviews' }",
    });
  }
  for (const [key, value] of Object.entries(labels)) {
    if (isLabelKey(key) && (value === '' || name.test(value))) continue;
    throw new ConfigError({
      problem: `${what} is chosen by a label that no pod can carry`,
      got: { [key]: value },
      instead: "write letters, digits, dashes, underscores and dots, such as { app: 'reviews' }",
    });
  }
}

/** Whether Kubernetes takes a text as the name of a label: perhaps a domain and a slash, then up to 63 characters. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return name.test(key);
  const domain = key.slice(0, slash);
  return domain.length <= 253 && prefix.test(domain) && name.test(key.slice(slash + 1));
}

const labelName = text({
  holds: isLabelKey,
  problem: 'Kubernetes takes no label of this name',
  instead: "write letters, digits, dashes, underscores and dots, perhaps after a domain: 'example.com/team'",
});

const labelValue = text({
  holds: (value) => value === '' || name.test(value),
  problem: 'Kubernetes takes no label of this value',
  instead: 'write up to 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends',
});

/** Labels by name. */
export type Labels = { readonly [name: string]: string };

/** Labels that an object can carry. */
export const labels: Check<Labels> = record(labelValue, { name: labelName, least: 0 });

/** Labels that pods are chosen by: at least one. */
export const chosenBy: Check<Labels> = record(labelValue, { name: labelName });
