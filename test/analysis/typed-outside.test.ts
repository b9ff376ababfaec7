import { App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import {
  AuthorizationPolicy,
  allow,
  Gateway,
  MeshService,
  Server,
  ServiceIdentity,
  VirtualService,
} from '../../lib/istio';
import { Microservice } from '../../lib/workload/microservice';
import { route } from './typed-shop';
import '../../lib/jest';

describe('what is named as outside', () => {
  /** A chart that says its namespace, and makes no Namespace. */
  class Team extends Chart {
    public readonly web = new Microservice(this, 'web', {
      ports: { http: 80 },
      versions: { v1: { image: 'example.test/web:1' } },
    });

    public constructor() {
      super(new App(), 'team', { namespace: 'team' });
      new Gateway(this, 'edge', {
        ingress: IngressGateway.istioctl(),
        servers: [Server.http({ hosts: ['team.example.com'] })],
      });
    }
  }
  const routesAt = (team: Team, gateway: string, namespace = 'team') =>
    new VirtualService(team, 'routes', {
      hosts: ['team.example.com'],
      gateways: [Gateway.named(gateway, { namespace })],
      http: [route(team.web)],
    });
  const routesTo = (team: Team, host: `${string}.${string}`) =>
    new VirtualService(team, 'routes', { hosts: [team.web], http: [route(MeshService.named(host))] });

  it('is there, also in the own namespace', () => {
    for (const gateway of ['shared', 'another']) {
      const team = new Team();
      routesAt(team, gateway);
      expect(team).toHaveNoFindings();
    }
    for (const host of ['legacy.team.svc.cluster.local', 'api.payments.svc.cluster.local'] as const) {
      const team = new Team();
      routesTo(team, host);
      expect(team).toHaveNoFindings();
    }
  });

  it('reports a gateway with a letter more or less than an own one, in a chart without a Namespace', () => {
    const team = new Team();
    const routes = routesAt(team, 'edgee');
    expect(team).toHaveFinding({ rule: 'vs-gateway-missing', on: routes });
    expect(Findings.of(team).map(({ level, suggestion }) => `${level}: ${suggestion}`)).toEqual([
      'warning: write team/edge',
    ]);
  });

  it('reports a service with a letter more or less, and a namespace that is nearly the own one', () => {
    for (const host of ['webb.team.svc.cluster.local', 'web.teams.svc.cluster.local'] as const) {
      const team = new Team();
      const routes = routesTo(team, host);
      expect(team).toHaveFinding({ rule: 'vs-destination-missing', on: routes });
      expect(Findings.of(team).map(({ level }) => level)).toEqual(['warning']);
    }
  });

  it('is an identity of another team', () => {
    const team = new Team();
    const allowed = (account: string) =>
      new AuthorizationPolicy(team, account, {
        workload: team.web,
        action: allow({ from: [ServiceIdentity.named(account, { namespace: 'team' })] }),
      });
    allowed('legacy');
    expect(team).toHaveNoFindings();
    const policy = allowed('webb');
    expect(team).toHaveFinding({ rule: 'policy-principal-unknown', on: policy });
  });

  it('is told as missing all the same where the world is said to be complete', () => {
    const team = new Team();
    const routes = routesTo(team, 'legacy.team.svc.cluster.local');
    expect(Findings.of(team, { complete: ['team'] }).map(({ rule }) => rule)).toEqual([]);
    expect(Findings.of(team, { complete: true }).some(({ rule }) => rule === 'vs-destination-missing')).toBe(
      true,
    );
    expect(routes.namespace).toBe('team');
  });
});
