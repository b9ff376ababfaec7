import type { MeshModel } from '../model/mesh-model';
import type { Workload } from '../model/workload';
import { type Destination, destinationsOf, type Mirror, mirrorsOf } from './destinations';
import type { ForwardAction, ObjectReference, RouteOrigin, WeightedCluster } from './envoy/configuration';
import { responseHeaders, type UpstreamRequest, upstreamRequest } from './envoy/passed-on';
import type { ProxyAnswer } from './envoy/respond';
import { type Locate, type NamedObject, named } from './locate';
import { passedWaypoints } from './passed-waypoints';
import { judgedPolicies, type PolicyAnswer } from './policy-answer';
import type { RequestSpec } from './request';
import type { Decision, Trace } from './trace';
import { type Tried, triedRoutes, untoldRoutes } from './tried-routes';
import { unmodelledFor } from './unmodelled';

/** A route or match as answers name it. */
export interface Numbered {
  readonly index: number;
  readonly name?: string;
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
  readonly tried: readonly Tried[];
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
  readonly mirrors?: readonly Mirror[];
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
    return destinationsOf(this.trace.shares, ({ weighted }) => this.upstreamOf(weighted));
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
    const passed = passedWaypoints(trace, this.model);
    const notModelled = new Set([
      ...unmodelledFor(this.model, workloadsOn(trace)),
      ...trace.notModelled,
      ...trace.shares.flatMap(({ cluster }) => cluster?.notModelled ?? []),
      ...trace.shares.flatMap(({ arrivals }) => arrivals.flatMap((arrival) => arrival.notModelled)),
      ...unverifiedTokens(trace),
      ...passed.notModelled,
    ]);
    return {
      request: this.request,
      decision: trace.decision,
      ...(trace.status !== undefined && { status: trace.status }),
      ...(trace.because !== undefined && { because: trace.because }),
      ...(object !== undefined && { virtualService: named(object, this.locate, routePath(object, origin)) }),
      ...(origin !== undefined && { route: numbered(origin) }),
      ...(origin?.match !== undefined && { match: numbered(origin.match) }),
      tried: triedRoutes(trace),
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
      ...(action !== undefined && action.mirrors.length > 0 && { mirrors: mirrorsOf(action) }),
      ...(fault !== undefined && { fault }),
      ...(tls !== undefined && { tls: { mode: tls.mode, because: tls.because } }),
      ...(trace.listener !== undefined && { listener: trace.listener }),
      notModelled: [...notModelled],
      notes: [...notesOf(trace), ...passed.notes],
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
  return kind === 'VirtualService'
    ? ['spec', origin.list ?? 'http', origin.index]
    : ['spec', 'rules', origin.index];
}

function notesOf(trace: Trace): string[] {
  const localities = trace.shares.flatMap(({ cluster }) => cluster?.notes ?? []);
  const arrived = trace.shares.flatMap(({ arrivals }) => arrivals.flatMap(({ notes }) => notes));
  return [...new Set([...trace.notes, ...arrived, ...localities, ...untoldRoutes(trace)])];
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
