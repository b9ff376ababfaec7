import { join } from 'node:path';
import type { KubernetesObject } from '../lib/kubernetes/identity';
import { Mesh } from '../lib/routing/mesh';
import { type Command, type Measured, measure, ratio, root, shown } from './measure';

/** Where requests go, asked of 1,000 services with 3,000 routes, and one request of the guide as a whole process. */
export function routing(): boolean {
  const many = routingTimes(1000, 100_000);
  const few = routingTimes(100, 100_000);
  const bare: Command = { name: 'node', run: [process.execPath, '--eval', '0'] };
  const command = [join(root, 'bin/cdk8s-istio.mjs'), 'trace', 'GET', 'http://ratings:9080/ratings/1'];
  const trace: Command = {
    name: 'trace',
    run: [process.execPath, ...command, '--from', 'demo/reviews-v2'],
    cwd: root,
  };
  const [node, traced] = measure(5, bare, trace) as [Measured, Measured];
  const results = [
    ratio('reading 1,000 services, in seconds', many.index / 1000, 'at most 1', 'of the processor'),
    ratio('a million answers, in seconds', many.answer, 'at most 10', 'of the processor'),
    ratio('an answer from 1,000 services / from 100', many.answer / few.answer, 'at most 2', ''),
    ratio(
      'one trace of the guide / bare node',
      traced.time / node.time,
      'at most 9',
      `${shown(node)}, ${shown(traced)}`,
    ),
  ];
  return results.every(Boolean);
}

/** How long indexing and asking take. */
interface RoutingTimes {
  /** Milliseconds of the processor until the first answers. */
  readonly index: number;
  /** Microseconds of the processor for an answer. */
  readonly answer: number;
}

/** Reads a mesh of so many services with three routes each, and asks its sidecars and its gateway in turn. */
function routingTimes(services: number, requests: number): RoutingTimes {
  const objects = manyServices(services);
  const before = process.cpuUsage();
  const mesh = Mesh.ofObjects(objects);
  ask(mesh, 0, services);
  ask(mesh, 1, services);
  const index = spent(before) / 1000;
  for (let turn = 0; turn < 5_000; turn += 1) ask(mesh, turn, services);
  const start = process.cpuUsage();
  for (let turn = 0; turn < requests; turn += 1) ask(mesh, turn, services);
  return { index, answer: spent(start) / requests };
}

/** Microseconds of the processor: what else the machine does counts for less than with a clock. */
function spent(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function ask(mesh: Mesh, turn: number, services: number): void {
  const one = turn % services;
  const path = `/api/v${turn % 7}/items?page=${turn % 3}`;
  const answer =
    turn % 2 === 0
      ? mesh.request({
          from: 'shop/client',
          url: `http://s${one}:8000${path}`,
          headers: { 'end-user': 'jason' },
        })
      : mesh.request({
          via: 'shop/gateway',
          url: `http://s${one}.test${path}`,
          headers: { 'end-user': 'jason' },
        });
  if (answer.decision !== 'forward' || answer.destinations.length === 0) throw new Error(answer.decision);
}

function manyServices(services: number): KubernetesObject[] {
  const object = (apiVersion: string, kind: string, name: string, spec: object) =>
    ({ apiVersion, kind, metadata: { namespace: 'shop', name }, spec }) as unknown as KubernetesObject;
  const deployment = (name: string, labels: object, container = 'app') =>
    object('apps/v1', 'Deployment', name, {
      template: { metadata: { labels }, spec: { containers: [{ name: container, image: container }] } },
    });
  const all = [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
    },
    deployment('client', { app: 'client' }),
    deployment('gateway', { app: 'gateway' }, 'istio-proxy'),
    object('networking.istio.io/v1', 'Gateway', 'public', {
      selector: { app: 'gateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    }),
  ];
  for (let index = 0; index < services; index += 1) {
    const name = `s${index}`;
    const to = (subset: string) => [{ destination: { host: name, subset } }];
    const http = [
      {
        match: [{ uri: { prefix: '/api/v1' }, headers: { 'end-user': { exact: 'jason' } } }],
        route: to('v1'),
      },
      { match: [{ uri: { exact: '/login' } }, { uri: { prefix: '/api/v2' } }], route: to('v2') },
      { route: [...to('v1'), ...to('v2')].map((one, at) => ({ ...one, weight: at === 0 ? 90 : 10 })) },
    ];
    all.push(
      object('v1', 'Service', name, { selector: { app: name }, ports: [{ name: 'http', port: 8000 }] }),
      deployment(`${name}-v1`, { app: name, version: 'v1' }),
      deployment(`${name}-v2`, { app: name, version: 'v2' }),
      object('networking.istio.io/v1', 'DestinationRule', name, {
        host: name,
        subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
      }),
      object('networking.istio.io/v1', 'VirtualService', name, {
        hosts: [name, `${name}.test`],
        gateways: ['mesh', 'public'],
        http,
      }),
    );
  }
  return all as KubernetesObject[];
}
