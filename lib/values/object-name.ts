import { text } from './check';

const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether Kubernetes takes a text as the name of an object. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && dnsName.test(name);
}

export const objectName = text({
  holds: isObjectName,
  problem: 'an object is named by a DNS name',
  instead: 'use up to 253 lower-case letters, digits, dashes and dots',
});
