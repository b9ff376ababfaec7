import { App, Chart } from 'cdk8s';
import {
  DestinationRule,
  exactly,
  Gateway,
  HttpRoute,
  type IGatewayWorkload,
  type IMeshService,
  MeshService,
  mesh,
  Server,
  startsWith,
  TcpRoute,
  TlsRoute,
  VirtualService,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

const productpage = MeshService.named('productpage.demo.svc.cluster.local', { ports: { http: 9080 } });
const ingress: IGatewayWorkload = {
  kind: 'ingress-gateway',
  serviceAccount: 'istio-ingressgateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  ports: [{ name: 'http2', port: 80, targetPort: 8080 }],
};

describe('VirtualService', () => {
  it('routes matched requests of a gateway to a service', () => {
    const objects = rendered((chart) => {
      const gateway = new Gateway(chart, 'bookinfo-gateway', {
        ingress,
        servers: [Server.http({ hosts: ['*'] })],
      });
      new VirtualService(chart, 'bookinfo', {
        hosts: ['*'],
        gateways: [gateway],
        http: [
          HttpRoute.to(productpage, {
            match: [{ path: exactly('/productpage') }, { path: startsWith('/static') }],
          }),
        ],
      });
    });
    expect(objects[1]).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'bookinfo', namespace: 'demo' },
      spec: {
        hosts: ['*'],
        gateways: ['bookinfo-gateway'],
        http: [
          {
            match: [{ uri: { exact: '/productpage' } }, { uri: { prefix: '/static' } }],
            route: [{ destination: { host: 'productpage.demo.svc.cluster.local', port: { number: 9080 } } }],
          },
        ],
      },
    });
  });

  it('names the service that it is for by its host', () => {
    const written = spec(
      (chart) =>
        new VirtualService(chart, 'all', { hosts: [productpage], http: [HttpRoute.to(productpage)] }),
    );
    expect(written).toMatchObject({ hosts: ['productpage.demo.svc.cluster.local'] });
  });

  it('qualifies a gateway of another namespace, and calls all sidecars mesh', () => {
    const gateway = Gateway.named('shared', { namespace: 'istio-ingress' });
    const written = spec(
      (chart) =>
        new VirtualService(chart, 'all', {
          hosts: ['a.example.com'],
          gateways: [gateway, mesh],
          http: [HttpRoute.to(productpage)],
        }),
    );
    expect(written).toMatchObject({ gateways: ['istio-ingress/shared', 'mesh'] });
  });

  it('is written after the rule whose subset it names', () => {
    const kinds = rendered((chart) => {
      const late = new VirtualService(chart, 'first', {
        hosts: [productpage],
        http: [HttpRoute.to(productpage)],
      });
      const rule = new DestinationRule(chart, 'versions', {
        host: productpage,
        subsets: { v1: { version: 'v1' } },
      });
      new VirtualService(chart, 'another', { hosts: [productpage], http: [HttpRoute.to(rule.subset('v1'))] });
      rule.node.addDependency(late);
    }).map(({ metadata }) => metadata.name);
    expect(kinds).toEqual(['first', 'versions', 'another']);
  });

  it.each([
    [
      "the host '*' for all sidecars",
      { hosts: ['*'], http: [HttpRoute.to(productpage)] },
      "chart/routes: hosts[0]: the host '*' can't be routed by all sidecars, got [ '*' ]; name the hosts, or the gateways that the routes are for",
    ],
    [
      'a route behind one that takes everything',
      {
        hosts: [productpage],
        http: [HttpRoute.to(productpage), HttpRoute.to(productpage, { match: [{ port: 80 }] })],
      },
      "chart/routes: http[0]: route 1 of 2 takes every request, so those behind it are never reached, got 'no condition'; put it last or give it a `match`",
    ],
    [
      'a TCP route behind one that takes everything',
      { hosts: [productpage], tcp: [TcpRoute.to(productpage), TcpRoute.to(productpage)] },
      "chart/routes: tcp[0]: route 1 of 2 takes every request, so those behind it are never reached, got 'no condition'; put it last or give it a `match`",
    ],
    [
      'a server name that is not among the hosts',
      {
        hosts: ['*.example.com'],
        tls: [TlsRoute.to(productpage, { match: [{ sniHosts: ['a.example.org'] }] })],
      },
      "chart/routes: tls[0].match[0].sniHosts[0]: the server name is not among the hosts, got 'a.example.org'; add it to the hosts, which are *.example.com",
    ],
    [
      'a source of requests that a gateway takes',
      {
        hosts: ['*'],
        gateways: [Gateway.named('shared', { namespace: 'demo' })],
        tcp: [TcpRoute.to(productpage, { match: [{ sourceNamespace: 'demo' }] })],
      },
      "chart/routes: tcp[0].match[0].sourceNamespace: the source of traffic is known to sidecars only, and the route is not for them, got 'demo'; add mesh to the gateways or leave the source out",
    ],
    [
      'a host within another',
      { hosts: ['a.example.com', '*.example.com'], http: [HttpRoute.to(productpage)] },
      "chart/routes: hosts[1]: the host overlaps with 'a.example.com', got '*.example.com'; leave the narrower one out",
    ],
    [
      'a host twice',
      { hosts: [productpage, 'a.example.com', productpage], http: [HttpRoute.to(productpage)] },
      "chart/routes: hosts[2]: the host overlaps with 'productpage.demo.svc.cluster.local', got 'productpage.demo.svc.cluster.local'; leave the narrower one out",
    ],
    [
      'a host that is no DNS name',
      { hosts: ['under_score.example.com'], http: [HttpRoute.to(productpage)] },
      "chart/routes: hosts[0]: a host must be a fully qualified DNS name, got 'under_score.example.com'; write '*', a name such as 'reviews.demo.svc.cluster.local' or a wildcard such as '*.example.com'",
    ],
  ] as const)('rejects %s', (_, props, message) => {
    expect(() => rendered((chart) => new VirtualService(chart, 'routes', props))).toThrow(errorOf(message));
  });

  it('rejects a name that Kubernetes would not take', () => {
    expect(() =>
      rendered(
        (chart) =>
          new VirtualService(chart, 'All Routes', {
            hosts: [productpage],
            http: [HttpRoute.to(productpage)],
          }),
      ),
    ).toThrow("chart/All Routes: an object is named by a DNS name, got 'All Routes'");
  });

  it('takes a server name below a wildcard host', () => {
    const tls = [TlsRoute.to(productpage, { match: [{ sniHosts: ['a.example.com'] }] })] as const;
    expect(
      spec((chart) => new VirtualService(chart, 'routes', { hosts: ['*.example.com'], tls })),
    ).toMatchObject({
      tls: [{ match: [{ sniHosts: ['a.example.com'] }] }],
    });
  });

  it('is told who sees it', () => {
    const http = [HttpRoute.to(productpage)] as const;
    const written = spec(
      (chart) =>
        new VirtualService(chart, 'all', { hosts: [productpage], http, exportTo: { namespaces: ['demo'] } }),
    );
    expect(written).toMatchObject({ exportTo: ['demo'] });
  });

  it('takes an address as a host, and a gateway of the namespace that it is put into', () => {
    const gateways = [Gateway.named('shared', { namespace: 'other' })] as const;
    const metadata = { namespace: 'other' };
    const http = [HttpRoute.to(productpage)] as const;
    const written = spec(
      (chart) => new VirtualService(chart, 'all', { hosts: ['10.0.0.1'], gateways, metadata, http }),
    );
    expect(written).toMatchObject({ hosts: ['10.0.0.1'], gateways: ['shared'] });
  });

  it('is written after the gateway that it names, and after no service', () => {
    rendered((chart) => {
      const service = (id: string): IMeshService => ({
        kind: 'service',
        host: `${id}.example.com`,
        ports: [],
        construct: new Chart(chart, id),
      });
      const [host, http, tcp, tls] = [service('host'), service('http'), service('tcp'), service('tls')];
      const gateway = new Gateway(chart, 'gateway', { ingress, servers: [Server.http({ hosts: ['*'] })] });
      const routes = new VirtualService(chart, 'routes', {
        hosts: [host, '*.example.org'],
        gateways: [gateway],
        http: [HttpRoute.to(http)],
        tcp: [TcpRoute.to(tcp)],
        tls: [TlsRoute.to(tls, { match: [{ sniHosts: ['a.example.org'] }] })],
      });
      expect(routes.node.dependencies).toEqual([gateway]);
    });
  });

  it.each([
    [
      { hosts: ['a.example.com'] },
      "it says nothing, got { hosts: [ 'a.example.com' ] }; give at least one of 'http', 'tls', 'tcp'",
    ],
    [
      { hosts: ['a.example.com'], gateway: mesh, http: [HttpRoute.to(productpage)] },
      "gateway: there is no such property, got { kind: 'mesh' }; did you mean 'gateways'? known are",
    ],
    [
      { hosts: ['a.example.com'], http: [HttpRoute.to(productpage, { match: [{} as never] })] },
      'http[0].match[0]: it says nothing, got {}; give at least one of',
    ],
    [
      { hosts: ['a.example.com'], http: [HttpRoute.to(productpage, { when: [] } as never)] },
      'http[0].when: there is no such property',
    ],
    [{ hosts: [], http: [HttpRoute.to(productpage)] }, 'hosts: the list is empty'],
    [{ hosts: ['reviews'], http: [HttpRoute.to(productpage)] }, 'hosts[0]: a host must be a fully qualified'],
    [undefined, 'an object is expected, got undefined'],
  ])('rejects what types refuse, where there are none (%#)', (props, problem) => {
    expect(() => rendered((chart) => new VirtualService(chart, 'routes', props as never))).toThrow(problem);
  });

  it('rejects a reference of another kind', () => {
    rendered((chart) => {
      const gateways = [productpage] as never;
      const http = [HttpRoute.to(productpage)] as const;
      expect(() => new VirtualService(chart, 'routes', { hosts: ['a.example.com'], gateways, http })).toThrow(
        'gateways[0]: a gateway is expected',
      );
    });
  });

  it('rejects a scope and an id that are none', () => {
    const props = { hosts: [productpage], http: [HttpRoute.to(productpage)] } as const;
    expect(() => new VirtualService(undefined as never, 'a', props)).toThrow(
      'a construct is made in another',
    );
    expect(() => new VirtualService(new App(), 'a', props)).toThrow('an object is written by a chart');
    rendered((chart) => {
      expect(() => new VirtualService(chart, 5 as never, props)).toThrow(
        'the id of a construct is some text, got 5',
      );
    });
  });
});
