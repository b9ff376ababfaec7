import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { readManifestFiles } from '../../lib/kubernetes/manifest-files';
import { ownedBy, ownershipLabel } from '../../lib/kubernetes/ownership-label';
import { synthesize } from '../../lib/synth';

const dist = join(__dirname, '../../dist');
const folders = ['.', 'addons', 'checks', 'argocd', 'argocd/applications'].map((name) => join(dist, name));

/** The paths at which a value holds the label. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    key === ownershipLabel ? [path] : pathsOf(below, `${path}.${key}`),
  );
}

describe('the label of what was made here', () => {
  const { objects } = readManifestFiles({ paths: folders.filter((folder) => existsSync(folder)) });

  it('is on every object of dist/, and in no selector, pod template or anything else of it', () => {
    expect(objects.length).toBeGreaterThan(50);
    const elsewhere = objects.filter(({ object }) => String(pathsOf(object)) !== '.metadata.labels');
    expect(elsewhere.map(({ origin }) => origin.file)).toEqual([]);
    expect(new Set(objects.map(({ object }) => object.metadata.labels?.[ownershipLabel]))).toEqual(
      new Set(['istio-101']),
    );
  });

  it('is one that Argo CD and Helm do not use, and no Bookinfo or add-on has', () => {
    expect(ownershipLabel).not.toMatch(/^(app\.kubernetes\.io|helm\.sh|argocd\.argoproj\.io|app|version)/);
  });

  it('is never added by synthesize itself', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'unlabelled-'));
    const app = new App({ outdir });
    const map = { apiVersion: 'v1', kind: 'ConfigMap' };
    new ApiObject(new Chart(app, 'bare'), 'a', map);
    new ApiObject(new Chart(app, 'ours', { labels: ownedBy('shop') }), 'b', map);
    synthesize(app);
    const written = readManifestFiles({ paths: [outdir] }).objects.map(
      ({ object }) => object.metadata.labels,
    );
    rmSync(outdir, { recursive: true });
    expect(written).toEqual([undefined, { 'cdk8s-istio/project': 'shop' }]);
  });

  it.each(['', 'a b', '-shop', 'a'.repeat(64)])('rejects %p, which no label can hold', (project) => {
    expect(() => ownedBy(project)).toThrow(
      `ownedBy: the name of a project becomes the value of a label, got '${project}'; write up to 63 letters`,
    );
  });
});
