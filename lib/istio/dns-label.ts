import { ConfigError } from '../error';

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether a text is a DNS label: lower-case letters, digits and dashes inside, 63 characters at most. */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text);
}

/** Refuses what can't be the name of a namespace. */
export function checkNamespace(namespace: string): void {
  if (isDnsLabel(namespace)) return;
  throw new ConfigError({
    problem: 'a namespace is named by a DNS label',
    got: namespace,
    instead: "use lower-case letters, digits and dashes, such as 'demo'",
  });
}
