import { Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-27';
import { ConfigError } from '../diagnostics/error';
import type { IMeshService } from '../istio/references/mesh-service';

/**
 * A Service made with cdk8s-plus, as what routes lead to and traffic policies are for.
 *
 * @example
 * const reviews = plusService(deployment.exposeViaService({ ports: [{ name: 'http', port: 9080 }] }));
 * new VirtualService(this, 'reviews-routes', { hosts: [reviews], http: [HttpRoute.to(reviews)] });
 * @throws ConfigError where neither the Service nor its chart has a namespace, which its host is made of
 */
export function plusService(service: Service): IMeshService {
  const namespace = service.metadata.namespace ?? Chart.of(service).namespace;
  if (namespace === undefined) {
    throw new ConfigError({
      at: service.node.path,
      problem: 'a service has its host name from its namespace',
      got: namespace,
      instead: "give its chart one, such as new Chart(app, 'bookinfo', { namespace: 'demo' })",
    });
  }
  return {
    host: `${service.name}.${namespace}.svc.cluster.local`,
    ports: service.ports.map(({ name, port }) => ({ name: name ?? String(port), number: port })),
    construct: service,
  };
}
