import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/workload-entry';
import { fault, within } from '../../diagnostics/fault';
import type { Labels } from '../../values/labels';
import { optional, shape } from '../../values/shape';
import type { IWorkload } from '../references/workload';
import { type IstioObjectProps, IstioResource, objectProps, resourceKind } from '../resource';
import {
  type EndpointParts,
  endpointAddress,
  endpointFault,
  endpointParts,
  renderEndpoint,
} from './endpoint';

/** What the mesh is told of a machine or a socket that is no pod. */
export interface WorkloadEntryProps extends IstioObjectProps, EndpointParts {
  /**
   * An IP address, a DNS name, or `unix:///` and the path of a socket.
   * @default - the gateway of its network
   */
  readonly address?: string;
  /** What services and policies choose it by. */
  readonly labels: Labels;
}

const workloadEntry = resourceKind<WorkloadEntryProps, generated.WorkloadEntrySpec>({
  generated: generated.WorkloadEntry,
  check: shape<WorkloadEntryProps>(
    {
      ...objectProps,
      ...endpointParts,
      labels: endpointParts.labels.optional,
      address: optional(endpointAddress),
    },
    {
      rule: ({ address, network }) =>
        address === undefined && network === undefined
          ? within('address', fault('it has no address', address, 'give one, or the network that it is in'))
          : undefined,
    },
  ),
  rule: endpointFault,
  render: renderEndpoint,
});

/**
 * A machine, or another process that is no pod, as a workload of the mesh. A Service or ServiceEntry that chooses its
 * labels has it among its endpoints.
 *
 * @example
 * new WorkloadEntry(this, 'ratings-vm', { address: '10.0.0.7', labels: { app: 'ratings', version: 'vm' } });
 * @throws ConfigError where it has neither an address nor a network
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class WorkloadEntry extends IstioResource<WorkloadEntryProps> implements IWorkload {
  public readonly kind = 'workload-entry';
  public readonly labels: Labels;

  public constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    super(scope, id, workloadEntry, props);
    this.labels = props.labels;
  }
}
