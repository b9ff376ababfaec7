import { ConfigError } from '../diagnostics/error';

/** What the reference of an image says of what is in it. */
export interface ImageVersion {
  /** The last part of its name, such as `all-in-one`. */
  readonly name: string;
  readonly tag: string;
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads name and version of an image such as `docker.io/jaegertracing/jaeger:2.14.0`. The configuration that an add-on
 * understands hangs on it.
 *
 * @throws ConfigError where the tag is no version
 */
export function imageVersion(reference: string): ImageVersion {
  const [, name, tag, major, minor] = /([^/:]+):(v?(\d+)\.(\d+)[^/:]*)$/.exec(reference) ?? [];
  if (name === undefined || tag === undefined) {
    throw new ConfigError({
      problem: "an add-on's image is tagged with its version",
      got: reference,
      instead: "write for example 'docker.io/grafana/grafana:12.0.1'",
    });
  }
  return { name, tag, major: Number(major), minor: Number(minor) };
}
