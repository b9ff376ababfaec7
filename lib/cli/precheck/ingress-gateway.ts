import type { Outcome } from '../../diagnostics/outcome';
import type { Ingress } from '../../install/gateway-api-ingress';
import type { IngressGateway } from '../../install/ingress-gateway';
import { shown } from '../../kubernetes/identity';
import { carries, labelText } from '../../kubernetes/label-selector';
import type { IstioRelease } from '../../release/istio-release';
import type { GatewayObject } from '../gateway-object';
import {
  allGatewayServices,
  type GatewayFacts,
  type GatewayService,
  gatewayServices,
} from '../ingress-service';
import type { Advice } from './advice';
import { gatewayPorts } from './gateway-ports';
import { sourceFor } from './gateway-source';

const check = 'ingress-gateway';

/** What the source says about the gateway. */
export interface GatewaySource {
  readonly ingress: Ingress;
  readonly release: IstioRelease;
}

/** Whether the Gateways of `dist/` meet pods in the cluster, and their ports the ports of the Service before these. */
export function ingressGateway(
  gateways: readonly GatewayObject[],
  source: GatewaySource,
  facts: GatewayFacts,
  advice: Advice,
): Outcome[] {
  const selectors = new Map<string, GatewayObject[]>();
  for (const gateway of gateways) {
    const text = labelText(gateway.spec.selector ?? {});
    selectors.set(text, [...(selectors.get(text) ?? []), gateway]);
  }
  const outcomes = [...selectors.values()].flatMap((same) => one(same, source, facts, advice));
  const ingress = installedBy(source);
  if (ingress === undefined) return outcomes;
  const stale = gateways.filter(({ spec }) => !carries(ingress.podLabels, spec.selector ?? {}));
  if (gateways.length === 0 || stale.length < gateways.length) return outcomes;
  const message = `no Gateway of dist/ selects the ingress gateway of the source (${labelText(ingress.labels)})`;
  return [...outcomes, { check, status: 'finding', message, fix: 'npm run synth' }];
}

/** The gateway that the source says is installed; `undefined` where istiod is to make it. */
function installedBy({ ingress }: GatewaySource): IngressGateway | undefined {
  return ingress.kind === 'ingress-gateway' ? ingress : undefined;
}

function one(
  gateways: readonly GatewayObject[],
  source: GatewaySource,
  facts: GatewayFacts,
  advice: Advice,
): Outcome[] {
  const ingress = installedBy(source);
  const selector = gateways[0]?.spec.selector ?? {};
  const who = gateways.map(shown).join(', ');
  const [found] = gatewayServices(selector, facts, ingress);
  if (found === undefined) {
    const message = `${who} selects pods labelled ${labelText(selector)}, and no gateway in the cluster carries that`;
    return [notFound(message, source, facts, advice)];
  }
  const { service } = found;
  const { name, namespace = '' } = service.metadata;
  const at = `${namespace}/${name}`;
  const described = ingress !== undefined && carries(ingress.podLabels, selector) ? ingress : undefined;
  const outcomes = gatewayPorts(gateways, found, described);
  if (described !== undefined && (namespace !== described.namespace || name !== described.service)) {
    outcomes.push({
      check,
      status: 'finding',
      message: `the source says that the ingress gateway is ${described.namespace}/${described.service}; the cluster has it as ${at}`,
      fix: sourceFor(found),
    });
  }
  outcomes.push(...notReady(found, advice));
  if (outcomes.some(({ status }) => status === 'finding')) return outcomes;
  const ports = [...new Set(gateways.flatMap(({ spec }) => spec.servers.map(({ port }) => port.number)))];
  const message = `${who} meets Service ${at}: pods labelled ${labelText(selector)}, port ${ports.join(', ')}`;
  return [...outcomes, { check, status: 'ok', message }];
}

/** What is told of a gateway whose pods don't run. */
export function notReady({ workload }: GatewayService, advice: Advice): Outcome[] {
  if (workload === undefined || !unavailable(workload)) return [];
  const { name, namespace = '' } = workload.metadata;
  return [
    {
      check,
      status: 'finding',
      message: `the gateway's pods (${shown(workload)}) are not ready`,
      fix: advice.hint(
        'kubectl',
        ...['-n', namespace, 'rollout', 'status'],
        `${workload.kind.toLowerCase()}/${name}`,
      ),
    },
  ];
}

function notFound(message: string, source: GatewaySource, facts: GatewayFacts, advice: Advice): Outcome {
  const others = allGatewayServices(facts).filter(({ labels }) => labels.istio !== 'egressgateway');
  const [other] = others;
  const ingress = installedBy(source);
  if (ingress === undefined) {
    return { check, status: 'finding', message, fix: 'install a gateway whose pods carry it' };
  }
  if (other === undefined) {
    const { service, namespace, origin } = ingress;
    const { repository, version } = source.release.charts;
    const values = `dist/install/helm/${service}.yaml`;
    const where = ['-n', namespace, '--create-namespace'];
    const chart = ['gateway', '--repo', repository, '--version', version];
    const fix =
      origin === 'helm'
        ? advice.hint('helm', 'install', service, ...chart, ...where, '--values', values)
        : advice.install;
    return { check, status: 'finding', message, fix };
  }
  const there = others.map((candidate) => `${place(candidate)} carries ${istioLabels(candidate)}`).join(', ');
  return { check, status: 'finding', message: `${message}; ${there}`, fix: sourceFor(other) };
}

function place({ service }: GatewayService): string {
  return `${service.metadata.namespace}/${service.metadata.name}`;
}

function istioLabels({ labels }: GatewayService): string {
  return labelText(labels.istio === undefined ? labels : { istio: labels.istio });
}

function unavailable({ status }: NonNullable<GatewayService['workload']>): boolean {
  return (status?.availableReplicas ?? status?.numberAvailable ?? 0) === 0;
}
