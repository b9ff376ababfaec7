import { anyText, type TextMatcher, wildcardMatcher } from '../values/text-matcher';
import type { Predicate } from './rbac';

/** Who a token speaks for: `issuer/subject`, with a `*` at an end. */
export function requestPrincipals(value: string): Predicate {
  const [issuer, subject] = issuerAndSubject(value);
  return {
    kind: 'all',
    of: [
      { kind: 'claim', path: ['iss'], values: [issuer], lists: false },
      { kind: 'claim', path: ['sub'], values: [subject], lists: false },
    ],
  };
}

function issuerAndSubject(value: string): readonly [TextMatcher, TextMatcher] {
  if (value === '*') return [anyText, anyText];
  // The issuer may be an address with slashes of its own.
  const slash = value.lastIndexOf('/');
  const issuer = slash === -1 ? value : value.slice(0, slash);
  const subject = slash === -1 ? '' : value.slice(slash + 1);
  if (value.startsWith('*')) {
    if (slash === -1) return [anyText, { kind: 'suffix', text: value.slice(1) }];
    const wanted: TextMatcher = issuer === '*' ? anyText : { kind: 'suffix', text: issuer.slice(1) };
    return [wanted, { kind: 'exact', text: subject }];
  }
  if (value.endsWith('*')) {
    if (slash === -1) return [{ kind: 'prefix', text: value.slice(0, -1) }, anyText];
    const wanted: TextMatcher = subject === '*' ? anyText : { kind: 'prefix', text: subject.slice(0, -1) };
    return [{ kind: 'exact', text: issuer }, wanted];
  }
  return [
    { kind: 'exact', text: issuer },
    { kind: 'exact', text: subject },
  ];
}

/** A claim, or one item of it where it is a list. */
export function claimsPredicate(path: readonly string[], value: string): Predicate {
  return { kind: 'claim', path, values: [wildcardMatcher(value)], lists: true };
}
