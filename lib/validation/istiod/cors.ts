import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { isSince } from './release';
import { regex } from './string-match';
import { wholeSeconds } from './values';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'];

const method: Shape<string> = (name, place) => {
  if (methods.includes(name) || (name === '*' && isSince('1.26', place))) return;
  place.report(`must be an HTTP method, got ${shown(name)}`);
};

const headerName = value<string>((name) => {
  if (name === '*') return undefined;
  return /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/.test(name)
    ? undefined
    : `must be the name of a header, got ${shown(name)}`;
});

/** From which origins a browser may call. */
export const cors = object({
  allowOrigins: list(
    object<{ readonly exact?: string; readonly prefix?: string; readonly regex?: string }>(
      { regex },
      (origin, place) => {
        if (origin.regex === undefined && !origin.exact && !origin.prefix)
          place.report('must say which origin');
      },
    ),
  ),
  allowMethods: list(method),
  allowHeaders: list(headerName),
  exposeHeaders: list(headerName),
  maxAge: value(wholeSeconds),
});
