import type { ServiceEntrySpec } from '../../../imports/networking.istio.io/service-entry';
import { flag, list } from '../../values/check';
import type { NonEmpty } from '../../values/non-empty';
import { given } from '../../values/options';
import { optional, shape, variants } from '../../values/shape';
import { type IWorkload, workload } from '../references/workload';
import type { Plain } from '../resource';
import { type Endpoint, endpointAddress, endpointParts, renderEndpoint } from '../workload-entry/endpoint';

/** Names that DNS answers for. */
export interface DnsResolution {
  readonly kind: 'dns';
  /** Whom to ask for in place of the hosts. @default - the hosts themselves, of which none is a wildcard */
  readonly endpoints?: NonEmpty<Endpoint>;
  /** Takes the first address of an answer for new connections only, and keeps the others. @default false */
  readonly roundRobin?: boolean;
}

/**
 * Where connections to a service go.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
 */
export type Resolution =
  | { readonly kind: 'none' }
  | { readonly kind: 'static'; readonly endpoints: NonEmpty<Endpoint> }
  | { readonly kind: 'workloads'; readonly workload: IWorkload }
  | { readonly kind: 'dns-of-workloads'; readonly workload: IWorkload }
  | DnsResolution
  | { readonly kind: 'dynamic-dns' };

export const Resolution = {
  /** To the address that the client has found by itself. */
  none: { kind: 'none' } as Resolution,

  /** To these addresses. */
  static(...endpoints: NonEmpty<Endpoint>): Resolution {
    return { kind: 'static', endpoints };
  },

  /** To pods and WorkloadEntries with these labels, in the object's own namespace. */
  workloads(workload: IWorkload): Resolution {
    return { kind: 'workloads', workload };
  },

  /** As `workloads`, whose WorkloadEntries have DNS names for addresses. */
  dnsOfWorkloads(workload: IWorkload): Resolution {
    return { kind: 'dns-of-workloads', workload };
  },

  /** To what DNS answers, asked again and again. */
  dns(options: Omit<DnsResolution, 'kind'> = {}): Resolution {
    return { kind: 'dns', ...given(options) };
  },

  /** To what DNS answers for the very host of each request; for wildcards. Istio 1.28 and newer. */
  dynamicDns: { kind: 'dynamic-dns' } as Resolution,
};

const endpoints = list(shape<Endpoint>({ ...endpointParts, address: endpointAddress }));

export const resolution = variants<Resolution>('a resolution', {
  none: {},
  static: { endpoints },
  workloads: { workload },
  'dns-of-workloads': { workload },
  dns: { endpoints: optional(endpoints), roundRobin: optional(flag) },
  'dynamic-dns': {},
});

type Rendered = Pick<Plain<ServiceEntrySpec>, 'resolution' | 'endpoints' | 'workloadSelector'>;

export function renderResolution(resolution: Resolution): Rendered {
  switch (resolution.kind) {
    case 'none':
      return { resolution: 'NONE' };
    case 'static':
      return { resolution: 'STATIC', endpoints: resolution.endpoints.map(renderEndpoint) };
    case 'workloads':
      return { resolution: 'STATIC', workloadSelector: { labels: { ...resolution.workload.labels } } };
    case 'dns-of-workloads':
      return { resolution: 'DNS', workloadSelector: { labels: { ...resolution.workload.labels } } };
    case 'dns': {
      const { endpoints, roundRobin } = resolution;
      return {
        resolution: roundRobin ? 'DNS_ROUND_ROBIN' : 'DNS',
        ...(endpoints && { endpoints: endpoints.map(renderEndpoint) }),
      };
    }
    case 'dynamic-dns':
      return { resolution: 'DYNAMIC_DNS' };
    default:
      return resolution satisfies never;
  }
}
