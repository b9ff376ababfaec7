import { validateObject } from '../../lib/validation/validate-object';
import { generatedFields, leaves } from '../istio/generated-fields';
import { specimens } from './specimens';

const extension = ['extensionRef.group', 'extensionRef.kind', 'extensionRef.name', 'type=ExtensionRef'];
const mirror = [
  ...['group', 'kind', 'name', 'namespace', 'port'].map((field) => `requestMirror.backendRef.${field}`),
  'requestMirror.fraction.denominator',
  'requestMirror.fraction.numerator',
  'requestMirror.percent',
  'type=RequestMirror',
];
const path = [
  'path.replaceFullPath',
  'path.replacePrefixMatch',
  'path.type=ReplaceFullPath',
  'path.type=ReplacePrefixMatch',
];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*'];
const ofRequests = [
  ...['allowCredentials', 'allowHeaders[]', 'allowOrigins[]', 'exposeHeaders[]', 'maxAge'].map(
    (field) => `cors.${field}`,
  ),
  ...methods.map((method) => `cors.allowMethods[]=${method}`),
  ...['hostname', 'port', 'scheme=http', 'scheme=https', 'statusCode', ...path].map(
    (field) => `requestRedirect.${field}`,
  ),
  ...['hostname', ...path].map((field) => `urlRewrite.${field}`),
  ...['RequestRedirect', 'URLRewrite', 'CORS'].map((type) => `type=${type}`),
];
const listeners = [
  'listeners[].allowedRoutes.kinds[].group',
  'listeners[].tls.certificateRefs[].group',
  'listeners[].tls.certificateRefs[].kind',
];

/** Fields and enum values that the API leaves out on purpose, each with its reason. */
const leftOut: Readonly<Record<string, string>> = {
  ...reasons('HTTPRoute', 'of other products; Istio takes none', at('rules[].filters[]', extension)),
  ...reasons('GRPCRoute', 'of other products; Istio takes none', at('rules[].filters[]', extension)),
  ...reasons(
    'HTTPRoute',
    'of one backend Istio takes changes of headers only',
    at('rules[].backendRefs[].filters[]', [...extension, ...mirror, ...ofRequests]),
  ),
  ...reasons(
    'GRPCRoute',
    'of one backend Istio takes changes of headers only',
    at('rules[].backendRefs[].filters[]', [...extension, ...mirror]),
  ),
  ...reasons('Gateway', 'the default, and the only one that Istio takes', [
    ...listeners,
    'tls.backend.clientCertificateRef.group',
    'tls.backend.clientCertificateRef.kind',
  ]),
  ...reasons('ListenerSet', 'the default, and the only one that Istio takes', [
    ...listeners,
    'parentRef.group',
    'parentRef.kind',
  ]),
  ...reasons('TCPRoute', "of the standard's experimental channel; Istio takes none", [
    'useDefaultGateways=All',
    'useDefaultGateways=None',
  ]),
};

function at(path: string, fields: readonly string[]): readonly string[] {
  return fields.map((field) => `${path}.${field}`);
}

function reasons(kind: string, reason: string, fields: readonly string[]) {
  return Object.fromEntries(fields.map((field) => [`${kind}: ${field}`, reason]));
}

const kinds = [
  ['BackendTLSPolicy', 'backend-tls-policy.ts', 'BackendTlsPolicySpec'],
  ['GRPCRoute', 'grpc-route.ts', 'GrpcRouteSpec'],
  ['Gateway', 'gateway.ts', 'GatewaySpec'],
  ['GatewayClass', 'gateway-class.ts', 'GatewayClassSpec'],
  ['HTTPRoute', 'http-route.ts', 'HttpRouteSpec'],
  ['ListenerSet', 'listener-set.ts', 'ListenerSetSpec'],
  ['ReferenceGrant', 'reference-grant.ts', 'ReferenceGrantSpec'],
  ['TCPRoute', 'tcp-route.ts', 'TcpRouteSpec'],
  ['TLSRoute', 'tls-route.ts', 'TlsRouteSpec'],
] as const;

const objects = specimens();

describe('the specimens', () => {
  it('are what the API server takes', () => {
    expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
  });
});

describe.each(kinds)('%s', (kind, file, root) => {
  const fields = generatedFields(`gateway.networking.k8s.io/${file}`, root);
  const maps = new Set(
    fields.flatMap(({ path }) => [...path.matchAll(/\{\}/g)].map(({ index }) => path.slice(0, index + 2))),
  );
  const set = new Set(
    objects
      .filter((object) => object.kind === kind)
      .flatMap(({ spec }) =>
        leaves(spec, maps, new Set()).flatMap(([path, value]) => [path, `${path}=${value}`]),
      ),
  );
  const wanted = fields.flatMap(({ path, values }) =>
    values.length === 0 ? [path] : values.map((value) => `${path}=${value}`),
  );

  it('can express every field and enum value that is not left out on purpose', () => {
    expect(wanted.length).toBeGreaterThan(4);
    expect(wanted.filter((field) => !set.has(field) && !(`${kind}: ${field}` in leftOut))).toEqual([]);
  });

  it('leaves out only fields that exist and that it really can not express', () => {
    const listed = Object.keys(leftOut).filter((field) => field.startsWith(`${kind}: `));
    expect(
      listed.filter(
        (field) => !wanted.includes(field.slice(kind.length + 2)) || set.has(field.slice(kind.length + 2)),
      ),
    ).toEqual([]);
  });

  it('writes no field that the CRD does not have', () => {
    const known = new Set(fields.map(({ path }) => path));
    const written = [...set].filter((path) => !path.includes('='));
    expect(written.filter((path) => !known.has(path))).toEqual([]);
  });
});
