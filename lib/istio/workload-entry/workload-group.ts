import type { Construct } from 'constructs';
import * as generated from '../../../imports/networking.istio.io/workload-group';
import { anyText, record } from '../../values/check';
import { defined } from '../../values/defined';
import { type Labels, labels } from '../../values/labels';
import { optional, shape } from '../../values/shape';
import type { IWorkload } from '../references/workload';
import { type IstioObjectProps, IstioResource, objectProps, type Plain, resourceKind } from '../resource';
import { type EndpointParts, endpointFault, endpointParts, renderEndpoint } from './endpoint';
import { type ReadinessProbe, readinessProbe, renderReadinessProbe } from './readiness-probe';

/** What machines have in common that register themselves, each as a WorkloadEntry. */
export interface WorkloadGroupProps extends IstioObjectProps, Omit<EndpointParts, 'labels'> {
  /** What services and policies choose its machines by. */
  readonly labels: Labels;
  /** Annotations of the WorkloadEntries that it makes. @default - none */
  readonly entryAnnotations?: Readonly<Record<string, string>>;
  /** Labels of the WorkloadEntry objects themselves, beside those that services choose by. @default - none */
  readonly entryLabels?: Labels;
  /** @default - a machine is ready as soon as it is connected */
  readonly readinessProbe?: ReadinessProbe;
}

const workloadGroup = resourceKind<WorkloadGroupProps, generated.WorkloadGroupSpec>({
  generated: generated.WorkloadGroup,
  check: shape<WorkloadGroupProps>({
    ...objectProps,
    ...endpointParts,
    labels: endpointParts.labels.optional,
    entryAnnotations: optional(record(anyText)),
    entryLabels: optional(labels),
    readinessProbe: optional(readinessProbe),
  }),
  rule: endpointFault,
  render: (props) => {
    const { entryLabels, entryAnnotations } = props;
    return defined<Plain<generated.WorkloadGroupSpec>>({
      metadata:
        entryLabels || entryAnnotations
          ? defined<NonNullable<Plain<generated.WorkloadGroupSpec>['metadata']>>({
              labels: entryLabels && { ...entryLabels },
              annotations: entryAnnotations && { ...entryAnnotations },
            })
          : undefined,
      template: renderEndpoint(props),
      probe: props.readinessProbe && renderReadinessProbe(props.readinessProbe),
    });
  },
});

/**
 * Machines that join the mesh by themselves: each becomes a WorkloadEntry of this form when it connects.
 *
 * @example
 * new WorkloadGroup(this, 'ratings-vms', {
 *   labels: { app: 'ratings' },
 *   readinessProbe: ReadinessProbe.http(9080, { path: '/health' }),
 * });
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export class WorkloadGroup extends IstioResource<WorkloadGroupProps> implements IWorkload {
  public readonly kind = 'workload-group';
  public readonly labels: Labels;

  public constructor(scope: Construct, id: string, props: WorkloadGroupProps) {
    super(scope, id, workloadGroup, props);
    this.labels = props.labels;
  }
}
