import { text } from './check';
import { namespaceName } from './dns-label';
import { optional, shape } from './shape';

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

/** Where an object lies that is named and described elsewhere. */
export const inNamespace = shape<{ readonly namespace: string }>({ namespace: namespaceName });

/** The same for objects that are looked for in the namespace of what names them where none is said. */
export const perhapsInNamespace = shape<{ readonly namespace?: string }>({
  namespace: optional(namespaceName),
});
