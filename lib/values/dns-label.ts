import type { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { type Check, text } from './check';

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

/** Refuses what is not a DNS label: what namespaces, services, accounts and containers are named by. */
export function checkDnsLabel(owner: Construct, name: string, what: string): void {
  if (isDnsLabel(name)) return;
  throw new ConfigError({
    at: owner.node.path,
    problem: `${what} must be a DNS label`,
    got: name,
    instead: 'use at most 63 lower-case letters, digits and dashes',
  });
}

export const namespaceName: Check<string> = text({
  holds: isDnsLabel,
  problem: 'a namespace is named by a DNS label',
  instead: "use lower-case letters, digits and dashes, such as 'demo'",
});

/** A DNS label: what namespaces, services, accounts and containers are named by. */
export function dnsLabelName(what: string): Check<string> {
  return text({
    holds: isDnsLabel,
    problem: `${what} must be a DNS label`,
    instead: 'use at most 63 lower-case letters, digits and dashes',
  });
}
