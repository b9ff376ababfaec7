import { portOfPod, servicesBefore } from '../../model/gateway';
import type { MeshModel } from '../../model/mesh-model';
import { targetNumber } from '../../model/service-workloads';
import type { Workload } from '../../model/workload';
import { remembered } from '../../values/remembered';
import type { BoundGateway } from './gateways';

/** Where a port that a client calls leads. */
export interface PodPort {
  readonly port: number;
  /** Whether a Service before the pod says so. */
  readonly forwarded: boolean;
}

/** The ports of a gateway's pods: those that its clients' ports lead to, and those that its Gateways' ports are. */
export class GatewayPorts {
  private readonly known = new Map<number, PodPort>();

  public constructor(
    private readonly model: MeshModel,
    private readonly workload: Workload,
    /** By those of the Service, where it is not among the objects. */
    private readonly targets: ReadonlyMap<number, number>,
  ) {}

  /** Where a client's port leads: as a Service before the pod says, else to the port itself. */
  public called(port: number): PodPort {
    return remembered(this.known, port, () => this.find(port));
  }

  private find(port: number): PodPort {
    for (const service of servicesBefore(this.model, this.workload)) {
      const found = service.ports.find(({ number }) => number === port);
      const target = found && targetNumber(found, this.workload);
      if (target !== undefined) return { port: target, forwarded: true };
    }
    const target = this.targets.get(port);
    return target === undefined ? { port, forwarded: false } : { port: target, forwarded: true };
  }

  /** The ports of the pod that a port of a Gateway is. */
  public of({ services }: BoundGateway, port: number): number[] {
    const before = servicesBefore(this.model, this.workload);
    const assumed = this.targets.get(port) ?? port;
    if (services === undefined) return [portOfPod(this.model, this.workload, port) ?? assumed];
    if (before.length === 0) return [assumed];
    const targets = before
      .filter(({ host }) => services.includes(host))
      .map(({ ports }) => ports.find(({ number }) => number === port))
      .map((found) => found && targetNumber(found, this.workload));
    return [...new Set(targets.filter((target) => target !== undefined))];
  }
}
