import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../kubernetes/identity';
import type { Reading } from '../kubernetes/manifest';
import { readManifestFiles } from '../kubernetes/manifest-files';
import { lineOf } from '../kubernetes/position';
import { MeshModel, type MeshModelOptions } from '../model/mesh-model';
import { aConstruct } from '../values/a-construct';
import { checkedCall } from '../values/checked-call';
import { Answer } from './answer';
import { constructObjects } from './construct-objects';
import { type Coverage, Met } from './coverage';
import type { Locate } from './locate';
import {
  iterable,
  meshObjects,
  meshOptions,
  meshPaths,
  meshReading,
  reachabilityOptions,
  request,
  requestTime,
} from './mesh-shapes';
import { Proxies } from './proxies';
import { type Call, type ReachabilityOptions, reachabilityOf } from './reachability';
import { isInstalled, type RequestReferences, referencedSpec } from './references';
import type { RequestSpec, RequestTime } from './request';
import type { RequestPlace } from './request-place';
import { Tracer } from './tracer';

export type { RequestTime };

/** How a mesh is read. */
export type MeshOptions = MeshModelOptions;

/**
 * The mesh that manifests describe, ready to be asked where requests go and whether they may. Nothing is sent anywhere:
 * it answers as istiod and Envoy of the release would.
 */
export class Mesh {
  public readonly kind = 'mesh';
  private readonly proxies: Proxies;
  private readonly tracer: Tracer;
  private readonly met = new Met();

  private constructor(
    public readonly model: MeshModel,
    private readonly locate: Locate,
  ) {
    this.proxies = new Proxies(model);
    this.tracer = new Tracer(this.proxies);
  }

  /** The mesh of an app, a chart or any construct, with all that is below it. */
  public static of(scope: IConstruct, options: MeshOptions = {}): Mesh {
    checkedCall('Mesh.of', aConstruct, scope);
    checkedCall('Mesh.of', meshOptions, options);
    const { objects, constructs, alpha, outside } = constructObjects(scope);
    return new Mesh(MeshModel.of(objects, { alpha, outside, ...options }), (manifest) => {
      const construct = constructs.get(manifest);
      return construct === undefined ? {} : { construct };
    });
  }

  /**
   * The mesh of manifests in files and folders, such as `dist/`, with the folders below.
   *
   * @throws ConfigError where a file or folder can't be read
   */
  public static read(paths: string | readonly string[], options: MeshOptions = {}): Mesh {
    checkedCall('Mesh.read', meshPaths, paths);
    checkedCall('Mesh.read', meshOptions, options);
    const list = typeof paths === 'string' ? [paths] : paths;
    return Mesh.ofReading(readManifestFiles({ paths: list, recursive: true }), options);
  }

  /** The mesh of objects that were read; answers tell their files and lines. */
  public static ofReading(reading: Reading, options: MeshOptions = {}): Mesh {
    const { objects } = checkedCall('Mesh.ofReading', meshReading, reading);
    checkedCall('Mesh.ofReading', meshOptions, options);
    const origins = new Map(objects.map(({ object, origin }) => [object as object, origin]));
    const locate: Locate = (manifest, path) => {
      const origin = origins.get(manifest);
      if (origin === undefined) return {};
      return { ...(origin.file !== undefined && { file: origin.file }), line: lineOf(origin, path) };
    };
    return new Mesh(
      MeshModel.of(
        objects.map(({ object }) => object),
        options,
      ),
      locate,
    );
  }

  /** The mesh of objects as they are. */
  public static ofObjects(objects: Iterable<KubernetesObject>, options: MeshOptions = {}): Mesh {
    checkedCall('Mesh.ofObjects', iterable, objects);
    const all = [...objects];
    checkedCall('Mesh.ofObjects', meshObjects, all);
    checkedCall('Mesh.ofObjects', meshOptions, options);
    return new Mesh(MeshModel.of(all, options), () => ({}));
  }

  /**
   * Asks where a request goes, what it carries and whether it may.
   *
   * @throws ConfigError where the request names a gateway or workload that is not there, or says too little
   */
  public request(spec: RequestSpec | RequestReferences, time: RequestTime = {}): Answer {
    checkedCall('mesh.request', request, spec);
    const { at } = checkedCall('mesh.request', requestTime, time);
    if (isInstalled(spec.via)) this.proxies.installed(spec.via);
    return this.ask(referencedSpec(spec), secondsOf(at), called);
  }

  /**
   * Who may call whom, on which port, by which method and path; with a request that may and one that may not. Decided
   * over all requests, not by trying some.
   */
  public reachability(options: ReachabilityOptions = {}): readonly Call[] {
    return reachabilityOf(this.proxies, checkedCall('mesh.reachability', reachabilityOptions, options));
  }

  /** Which routes, matches and rules of policies the requests asked so far met, and which none ever did. */
  public coverage(): Coverage {
    return this.met.coverage(this.proxies.rules, this.model);
  }

  /** As {@link request}, for a table of them. @param place - what an error calls the request */
  public ask(spec: RequestSpec, time: number, place?: RequestPlace): Answer {
    const trace = this.tracer.trace(spec, time, place);
    this.met.note(trace);
    return new Answer(spec, trace, this.locate, this.model);
  }
}

const called: RequestPlace = { call: 'mesh.request' };

function secondsOf(at: Date | number | undefined): number {
  if (at === undefined) return Date.now() / 1000;
  return typeof at === 'number' ? at : at.getTime() / 1000;
}
