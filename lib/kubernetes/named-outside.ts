import type { IConstruct } from 'constructs';
import { isConstruct } from '../values/a-construct';

/** The pods of an ingress gateway that an installation makes, and the Service before them. */
export interface InstalledGateway {
  readonly kind: 'ingress-gateway';
  readonly namespace: string;
  /** The name of its Service. */
  readonly service: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number;
  }[];
}

/** What a construct refers to that its app does not describe: by a host, or by a kind, a namespace and a name. */
export type NamedOutside =
  | {
      readonly kind: 'host';
      readonly host: string;
      /** Its ports; none where they are not said. */
      readonly ports: readonly number[];
    }
  | InstalledGateway
  | {
      readonly kind: 'Gateway' | 'VirtualService' | 'ServiceAccount';
      readonly group: string;
      readonly namespace: string;
      readonly name: string;
    };

const propsOf = new WeakMap<IConstruct, unknown>();

/** Remembers what a construct was given, so that {@link namedOutside} can find references in it. */
export function rememberProps(construct: IConstruct, props: unknown): void {
  propsOf.set(construct, props);
}

/** What the construct of an object names as described elsewhere, such as `Gateway.named` does. */
export function namedOutside(object: IConstruct): NamedOutside[] {
  const maker = [object, object.node.scope].find((one) => one !== undefined && propsOf.has(one));
  const found: NamedOutside[] = [];
  if (maker !== undefined) collect(propsOf.get(maker), found);
  return found;
}

function collect(value: unknown, found: NamedOutside[]): void {
  if (typeof value !== 'object' || value === null || isConstruct(value)) return;
  if (!Array.isArray(value)) {
    const named = outside(value);
    if (named !== undefined) found.push(named);
  }
  for (const inner of Object.values(value)) collect(inner, found);
}

/** References carry their kind, and the construct where they are described in this app. */
interface Reference {
  readonly kind?: unknown;
  readonly construct?: unknown;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly host?: unknown;
  readonly ports?: unknown;
  readonly serviceAccount?: unknown;
}

function outside(reference: Reference): NamedOutside | undefined {
  const { kind, construct, name, namespace, host, ports, serviceAccount } = reference;
  // An installation makes it from what is no object of this app.
  if (kind === 'ingress-gateway') return installed(reference as InstalledGateway);
  if (construct !== undefined) return undefined;
  if (kind === 'service' && typeof host === 'string') {
    const numbers = Array.isArray(ports)
      ? ports.map(({ number }: { readonly number: number }) => number)
      : [];
    return { kind: 'host', host, ports: numbers };
  }
  if (typeof namespace !== 'string') return undefined;
  if (kind === 'service-account' && typeof serviceAccount === 'string')
    return { kind: 'ServiceAccount', group: '', namespace, name: serviceAccount };
  if (typeof name !== 'string') return undefined;
  if (kind === 'gateway') return { kind: 'Gateway', group: 'networking.istio.io', namespace, name };
  if (kind === 'gateway-api-gateway')
    return { kind: 'Gateway', group: 'gateway.networking.k8s.io', namespace, name };
  if (kind === 'delegate') return { kind: 'VirtualService', group: 'networking.istio.io', namespace, name };
  return undefined;
}

function installed({ namespace, service, podLabels, ports }: InstalledGateway): InstalledGateway | undefined {
  const isWhole = typeof service === 'string' && podLabels !== undefined && Array.isArray(ports);
  return isWhole ? { kind: 'ingress-gateway', namespace, service, podLabels, ports } : undefined;
}
