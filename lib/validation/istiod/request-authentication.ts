import { jwksProblem } from '../../values/json-web-keys';
import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { isSince } from './release';
import { oneSelection, selectionFields } from './selection';
import { parseUrl } from './url';
import { duration } from './values';

interface JwtRule {
  readonly issuer?: string;
  readonly jwksUri?: string;
  readonly jwks_uri?: string;
  readonly jwks?: string;
}

const named = (what: string) => value<string>((text) => (text === '' ? `must name ${what}` : undefined));

/** From where istiod gets the keys; the field has two names, of which the first counts where both are written. */
const jwksUri: Shape<JwtRule> = ({ jwksUri: uri, jwks_uri: snake }, place) => {
  const problem = uriProblem(uri ?? snake ?? '');
  if (problem !== undefined) place.report(problem, { at: [uri === undefined ? 'jwks_uri' : 'jwksUri'] });
};

function uriProblem(text: string): string | undefined {
  if (text === '') return undefined;
  const parsed = parseUrl(text);
  const fits = parsed !== undefined && ['http', 'https'].includes(parsed.scheme);
  return fits ? undefined : `must be a URL with http or https, got ${shown(text)}`;
}

const claim = object<{ readonly header?: string; readonly claim?: string }>(
  {},
  ({ header = '', claim: name = '' }, place) => {
    if (header === '' || name === '') place.report('must have both header and claim');
    else if (!/^[-_A-Za-z0-9]+$/.test(header)) {
      place.report(`must be the name of a header, got ${shown(header)}`, { at: ['header'] });
    }
  },
);

const jwtRule = object<JwtRule>(
  {
    audiences: list(named('an audience')),
    jwks: value<string>((text) => (text === '' ? undefined : jwksProblem(text))),
    fromHeaders: list(
      object<{ readonly name?: string }>({}, ({ name }, place) => {
        if (!name) place.report('must have a name');
      }),
    ),
    fromParams: list(named('a parameter')),
    fromCookies: list(named('a cookie')),
    outputClaimToHeaders: list(claim),
    timeout: value(duration),
  },
  jwksUri,
  ({ issuer, jwksUri: uri, jwks_uri: snake }, place) => {
    if (issuer) return;
    const orUri = isSince('1.27', place);
    if (!orUri || !(uri ?? snake)) place.report(`must have an issuer${orUri ? ' or a jwksUri' : ''}`);
  },
);

/** What istiod asks of a RequestAuthentication. */
export const requestAuthentication = object({ ...selectionFields, jwtRules: list(jwtRule) }, oneSelection);
