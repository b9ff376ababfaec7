import { quoted } from '../values/re2';
import { anyText, type TextMatcher, wildcardMatcher } from '../values/text-matcher';

const scheme = 'spiffe://';

/** Compares a peer's identity with a principal: `cluster.local/ns/demo/sa/curl`, with a `*` at an end. */
export function identityMatcher(principal: string, escapes: boolean): TextMatcher {
  if (principal === '*') return anyText;
  if (principal.startsWith('*')) {
    const end = principal.slice(1);
    return { kind: 'regex', expression: `${scheme}.*${escapes ? quoted(end) : end}` };
  }
  return wildcardMatcher(scheme + principal);
}

/** Compares the namespace in a peer's identity; a `*` stands for any text. */
export function namespaceMatcher(namespace: string, escapes: boolean): TextMatcher {
  const pattern = namespace
    .split('*')
    .map((part) => (escapes ? quoted(part) : part))
    .join('.*');
  return { kind: 'regex', expression: `.*/ns/${pattern}/.*` };
}

/** Compares the service account: `name` of the policy's namespace, or `namespace/name`. */
export function serviceAccountMatcher(account: string, policyNamespace: string): TextMatcher {
  const slash = account.indexOf('/');
  const namespace = slash === -1 ? policyNamespace : account.slice(0, slash);
  const name = account.slice(slash + 1);
  return { kind: 'regex', expression: `${scheme}.+/ns/${quoted(namespace)}/(.+/|)sa/${quoted(name)}(/.+)?` };
}

/** Compares the trust domain; a `*` stands for any part of it. */
export function trustDomainMatcher(domain: string): TextMatcher {
  if (domain === '*') return { kind: 'prefix', text: scheme };
  if (!domain.includes('*')) return { kind: 'prefix', text: `${scheme}${domain}/` };
  const star = domain.indexOf('*');
  const pattern = `${quoted(domain.slice(0, star))}[^/]*${quoted(domain.slice(star + 1))}`;
  return { kind: 'regex', expression: `${scheme}${pattern}/.*` };
}
