import type { MeshModel } from '../model/mesh-model';
import type { Workload } from '../model/workload';
import { awaitedRoutes, unknownKinds } from './awaited-routes';
import { type Destination, destinationsOf, type Mirror, mirrorsOf } from './destinations';
import type { RouteOrigin } from './envoy/origin';
import { responseHeaders, type UpstreamRequest, upstreamRequest } from './envoy/passed-on';
import type { ProxyAnswer } from './envoy/respond';
import type { ForwardAction, WeightedCluster } from './envoy/route-configuration';
import { type Locate, type NamedObject, named } from './locate';
import { passedOf, type WaypointAnswer, waypointAnswers, waypointNotes } from './passed-waypoints';
import { judgedPolicies, type PolicyAnswer } from './policy-answer';
import type { RequestSpec } from './request';
import { type Numbered, numbered, originOf, routePath } from './route-answer';
import type { Decision, Share, Trace } from './trace';
import { type Tried, triedRoutes, untoldRoutes } from './tried-routes';
import { unmodelledFor } from './unmodelled';

export type { Numbered } from './route-answer';

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
  /** What the waypoints did that a gateway led the request through. */
  readonly waypoints?: readonly WaypointAnswer[];
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
    /** The mesh that answered. */
    public readonly model: MeshModel,
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
    return destinationsOf(this.trace.shares, (share) => this.upstreamOf(share));
  }

  /** The request that the first destination sees; undefined where none does. */
  public get upstream(): UpstreamRequest | undefined {
    return this.upstreamOf(this.trace.shares[0]);
  }

  /** The route that took the request, with where it was written. */
  public get origin(): RouteOrigin | undefined {
    return originOf(this.trace).origin;
  }

  private upstreamOf(share: Share | undefined): UpstreamRequest | undefined {
    // Behind a waypoint, what it sends on is what arrives.
    const { answer, action } = share?.passed ?? this.trace;
    if (answer === undefined || action === undefined || this.trace.decision !== 'forward') return undefined;
    return upstreamRequest(answer, action, share?.weighted);
  }

  /** All of it, in the order of the contract. */
  public toJSON(): AnswerData {
    const { trace } = this;
    const { answer, action } = trace;
    const { object, origin } = originOf(trace);
    const route = answer?.route;
    const fault = route?.fault;
    const tls = trace.shares.find((share) => share.tls !== undefined)?.tls;
    const upstream = this.upstream;
    const passed = passedOf(trace);
    const awaited = awaitedRoutes(trace, this.model);
    const waypoints = waypointAnswers(trace, this.locate);
    const notModelled = new Set([
      ...unmodelledFor(this.model, workloadsOn(trace)),
      ...trace.notModelled,
      ...trace.shares.flatMap(({ cluster }) => cluster?.notModelled ?? []),
      ...trace.shares.flatMap(({ arrivals }) => arrivals.flatMap((arrival) => arrival.notModelled)),
      ...unverifiedTokens(trace),
      ...passed.flatMap((one) => one.notModelled),
      ...awaited.notModelled,
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
        headers: responseOf(trace),
        ...(trace.location !== undefined && { location: trace.location }),
        ...(trace.body !== undefined && { body: trace.body }),
      },
      policies: judgedPolicies(trace, this.locate),
      ...(action !== undefined && action.timeout > 0 && { timeout: action.timeout }),
      ...(action?.retries !== undefined && { retries: action.retries }),
      ...(action !== undefined && action.mirrors.length > 0 && { mirrors: mirrorsOf(action) }),
      ...(fault !== undefined && { fault }),
      ...(tls !== undefined && { tls: { mode: tls.mode, because: tls.because } }),
      ...(waypoints.length > 0 && { waypoints }),
      ...(trace.listener !== undefined && { listener: trace.listener }),
      notModelled: [...notModelled],
      notes: [
        ...new Set([
          ...notesOf(trace),
          ...waypointNotes(trace, this.model),
          ...awaited.notes,
          ...unknownKinds(this.model),
        ]),
      ],
      release: this.model.release.patch,
    };
  }
}

/** What proxies put on the response: first the waypoint behind a gateway, then the gateway. */
function responseOf({ answer, shares }: Trace): Readonly<Record<string, string>> {
  if (answer === undefined) return {};
  const passed = shares[0]?.passed?.answer;
  const before = passed === undefined ? {} : responseHeaders(passed, firstDestination(passed));
  return responseHeaders(answer, firstDestination(answer), before);
}

/** The destination whose header operations hold, also for what the proxy answers itself. */
function firstDestination(answer: ProxyAnswer): WeightedCluster | undefined {
  const route = answer.route ?? answer.refusedRoute;
  return route?.action.kind === 'forward' ? route.action.destinations[0] : undefined;
}

function notesOf(trace: Trace): string[] {
  const localities = trace.shares.flatMap(({ cluster }) => cluster?.notes ?? []);
  const arrived = trace.shares.flatMap(({ arrivals }) => arrivals.flatMap(({ notes }) => notes));
  return [...new Set([...trace.notes, ...arrived, ...localities, ...untoldRoutes(trace)])];
}

/** The workloads whose proxies a request meets. */
function workloadsOn(trace: Trace): Workload[] {
  const arrived = trace.shares.flatMap(({ cluster }) =>
    (cluster?.endpoints ?? []).map((one) => one.workload),
  );
  return [...[trace, ...passedOf(trace)].flatMap(({ workload }) => workload ?? []), ...arrived];
}

function unverifiedTokens(trace: Trace): string[] {
  const { answer, shares } = trace;
  const passed = passedOf(trace).map((one) => one.answer);
  const answers = [
    answer,
    ...passed,
    ...shares.flatMap(({ arrivals }) => arrivals.map((arrival) => arrival.answer)),
  ];
  return answers.flatMap((one) => {
    const rule = one?.authenticated?.unverified;
    return rule === undefined
      ? []
      : [
          `the keys of issuer ${rule.issuer} are fetched at run time (RequestAuthentication ${rule.origin}): its token is believed`,
        ];
  });
}
