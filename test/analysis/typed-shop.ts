import { App, Chart } from 'cdk8s';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { Gateway, HttpRoute, Server } from '../../lib/istio';
import { Injection } from '../../lib/workload/injection';
import { MeshNamespace } from '../../lib/workload/mesh-namespace';
import { Microservice } from '../../lib/workload/microservice';

/** A shop with two versions behind a gateway: nothing is wrong with it yet. */
export class Shop extends Chart {
  public readonly web = new Microservice(this, 'web', {
    ports: { http: 80 },
    versions: { v1: { image: 'example.test/web:1' }, v2: { image: 'example.test/web:2' } },
  });
  public readonly store = new Microservice(this, 'store', {
    ports: { 'tcp-store': 5432 },
    versions: { v1: { image: 'example.test/store:1' } },
  });
  public readonly gateway = new Gateway(this, 'gateway', {
    ingress: IngressGateway.istioctl(),
    servers: [Server.http({ hosts: ['shop.example.com'] })],
  });

  public constructor() {
    super(new App(), 'shop', { namespace: 'shop' });
    new MeshNamespace(this, 'namespace', { name: 'shop', injection: Injection.enabled });
  }
}

export const route = (to: Parameters<typeof HttpRoute.to>[0]) => HttpRoute.to(to);
