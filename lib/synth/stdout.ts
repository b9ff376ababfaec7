import type { Output } from './output';

/** Whether the manifests were asked for on standard output, as `npm run synth -- --stdout` does. */
export function wantsStdout(): boolean {
  return process.env.CDK8S_ISTIO_STDOUT === '1';
}

/**
 * One YAML stream of the files that `kubectl apply -f` of the output folder would read, in its order:
 * those of the top level, unless every object lies below it.
 */
export function toStream({ files, counts }: Output): string {
  const withObjects = [...counts.keys()].sort();
  const top = withObjects.filter((file) => !file.includes('/'));
  return (top.length > 0 ? top : withObjects)
    .map((file) => files.get(file) as string)
    .filter((text) => text !== '')
    .join('---\n');
}
