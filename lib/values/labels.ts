import { ConfigError } from '../diagnostics/error';

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

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return name.test(key);
  const domain = key.slice(0, slash);
  return domain.length <= 253 && prefix.test(domain) && name.test(key.slice(slash + 1));
}
