import { hostCovers } from '../model/host-name';
import type { MeshModel } from '../model/mesh-model';
import type { Workload } from '../model/workload';
import type { ForwardAction, ObjectReference, RouteOrigin, WeightedCluster } from './envoy/configuration';
import { withoutPort } from './envoy/host-lookup';
import { type ProxyAnswer, responseHeaders, type UpstreamRequest, upstreamRequest } from './envoy/respond';
import { whyNot } from './envoy/route-match';
import type { MeshCluster } from './istiod/clusters';
import { type Locate, type NamedObject, named } from './locate';
import { judgedPolicies, type PolicyAnswer } from './policy-answer';
import type { RequestSpec } from './request';
import type { Decision, Share, Trace } from './trace';
import { unmodelledFor } from './unmodelled';

/** A route or match as answers name it. */
export interface Numbered {
  readonly index: number;
  readonly name?: string;
}

/** Where a part of the requests goes. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
  readonly percent: number;
  /** What this part gets where nobody can answer it. */
  readonly status?: number;
  readonly because?: string;
  readonly workloads: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
  /** Where it differs from what the first destination sees. */
  readonly upstream?: UpstreamRequest;
}

/** What becomes of a request, as data: the contract of `trace -o json`. */
export interface AnswerData {
  readonly request: RequestSpec;
  readonly decision: Decision;
  readonly status?: number;
  readonly because?: string;
  readonly virtualService?: NamedObject;
  readonly route?: Numbered;
  readonly match?: Numbered;
  readonly tried: readonly { readonly route: number; readonly match?: number; readonly because: string }[];
  readonly destinations: readonly Destination[];
  readonly upstream?: UpstreamRequest;
  readonly response: {
    readonly headers: Readonly<Record<string, string>>;
    readonly location?: string;
    readonly body?: string;
  };
  readonly policies: readonly PolicyAnswer[];
  /** Seconds; left out where a request may wait for ever. */
  readonly timeout?: number;
  readonly retries?: ForwardAction['retries'];
  readonly mirrors?: readonly {
    readonly host: string;
    readonly port: number;
    readonly subset?: string;
    readonly percent: number;
  }[];
  readonly fault?: {
    readonly delay?: { readonly percent: number; readonly seconds: number };
    readonly abort?: { readonly percent: number; readonly status: number; readonly grpc?: string };
  };
  readonly tls?: { readonly mode: string; readonly because: string };
  readonly listener?: string;
  readonly notModelled: readonly string[];
  readonly notes: readonly string[];
  /** The release of Istio that this holds for. */
  readonly release: string;
}

/** An answer; its parts are made when they are asked for. */
export class Answer {
  public constructor(
    public readonly request: RequestSpec,
    /** The way of the request, with all that the parts are made from. */
    public readonly trace: Trace,
    private readonly locate: Locate,
    private readonly model: MeshModel,
  ) {}

  public get decision(): Decision {
    return this.trace.decision;
  }

  /** What a proxy answers itself; undefined where the request reaches a backend. */
  public get status(): number | undefined {
    return this.trace.status;
  }

  /** Where the request's parts go. */
  public get destinations(): readonly Destination[] {
    const { shares } = this.trace;
    // What differs between the parts is told, which one alone can not.
    const first = shares.length > 1 ? this.upstream : undefined;
    return shares.map((share) =>
      destinationOf(share, first === undefined ? undefined : this.upstreamOf(share.weighted), first),
    );
  }

  /** The request that the first destination sees; undefined where none does. */
  public get upstream(): UpstreamRequest | undefined {
    return this.upstreamOf(this.trace.shares[0]?.weighted);
  }

  /** The route that took the request, with where it was written. */
  public get origin(): RouteOrigin | undefined {
    return this.trace.answer?.route?.origin ?? this.trace.connection?.route;
  }

  private upstreamOf(weighted: WeightedCluster | undefined): UpstreamRequest | undefined {
    const { answer, action, decision } = this.trace;
    if (answer === undefined || action === undefined || decision !== 'forward') return undefined;
    return upstreamRequest(answer, action, weighted);
  }

  /** All of it, in the order of the contract. */
  public toJSON(): AnswerData {
    const { trace, origin } = this;
    const { answer, action } = trace;
    const route = answer?.route;
    const fault = route?.fault;
    const object = origin?.object ?? trace.connection?.object;
    const tls = trace.shares.find((share) => share.tls !== undefined)?.tls;
    const upstream = this.upstream;
    const notModelled = new Set([
      ...unmodelledFor(this.model, workloadsOn(trace)),
      ...trace.notModelled,
      ...trace.shares.flatMap(({ arrivals }) => arrivals.flatMap((arrival) => arrival.notModelled)),
      ...unverifiedTokens(trace),
    ]);
    return {
      request: this.request,
      decision: trace.decision,
      ...(trace.status !== undefined && { status: trace.status }),
      ...(trace.because !== undefined && { because: trace.because }),
      ...(object !== undefined && { virtualService: named(object, this.locate, routePath(object, origin)) }),
      ...(origin !== undefined && { route: numbered(origin) }),
      ...(origin?.match !== undefined && { match: numbered(origin.match) }),
      tried: answer === undefined ? [] : triedRoutes(answer, trace),
      destinations: this.destinations,
      ...(upstream !== undefined && { upstream }),
      response: {
        headers: answer === undefined ? {} : responseHeaders(answer, firstDestination(answer)),
        ...(trace.location !== undefined && { location: trace.location }),
        ...(trace.body !== undefined && { body: trace.body }),
      },
      policies: judgedPolicies(trace, this.locate),
      ...(action !== undefined && action.timeout > 0 && { timeout: action.timeout }),
      ...(action?.retries !== undefined && { retries: action.retries }),
      ...(action !== undefined && action.mirrors.length > 0 && { mirrors: action.mirrors.map(mirrorOf) }),
      ...(fault !== undefined && { fault }),
      ...(tls !== undefined && { tls: { mode: tls.mode, because: tls.because } }),
      ...(trace.listener !== undefined && { listener: trace.listener }),
      notModelled: [...notModelled],
      notes: notesOf(trace),
      release: this.model.release.patch,
    };
  }
}

