import { App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { BackendTLSPolicy, ConfigMap, Gateway, HTTPRoute, Listener, Secret } from '../../lib/gateway-api';
import { Injection } from '../../lib/workload/injection';
import { MeshNamespace } from '../../lib/workload/mesh-namespace';
import { Microservice } from '../../lib/workload/microservice';
import '../../lib/jest';

/** A shop that is called by TLS, behind a gateway that asks its clients for certificates: nothing is wrong with it yet. */
class Shop extends Chart {
  public readonly web = new Microservice(this, 'web', {
    ports: { https: 443 },
    versions: { v1: { image: 'example.test/web:1' } },
  });

  public constructor(authorities: readonly string[] = ['clients']) {
    super(new App(), 'shop', { namespace: 'shop' });
    new MeshNamespace(this, 'namespace', { name: 'shop', injection: Injection.enabled });
    const [first = '', ...rest] = authorities;
    const caCertificates = [ConfigMap.named(first), ...rest.map((name) => ConfigMap.named(name))] as const;
    const gateway = new Gateway(this, 'gateway', {
      listeners: { https: Listener.https({ port: 443, certificates: [Secret.named('shop')] }) },
      tls: { frontend: { default: { caCertificates } } },
    });
    new HTTPRoute(this, 'route', { parents: [gateway], rules: [{ backends: [this.web] }] });
  }
}

const policy = (shop: Shop, id: string, caCertificates: BackendTLSPolicyTrust = 'system') =>
  new BackendTLSPolicy(shop, id, { targets: [shop.web], hostname: 'web.example.com', caCertificates });
type BackendTLSPolicyTrust = ConstructorParameters<typeof BackendTLSPolicy>[2]['caCertificates'];

describe('mistakes that typed code of the Gateway API can make', () => {
  it('are none in the shop that they are made in', () => {
    const shop = new Shop();
    policy(shop, 'tls', [ConfigMap.named('authority')]);
    expect(Findings.of(shop)).toEqual([]);
  });

  it('are two policies for one service', () => {
    const shop = new Shop();
    policy(shop, 'a');
    const second = policy(shop, 'b');
    expect(shop).toHaveFinding({ rule: 'backend-tls-conflict', on: second });
  });

  it('are a Secret as the authority of a backend, which istiod does not read', () => {
    const shop = new Shop();
    const trusting = policy(shop, 'tls', [Secret.named('authority')]);
    expect(shop).toHaveFinding({ rule: 'backend-tls-ca-missing', on: trusting });
  });

  it('are two authorities for clients, of which istiod reads none', () => {
    expect(Findings.of(new Shop(['clients', 'partners'])).map(({ rule }) => rule)).toEqual([
      'gateway-mutual-without-ca',
    ]);
  });
});
