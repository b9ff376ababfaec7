import type { Construct } from 'constructs';
import { ConfigError } from '../error';

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Refuses what is not a DNS label: what namespaces, services, accounts and containers are named by. */
export function checkDnsLabel(owner: Construct, name: string, what: string): void {
  if (dnsLabel.test(name)) return;
  throw new ConfigError({
    at: owner.node.path,
    problem: `${what} must be a DNS label`,
    got: name,
    instead: 'use at most 63 lower-case letters, digits and dashes',
  });
}