/** The destination whose header operations hold, also for what the proxy answers itself. */
function firstDestination({ route }: ProxyAnswer): WeightedCluster | undefined {
  return route?.action.kind === 'forward' ? route.action.destinations[0] : undefined;
}

function numbered({ index, name }: { readonly index: number; readonly name?: string }): Numbered {
  return { index, ...(name !== undefined && { name }) };
}

/** Where in its object a route stands. */
function routePath({ kind }: ObjectReference, origin: RouteOrigin | undefined): readonly (string | number)[] {
  if (origin === undefined) return [];
  return kind === 'VirtualService' ? ['spec', 'http', origin.index] : ['spec', 'rules', origin.index];
}

type Workloads = Destination['workloads'];

/** The workloads of a cluster are the same for every request. */
const workloadsOf = new WeakMap<MeshCluster, Workloads>();

function workloads(cluster: MeshCluster | undefined): Workloads {
  if (cluster === undefined) return [];
  let known = workloadsOf.get(cluster);
  if (known === undefined) {
    known = cluster.endpoints.map(({ workload: { object, namespace, name, labels } }) => ({
      kind: object.kind,
      namespace,
      name,
      labels,
    }));
    workloadsOf.set(cluster, known);
  }
  return known;
}

function destinationOf(
  share: Share,
  upstream: UpstreamRequest | undefined,
  first: UpstreamRequest | undefined,
): Destination {
  const { host, port, subset, percent, status, because, cluster } = share;
  const differs = upstream !== undefined && JSON.stringify(upstream) !== JSON.stringify(first);
  return {
    host,
    port,
    ...(subset !== undefined && { subset }),
    percent,
    ...(status !== undefined && { status }),
    ...(because !== undefined && { because }),
    workloads: workloads(cluster),
    ...(differs && { upstream }),
  };
}

function mirrorOf({ cluster, percent }: { readonly cluster: string; readonly percent: number }) {
  const [, port = '0', subset = '', host = ''] = cluster.split('|');
  return { host, port: Number(port), ...(subset !== '' && { subset }), percent };
}

/** Of more routes than this only the first are told of: a host may have thousands. */
const mostTried = 100;

/** Why the routes before the one that matched, or all, did not. */
function triedRoutes(answer: ProxyAnswer, { manager }: Trace): AnswerData['tried'] {
  const { virtualHost, routeIndex, view } = answer;
  const tried: { route: number; match?: number; because: string }[] = [];
  const add = ({ index, match }: RouteOrigin, because: string) =>
    tried.push({ route: index, ...(match !== undefined && { match: match.index }), because });
  const host = withoutPort(view.host).toLowerCase();
  for (const { host: written, origin, because } of manager?.routes.left ?? []) {
    if (hostCovers(written, host)) add(origin, because);
  }
  for (const { origin, because } of virtualHost?.left ?? []) add(origin, because);
  const routes = virtualHost?.routes ?? [];
  for (const [index, route] of routes.entries()) {
    if (index === routeIndex || tried.length >= mostTried) break;
    const because = whyNot(route.match, view);
    if (route.origin !== undefined && because !== undefined) add(route.origin, because);
  }
  return tried;
}

function notesOf({ notes, answer, shares }: Trace): string[] {
  const before = answer?.virtualHost === undefined ? 0 : routesBefore(answer);
  const localities = shares.flatMap(({ cluster, host }) =>
    cluster?.byLocality ? [`which pods of ${host} answer is decided by where they run`] : [],
  );
  return [
    ...notes,
    ...localities,
    ...(before > mostTried
      ? [`${before} routes come before, of which the first ${mostTried} are told of`]
      : []),
  ];
}

function routesBefore({ virtualHost, routeIndex }: ProxyAnswer): number {
  return routeIndex === -1 ? (virtualHost?.routes.length ?? 0) : routeIndex;
}

/** The workloads whose proxies a request meets. */
function workloadsOn({ workload, shares }: Trace): Workload[] {
  const arrived = shares.flatMap(({ cluster }) => (cluster?.endpoints ?? []).map((one) => one.workload));
  return workload === undefined ? arrived : [workload, ...arrived];
}

function unverifiedTokens({ answer, shares }: Trace): string[] {
  const answers = [answer, ...shares.flatMap(({ arrivals }) => arrivals.map((arrival) => arrival.answer))];
  return answers.flatMap((one) => {
    const rule = one?.authenticated?.unverified;
    return rule === undefined
      ? []
      : [
          `the keys of issuer ${rule.issuer} are fetched at run time (RequestAuthentication ${rule.origin}): its token is believed`,
        ];
  });
}
