import {
  DestinationRule,
  HttpRoute,
  Resolution,
  ServiceEntry,
  type ServiceEntryProps,
  ServiceIdentity,
  VirtualService,
  Workload,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

type Props = ServiceEntryProps<string>;
const build = (props: Partial<Props>) =>
  spec(
    (chart) =>
      new ServiceEntry(chart, 'entry', {
        hosts: ['db.example.com'],
        ports: { mysql: { port: 3306, protocol: 'mysql' } },
        resolution: Resolution.none,
        ...props,
      }),
  );

describe('ServiceEntry', () => {
  it('describes a service at fixed addresses', () => {
    expect(
      build({
        resolution: Resolution.static(
          { address: '10.0.0.7', ports: { mysql: 3307 }, weight: 2 },
          { address: '10.0.0.8', serviceAccount: ServiceIdentity.named('db', { namespace: 'demo' }) },
        ),
        location: 'mesh-internal',
        addresses: ['240.1.0.0/16'],
        subjectAltNames: ['db.example.com'],
        exportTo: 'own-namespace',
      }),
    ).toEqual({
      hosts: ['db.example.com'],
      addresses: ['240.1.0.0/16'],
      ports: [{ name: 'mysql', number: 3306, protocol: 'MYSQL' }],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      endpoints: [
        { address: '10.0.0.7', ports: { mysql: 3307 }, weight: 2 },
        { address: '10.0.0.8', serviceAccount: 'db' },
      ],
      subjectAltNames: ['db.example.com'],
      exportTo: ['.'],
    });
  });

  it.each<[Resolution, object]>([
    [Resolution.none, { resolution: 'NONE' }],
    [Resolution.dns(), { resolution: 'DNS' }],
    [
      Resolution.dns({ endpoints: [{ address: 'a.example.com' }] }),
      { resolution: 'DNS', endpoints: [{ address: 'a.example.com' }] },
    ],
    [Resolution.dns({ roundRobin: true }), { resolution: 'DNS_ROUND_ROBIN' }],
    [
      Resolution.workloads(Workload.labelled({ app: 'db' })),
      { resolution: 'STATIC', workloadSelector: { labels: { app: 'db' } } },
    ],
    [
      Resolution.dnsOfWorkloads(Workload.labelled({ app: 'db' })),
      { resolution: 'DNS', workloadSelector: { labels: { app: 'db' } } },
    ],
  ])('finds its addresses (%#)', (resolution, written) => {
    expect(build({ resolution })).toMatchObject(written);
  });

  it('is a service that routes and rules lead to', () => {
    const objects = rendered((chart) => {
      const ports = { http: 80, admin: { port: 8080, protocol: 'http' } } as const;
      const entry = new ServiceEntry(chart, 'a', {
        hosts: ['a.example.com'],
        ports,
        resolution: Resolution.dns(),
      });
      new DestinationRule(chart, 'rule', { host: entry, subsets: { v1: { version: 'v1' } } });
      new VirtualService(chart, 'routes', { hosts: [entry], http: [HttpRoute.to(entry.port('admin'))] });
      expect(() => entry.port('admn' as never)).toThrow(
        /chart\/a: a\.example\.com has no such port, got 'admn'; did you mean 'admin'/,
      );
    });
    expect(objects[1]?.spec).toMatchObject({ host: 'a.example.com' });
    expect(objects[2]?.spec).toMatchObject({
      hosts: ['a.example.com'],
      http: [{ route: [{ destination: { host: 'a.example.com', port: { number: 8080 } } }] }],
    });
  });

  it.each<[Partial<Props>, string]>([
    [
      { hosts: ['*.example.com'], resolution: Resolution.dns() },
      "hosts[0]: DNS is asked for a host, and a wildcard is none, got '*.example.com'; name the host, give endpoints, or take Resolution.dynamicDns",
    ],
    [
      { resolution: Resolution.dynamicDns },
      "hosts[0]: this resolution is for wildcards, got 'db.example.com'; take Resolution.dns()",
    ],
    [
      { hosts: ['*'] },
      "hosts[0]: a ServiceEntry is not for every host, got '*'; write the names, such as 'api.example.com' or '*.example.com'",
    ],
    [
      { hosts: ['a.example.com', 'b.example.com'], resolution: Resolution.dns() },
      "hosts: several hosts can not be told apart on the port 'mysql', got [ 'a.example.com', 'b.example.com' ]; write a ServiceEntry for each, or take Resolution.none",
    ],
    [
      { ports: { db: 3306 } as never },
      "ports.db: Istio reads the protocol of a port from the beginning of its name, and 'db' says none, got 3306; write { 'http-db': 3306 }, or { db: { port: 3306, protocol: 'http' } }",
    ],
    [
      { ports: { 'tcp-a': { port: 1, protocol: 'tcp' }, 'tcp-b': { port: 1, protocol: 'tcp' } } },
      "ports['tcp-b']: another port has the same number, got 1; give each its own",
    ],
    [
      { resolution: Resolution.workloads(Workload.labelled({ app: 'a' }, { namespace: 'other' })) },
      "resolution.workload: the object is for workloads of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
    ],
    [
      {
        resolution: Resolution.static({
          address: '10.0.0.1',
          serviceAccount: ServiceIdentity.named('a', { namespace: 'other' }),
        }),
      },
      "resolution.endpoints[0].serviceAccount: the account is one of the object's own namespace, got 'other'; put the object into the namespace 'other'",
    ],
    [
      { resolution: Resolution.static({ address: 'unix:///a.sock', ports: { mysql: 1 } }) },
      'resolution.endpoints[0].ports: a socket has no ports, got { mysql: 1 }; leave the ports out',
    ],
    [
      { resolution: Resolution.static({ address: '10.0.0.1:80' }) },
      "resolution.endpoints[0].address: an address is an IP address, a DNS name or a socket, got '10.0.0.1:80'; write for example '10.0.0.7', 'db.example.com' or 'unix:///var/run/db.sock'",
    ],
  ])('rejects what Istio does not take (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(`chart/entry: ${message}`));
  });
});
