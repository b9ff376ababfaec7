import { shown } from '../schema/shown';
import type { ValueCheck } from '../shape';
import { isAddress, isCidr } from './hosts';

/** A value that a policy compares with. */
export const notEmpty: ValueCheck<string> = (text) =>
  text === '' ? 'must not be empty: nothing equals it' : undefined;

/** An address or a block of addresses. */
export const ipBlock: ValueCheck<string> = (text) => {
  const fits = text.includes('/') ? isCidr(text) : isAddress(text);
  return fits ? undefined : `must be an IP address or a CIDR block such as 10.0.0.0/8, got ${shown(text)}`;
};

/** The number of a port, as a text. */
export const portText: ValueCheck<string> = (text) =>
  /^\d+$/.test(text) && Number(text) <= 65535
    ? undefined
    : `must be the number of a port, got ${shown(text)}`;

/** A service account, with its namespace before a slash if it is another one. */
export const serviceAccount: ValueCheck<string> = (text) => {
  const parts = text.split('/');
  const fits =
    !text.includes('*') && parts.length <= 2 && !parts.includes('') && Buffer.byteLength(text) <= 320;
  return fits ? undefined : `must be <service account> or <namespace>/<service account>, got ${shown(text)}`;
};

/** A text with a wildcard at its beginning or end. */
export const wildcard: ValueCheck<string> = (text) => {
  const stars = text.split('*').length - 1;
  const fits = text !== '' && (stars === 0 || (stars === 1 && (text.startsWith('*') || text.endsWith('*'))));
  return fits ? undefined : `can have one wildcard, at its beginning or end, got ${shown(text)}`;
};

/** The trust domain of an identity. */
export const trustDomain: ValueCheck<string> = (text) =>
  wildcard(text) ?? (text.includes('/') ? `must be a trust domain alone, got ${shown(text)}` : undefined);

const literal = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/** A path, or a template of one: `{*}` for one segment, `{**}` for the rest. */
export const path: ValueCheck<string> = (text) => {
  if (text === '') return notEmpty(text);
  const template = text.includes('{*}') || text.includes('{**}');
  let rest = false;
  for (const segment of text.replace(/^\/+|\/+$/g, '').split('/')) {
    const operator = segment === '{*}' || segment === '{**}';
    if (operator && rest) return `must have {**} at its end, got ${shown(text)}`;
    if (segment === '{**}') rest = true;
    if (operator) continue;
    if (/[{}]/.test(segment)) return `can have {*} and {**} as whole segments only, got ${shown(text)}`;
    if (template && !literal.test(segment))
      return `has a segment that no template can have, got ${shown(text)}`;
  }
  return undefined;
};
