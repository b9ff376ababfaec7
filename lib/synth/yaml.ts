import { Yaml } from 'cdk8s';

/** The YAML of one document, byte for byte as `Yaml.stringify` of cdk8s writes it. */
export function toYaml(document: unknown): string {
  return Yaml.stringify(document);
}
