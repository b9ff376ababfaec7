/**
 * How much of a path the proxy tidies before anything looks at it, as `pathNormalization` of the mesh says.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization
 */
export type PathNormalization = 'none' | 'base' | 'merge-slashes' | 'decode-and-merge-slashes';

/** Characters that are written plainly even where they came percent-encoded. */
const unreserved = /[A-Za-z0-9\-._~]/;
/** Characters that a path never carries plainly. */
const escaped = /[^!$&'()*+,\-./0-9:;=@A-Z[\]_a-z~%]/g;
/** Characters that make the proxy refuse the request. */
const refused = /%00|[\u0080-\u{10ffff}]/u;

/** A path that needs nothing done: the usual case, decided without building anything. */
const plain = /^\/(?:[\w\-~!$&'()*+,;=:@[\]]|\.(?!\.?(?:[/;]|$))|\/(?!\.{1,2}(?:[/;]|$)))*$/;

/** The path with its query, as filters and routes see it; undefined where the proxy refuses it. */
export function normalizedPath(path: string, how: PathNormalization): string | undefined {
  if (path.includes('#')) return undefined;
  if (how === 'none') return path;
  const end = path.indexOf('?');
  let bare = end === -1 ? path : path.slice(0, end);
  const query = end === -1 ? '' : path.slice(end);
  if (how === 'decode-and-merge-slashes') bare = bare.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  if (!plain.test(bare)) {
    const canonical = canonicalPath(bare);
    if (canonical === undefined) return undefined;
    bare = canonical;
  }
  if (how !== 'base') bare = bare.replace(/\/{2,}/g, '/');
  return bare + query;
}

function canonicalPath(path: string): string | undefined {
  if (!path.startsWith('/') || refused.test(path)) return undefined;
  return withoutDots(path.replaceAll('\\', '/'));
}

/** `%41` is `A`, `%2f` stays, what may not stand in a path is encoded. */
function decoded(path: string): string {
  return path
    .replace(/%([0-9A-Fa-f]{2})/g, (code, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return unreserved.test(character) ? character : code;
    })
    .replace(escaped, (character) => encodeURIComponent(character));
}

/** `.` and `..` are gone, also with a parameter behind; a doubled slash keeps both its slashes. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  segments.forEach((written, index) => {
    const segment = /^\.{1,2}(?=;)/.exec(written)?.[0] ?? decoded(written);
    const last = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') {
      kept.push(segment);
      return;
    }
    if (last) kept.push('');
  });
  return `/${kept.join('/')}`;
}
