/** What the reference of an image says of what is in it. */
export interface ImageVersion {
  /** The last part of its name, such as `all-in-one`. */
  readonly name: string;
  readonly tag: string;
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads name and version of an image such as `docker.io/jaegertracing/jaeger:2.14.0`: a release's, which is tagged with
 * its version. The configuration that an add-on understands hangs on it.
 */
export function imageVersion(reference: string): ImageVersion {
  const [, name = '', tag = '', major, minor] = /([^/:]+):(v?(\d+)\.(\d+)[^/:]*)$/.exec(reference) ?? [];
  return { name, tag, major: Number(major), minor: Number(minor) };
}
