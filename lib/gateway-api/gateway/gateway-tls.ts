import { type Fault, within } from '../../diagnostics/fault';
import type { ObjectPlace } from '../../istio/resource';
import { firstFault, keyOf, list, record, text } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { isPort } from '../../values/port';
import { optional, shape } from '../../values/shape';
import {
  caCertificates,
  type IConfigMap,
  type ISecret,
  objectRef,
  renderNamespace,
  secret,
} from '../references/object-ref';
import { grantFault, type IReferenceGrant } from '../references/reference-grant-ref';

/** Which clients a port takes. */
export interface FrontendTls {
  /** What their certificates are held against: objects with the key `ca.crt`. */
  readonly caCertificates: NonEmpty<IConfigMap | ISecret>;
  /**
   * Whether a client without a valid certificate is refused.
   * @default 'allow-valid-only'
   */
  readonly mode?: 'allow-valid-only' | 'allow-insecure-fallback';
}

/** TLS of a gateway as a whole. */
export interface GatewayTls {
  /** Which clients its HTTPS listeners take. */
  readonly frontend?: {
    readonly default: FrontendTls;
    /** Ports that differ. */
    readonly perPort?: { readonly [port: number]: FrontendTls };
  };
  /** What it shows to backends. */
  readonly backend?: { readonly clientCertificate: ISecret };
}

const modes = {
  'allow-valid-only': 'AllowValidOnly',
  'allow-insecure-fallback': 'AllowInsecureFallback',
} as const;

const frontend = shape<FrontendTls>({
  caCertificates: list(caCertificates, { most: 8 }),
  mode: optional(keyOf(modes)),
});

const port = text({
  holds: (name) => /^[1-9]\d*$/.test(name) && isPort(Number(name)),
  problem: 'a port must be a whole number from 1 to 65535',
  instead: 'write for example { 8443: … }',
});

export const gatewayTls = shape<GatewayTls>(
  {
    frontend: optional(
      shape<NonNullable<GatewayTls['frontend']>>({
        default: frontend,
        perPort: optional(record(frontend, { name: port })),
      }),
    ),
    backend: optional(shape<NonNullable<GatewayTls['backend']>>({ clientCertificate: secret })),
  },
  { atLeastOne: ['frontend', 'backend'] },
);

/** Refuses objects of other namespaces that no grant lets be named. */
export function gatewayTlsFault(
  tls: GatewayTls,
  place: ObjectPlace,
  grants: readonly IReferenceGrant[] | undefined,
): Fault | undefined {
  const granted = (one: IConfigMap | ISecret) => grantFault(objectRef(one), 'Gateway', place, grants);
  const certificates = ({ caCertificates }: FrontendTls) =>
    within(
      'caCertificates',
      firstFault(caCertificates.length, (index) =>
        within(index, granted(caCertificates[index] as IConfigMap | ISecret)),
      ),
    );
  const { frontend, backend } = tls;
  const ports = Object.entries(frontend?.perPort ?? {});
  const found =
    (frontend && within('default', certificates(frontend.default))) ??
    within(
      'perPort',
      firstFault(ports.length, (index) => {
        const [port, one] = ports[index] as [string, FrontendTls];
        return within(port, certificates(one));
      }),
    );
  return (
    within('frontend', found) ??
    (backend && within('backend', within('clientCertificate', granted(backend.clientCertificate))))
  );
}

export function renderGatewayTls({ frontend, backend }: GatewayTls, { namespace: own }: ObjectPlace) {
  const renderFrontend = ({ caCertificates, mode }: FrontendTls) => ({
    validation: {
      caCertificateRefs: caCertificates.map((one) => {
        const { group, kind, name, namespace } = objectRef(one);
        return { group, kind, name, ...renderNamespace(namespace, own) };
      }),
      ...(mode && { mode: modes[mode] }),
    },
  });
  return {
    ...(frontend && {
      frontend: {
        default: renderFrontend(frontend.default),
        ...(frontend.perPort && {
          perPort: Object.entries(frontend.perPort).map(([port, one]) => ({
            port: Number(port),
            tls: renderFrontend(one),
          })),
        }),
      },
    }),
    ...(backend && {
      backend: {
        clientCertificateRef: {
          name: backend.clientCertificate.name,
          ...renderNamespace(backend.clientCertificate.namespace, own),
        },
      },
    }),
  };
}
