import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import { type Fault, fault, within } from '../diagnostics/fault';
import { describedNamespace } from '../istio/references/namespace-ref';
import { namespaceName } from '../values/dns-label';
import type { MicroserviceProps } from './microservice-props';

/** The namespace that a microservice lies in: that of the chart around it. */
export function namespaceOfChart(microservice: IConstruct): string {
  const chart = microservice.node.scopes.findLast(Chart.isChart);
  if (chart?.namespace !== undefined) {
    refuse(chart, within('namespace', namespaceName(chart.namespace)));
    return chart.namespace;
  }
  throw new ConfigError({
    at: microservice,
    problem: 'a microservice has its host name from the namespace of its chart',
    got: undefined,
    instead: "give the chart one, such as new Chart(app, 'bookinfo', { namespace: 'demo' })",
  });
}

/** Its chart says where it lies, and what reads its requests is that of the same namespace. */
export function meshNamespaceFault(
  microservice: IConstruct & { readonly namespace: string },
  { namespace, waypoint, podLabels }: MicroserviceProps<string, string>,
): Fault | undefined {
  if (namespace !== undefined) {
    return namespace.name === microservice.namespace
      ? undefined
      : fault(
          `the microservice lies in the namespace of its chart, which is '${microservice.namespace}'`,
          namespace.name,
          'give the MeshNamespace of that name as namespace',
        );
  }
  const described = describedNamespace(microservice, microservice.namespace);
  const isInjected = podLabels?.['sidecar.istio.io/inject'] === 'true';
  if (waypoint || isInjected || (described?.requestsReadBy ?? 'sidecar') === 'sidecar') return undefined;
  return fault(
    'its namespace is in ambient mode, and who reads its requests is known by the namespace',
    namespace,
    `give namespace: the MeshNamespace '${microservice.namespace}'`,
  );
}
