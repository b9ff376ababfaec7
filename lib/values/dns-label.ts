import { type Check, text } from './check';

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether a text is a DNS label: lower-case letters, digits and dashes inside, 63 characters at most. */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text);
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
