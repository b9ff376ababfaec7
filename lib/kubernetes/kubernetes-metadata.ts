import {
  type ApiObject,
  ApiObjectMetadataDefinition,
  type ApiObjectMetadataDefinitionOptions,
  type OwnerReference,
} from 'cdk8s';
import { hasStockResolvers } from './resolved';

/** What an object that has nothing out of the ordinary says of itself. */
const usual: ReadonlySet<string> = new Set(['apiObject', 'labels', 'name', 'namespace']);

/** The metadata of an object, rendered at once where it is a name, labels and perhaps a namespace, as most are. */
export class KubernetesMetadata extends ApiObjectMetadataDefinition {
  readonly #object: ApiObject;
  readonly #labels: Record<string, string>;
  #isUsual: boolean;

  public constructor(options: ApiObjectMetadataDefinitionOptions) {
    // cdk8s takes the object away from what it is given.
    super({ ...options });
    this.#object = options.apiObject;
    this.#labels = { ...options.labels };
    this.#isUsual = Object.keys(options).every((key) => usual.has(key));
  }

  public override addLabel(key: string, value: string): void {
    super.addLabel(key, value);
    this.#labels[key] = value;
  }

  public override addAnnotation(key: string, value: string): void {
    super.addAnnotation(key, value);
    this.#isUsual = false;
  }

  public override addFinalizers(...finalizers: string[]): void {
    super.addFinalizers(...finalizers);
    this.#isUsual = false;
  }

  public override addOwnerReference(owner: OwnerReference): void {
    super.addOwnerReference(owner);
    this.#isUsual = false;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as cdk8s has it
  public override add(key: string, value: any): void {
    super.add(key, value);
    this.#isUsual = false;
  }

  /** Renders the metadata to Kubernetes JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: as cdk8s has it
  public override toJson(): any {
    const { name, namespace } = this;
    if (!this.#isUsual || !hasStockResolvers(this.#object)) return super.toJson();
    if (typeof name !== 'string' || !['string', 'undefined'].includes(typeof namespace))
      return super.toJson();
    const keys = Object.keys(this.#labels).sort();
    const labels: Record<string, string> = {};
    for (const key of keys) {
      const value = this.#labels[key];
      // What some keys make of a map is left to cdk8s.
      if (typeof value !== 'string' || key === 'constructor' || key === '__proto__') return super.toJson();
      labels[key] = value;
    }
    return {
      ...(keys.length > 0 && { labels }),
      name,
      ...(namespace !== undefined && { namespace }),
    };
  }
}
