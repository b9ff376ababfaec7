import { listOf, objectOf } from '../answer';
import { type Node, readNode, readService, type Service } from '../cluster-objects';
import type { Kubectl } from '../kubectl';
import type { TimeLimit } from '../time-limit';
import type { Entrance } from './entrance';
import { type Answer, httpGet, type NoAnswer } from './http-get';
import { type OutsideAddress, outsideAddresses, urlOf, type Way } from './outside-address';
import { type PortForward, portForward } from './port-forward';

/** What came back, and from where. */
export interface Asked {
  /** The beginning of the URL; `undefined` where there was no address to ask. */
  readonly base: string | undefined;
  /** How it was reached, for the reader. */
  readonly way: string;
  readonly answer: Answer | NoAnswer;
}

/** Something that can be asked for a path, again and again. */
export interface Outside {
  ask(path: string, within: TimeLimit): Promise<Asked>;
  /** Ends a port-forward that was needed. */
  close(): void;
}

/** How long one request may take, in milliseconds. */
const requestLimit = 10_000;
/** Nodes are often not reachable from where the user sits; that is known sooner. */
const nodeLimit = 3_000;

/** A fixed address that the user gave. */
export function givenAddress(address: string): Outside {
  const base = address.replace(/\/+$/, '');
  return {
    ask: async (path, within) => ({
      base,
      way: 'as given',
      answer: await httpGet(`${base}${path}`, limited(requestLimit, within)),
    }),
    close: () => undefined,
  };
}

/**
 * The ingress gateway as it can be reached now: by its load balancer, else by a node port that answers, else by a
 * port-forward. Each question looks again, since a load balancer gets its address late.
 *
 * @param only the one way to use
 */
export function ingressOutside(kubectl: Kubectl, entrance: Entrance, only: Way | undefined): Outside {
  const { name, namespace = '' } = entrance.service.metadata;
  const get = (address: OutsideAddress, path: string, limit: number, within: TimeLimit) =>
    httpGet(`${urlOf(address)}${path}`, {
      ...limited(limit, within),
      ...(entrance.host === undefined ? {} : { host: entrance.host }),
    });
  let forward: PortForward | undefined;

  const forwarded = async (path: string, within: TimeLimit): Promise<Asked> => {
    const way = `port-forward to ${namespace}/${name}`;
    if (forward?.open() !== true) {
      const begin = shareOf(15_000, within);
      const started = await portForward(kubectl, { namespace, name }, entrance.port, begin, within.signal);
      if ('reason' in started) return { base: undefined, way, answer: started };
      forward = started;
    }
    const address: OutsideAddress = { way: 'port-forward', host: '127.0.0.1', port: forward.port };
    return { base: urlOf(address), way, answer: await get(address, path, requestLimit, within) };
  };

  return {
    async ask(path, within) {
      if (only === 'port-forward') return forwarded(path, within);
      const service = await kubectl.json(
        ['-n', namespace, 'get', 'service', name, '-o', 'json'],
        readService,
      );
      const addresses = outsideAddresses(service, entrance.port, await nodesFor(kubectl, service));
      const usable = addresses.filter(({ way }) => only === undefined || way === only);
      let last: Asked | undefined;
      for (const address of usable) {
        const limit = address.way === 'node-port' ? nodeLimit : requestLimit;
        const way = `${wayNames[address.way]} of ${namespace}/${name}`;
        last = { base: urlOf(address), way, answer: await get(address, path, limit, within) };
        if (!('reason' in last.answer)) return last;
      }
      // A load balancer that has an address and doesn't answer yet is worth waiting for; a node seldom is.
      if (only === undefined && usable[0]?.way !== 'load-balancer') return forwarded(path, within);
      const reason = `Service ${namespace}/${name} has no address of that way yet`;
      return last ?? { base: undefined, way: wayNames[only ?? 'load-balancer'], answer: { reason } };
    },
    close: () => forward?.close(),
  };
}

/** What a step may take of the time that is left for all; it ends a little sooner, so that what it says is heard. */
function shareOf(limit: number, within: TimeLimit): number {
  return Math.max(1, Math.min(limit, within.left - 250));
}

/** One request, within the time that is left for all. */
function limited(limit: number, within: TimeLimit): { readonly limit: number; readonly stop: AbortSignal } {
  return { limit: shareOf(limit, within), stop: within.signal };
}

const wayNames = {
  'load-balancer': 'load balancer',
  'node-port': 'node port',
  'port-forward': 'port-forward',
} as const satisfies Record<Way, string>;

/** Nodes are asked for only where a node port may be needed; who may not list them has none. */
async function nodesFor(kubectl: Kubectl, service: Service): Promise<readonly Node[]> {
  if (outsideAddresses(service, -1, []).length > 0) return [];
  if (service.spec.type !== 'NodePort' && service.spec.type !== 'LoadBalancer') return [];
  const args = ['get', 'nodes', '-o', 'json'];
  const ran = await kubectl.run(args);
  return ran.code === 0 ? kubectl.read(args, ran.stdout, objectOf({ items: listOf(readNode) })).items : [];
}
