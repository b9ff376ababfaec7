import { ApiObject, type ApiObjectProps, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigError } from '../diagnostics/error';
import { patched } from './json-patches';
import { KubernetesMetadata } from './kubernetes-metadata';
import { hasStockResolvers, notInOnePass, type Plain, resolvedMap } from './resolved';

/**
 * An `ApiObject` that is rendered in one pass, byte for byte as cdk8s renders it.
 *
 * cdk8s walks what an object holds twice, asks every resolver of the app about every value in it, and copies the
 * path of keys at each step. With its own resolvers alone the outcome is the same without that. In an app with
 * resolvers of its own, and for whatever else is not as expected, `ApiObject.toJson` is what renders.
 */
export class KubernetesObject extends ApiObject {
  public override readonly metadata: KubernetesMetadata;
  readonly #props: ApiObjectProps;
  readonly #patches: JsonPatch[] = [];

  public constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    this.#props = props;
    const { metadata } = props;
    const namespace = metadata?.namespace ?? this.chart.namespace;
    this.metadata = new KubernetesMetadata({
      name: this.name,
      ...metadata,
      ...(namespace !== undefined && { namespace }),
      labels: { ...this.chart.labels, ...metadata?.labels },
      apiObject: this,
    });
  }

  public override addJsonPatch(...ops: JsonPatch[]): void {
    super.addJsonPatch(...ops);
    this.#patches.push(...ops);
  }

  /** Renders the object to Kubernetes JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: as ApiObject has it
  public override toJson(): any {
    if (!hasStockResolvers(this) || this.metadata.constructor !== KubernetesMetadata) {
      return super.toJson();
    }
    try {
      const { apiVersion, kind, metadata: _, ...rest } = this.#props as unknown as Plain;
      if (apiVersion !== this.apiVersion || kind !== this.kind) return super.toJson();
      const metadata = this.metadata.toJson();
      const json = { apiVersion, kind, metadata, ...resolvedMap(rest, !process.env.CDK8S_DISABLE_SORT) };
      return this.#patches.length === 0
        ? json
        : inOrder(patched(json, this.#patches, this.node.path) as Plain);
    } catch (error) {
      if (error === notInOnePass) return super.toJson();
      if (error instanceof ConfigError) throw error;
      throw new Error(
        `Failed serializing construct at path '${this.node.path}' with name '${this.name}': ${error}`,
      );
    }
  }
}

function inOrder(all: Plain): Plain {
  const result: Plain = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(all)]) {
    if (key in all) result[key] = all[key];
  }
  return result;
}
