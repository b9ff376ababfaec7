import type { Construct } from 'constructs';
import { ConfigError } from '../error';
import { isDnsLabel } from '../istio/dns-label';

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
