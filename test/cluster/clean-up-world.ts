import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ownedBy } from '../../lib/kubernetes/ownership-label';
import { tell } from './command-line';
import { type ControlPlane, startControlPlane } from './control-plane';
import { type Running, startNamespaceController } from './namespace-controller';

/** The label of what clean-up takes away. */
export const ours = ownedBy('istio-101');

/** An object of the core group, as a file has it. */
export const object = (kind: string, metadata: object, more: object = {}) =>
  stringify({ apiVersion: 'v1', kind, metadata, ...more });

export const namespaceFile = (name: string) =>
  object('Namespace', { name, labels: { ...ours, 'istio-injection': 'enabled' } });

export const settings = (namespace: string, value = 'ours', labels: object = ours) =>
  object('ConfigMap', { name: 'settings', namespace, labels }, { data: { made: value } });

/** A `dist/` of a namespace and a ConfigMap in it, of a name that no other test has, and an API server to apply it to. */
export interface CleanUpWorld {
  readonly plane: ControlPlane;
  readonly dist: string;
  readonly name: string;
}

/** What clean-up says that it keeps. */
export const kept = (lines: readonly string[]) => lines.filter((line) => /^(keep|left)/.test(line));

/** One API server for all tests of a file, and for each a `dist/` of its own; told by `world`. */
export function cleanUpWorld() {
  let plane: ControlPlane;
  let controller: Running;
  let dist: string;
  let name: string;
  let count = 0;

  beforeAll(async () => {
    plane = await startControlPlane();
    controller = startNamespaceController(plane);
  });
  afterAll(async () => {
    await controller?.stop();
    await plane?.stop();
  });
  beforeEach(() => {
    name = `demo-${count++}`;
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    writeFileSync(join(dist, '10-namespace.k8s.yaml'), namespaceFile(name));
    writeFileSync(join(dist, '20-settings.k8s.yaml'), settings(name));
  });
  afterEach(() => rmSync(dist, { recursive: true, force: true }));
  return {
    world: (): CleanUpWorld => ({ plane, dist, name }),
    cleanUp: (options = '--yes') => tell(plane, `clean-up ${options}`, dist),
    /** The name of an object, where it is there. */
    there: async (...object: string[]) =>
      (await plane.must(['get', ...object, '--ignore-not-found', '-o', 'name'])).trim(),
  };
}
