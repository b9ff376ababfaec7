import { every, filledText, text } from '../../values/check';
import { reference } from '../../values/shape';

/** Who issues JSON Web Tokens: a `JwtIssuer`, to which policies and routes refer. */
export interface IJwtIssuer {
  readonly kind: 'jwt-issuer';
  /** What stands in the `iss` claim of its tokens, often a URL. */
  readonly issuer: string;
}

/** What an issuer is called in its tokens. */
export const issuerName = every(
  filledText('an issuer', "'https://accounts.google.com'"),
  text({
    holds: (name) => !name.includes('*'),
    problem: 'an issuer is one, and no wildcard',
    instead: 'write what stands in the iss claim of its tokens',
  }),
);

export const jwtIssuer = reference<IJwtIssuer>(
  'an issuer of tokens',
  "give JwtIssuer.of('https://accounts.google.com')",
  ['jwt-issuer'],
  { issuer: issuerName },
);
