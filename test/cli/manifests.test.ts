import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifests } from '../../lib/cli/manifests';

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

describe('reading dist/', () => {
  let dist: string;
  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
  });
  afterEach(() => rmSync(dist, { recursive: true, force: true }));

  function write(name: string, text: string): void {
    mkdirSync(join(dist, name, '..'), { recursive: true });
    writeFileSync(join(dist, name), text);
  }

  const namesOf = (argocd: boolean) =>
    readManifests(dist, { argocd }).map(({ folder, manifests }) => [
      folder,
      manifests.map(({ file, object: { metadata } }) => `${file}: ${metadata.name}`),
    ]);

  it('takes the folders that are applied, in the order in which they are, and each file in the order of its name', () => {
    write('checks/10-check.k8s.yaml', object('check'));
    write('20-b.k8s.yaml', `${object('b')}---\n${object('c')}`);
    write('10-a.k8s.yaml', object('a'));
    write('argocd/10-project.k8s.yaml', object('project'));
    write('argocd/applications/10-app.k8s.yaml', object('app'));
    write('addons/10-prometheus.k8s.yaml', object('prometheus'));
    write('install/istio-operator.yaml', object('not for kubectl'));
    write('dashboards/mesh.json', '{}');
    write('notes.txt', 'no manifest');
    const applied = [
      [
        dist,
        [
          `${join(dist, '10-a.k8s.yaml')}: a`,
          `${join(dist, '20-b.k8s.yaml')}: b`,
          `${join(dist, '20-b.k8s.yaml')}: c`,
        ],
      ],
      [join(dist, 'addons'), [`${join(dist, 'addons/10-prometheus.k8s.yaml')}: prometheus`]],
      [join(dist, 'checks'), [`${join(dist, 'checks/10-check.k8s.yaml')}: check`]],
    ];
    expect(namesOf(false)).toEqual(applied);
    expect(namesOf(true)).toEqual([
      ...applied,
      [join(dist, 'argocd/applications'), [`${join(dist, 'argocd/applications/10-app.k8s.yaml')}: app`]],
      [join(dist, 'argocd'), [`${join(dist, 'argocd/10-project.k8s.yaml')}: project`]],
    ]);
  });

  it('takes the folders that a user has added to synthesize', () => {
    write('10-a.k8s.yaml', object('a'));
    write('teams/shop/10-shop.k8s.yaml', object('shop'));
    write('teams/notes.yaml', object('of another tool'));
    write('.synth-123/10-a.k8s.yaml', object('a stage'));
    expect(namesOf(false)).toEqual([
      [dist, [`${join(dist, '10-a.k8s.yaml')}: a`]],
      [join(dist, 'teams/shop'), [`${join(dist, 'teams/shop/10-shop.k8s.yaml')}: shop`]],
    ]);
  });

  it('takes the objects out of a List and leaves empty documents out', () => {
    const items = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'in-list' } }];
    write('a.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    write('b.yaml', `---\n---\n${object('b')}---\n`);
    expect(
      readManifests(dist, { argocd: false })[0]?.manifests.map(({ object }) => object.metadata.name),
    ).toEqual(['in-list', 'b']);
  });

  it('rejects a folder that is not there', () => {
    expect(() => readManifests(join(dist, 'nowhere'), { argocd: false })).toThrow(
      `there are no manifests, got '${join(dist, 'nowhere')}'; run npm run synth first, or name the folder with --dist`,
    );
  });

  it('rejects a folder without any manifest', () => {
    expect(() => readManifests(dist, { argocd: false })).toThrow('there are no manifests, got');
  });

  it('rejects what is not YAML, by file', () => {
    write('a.yaml', 'a: [b\n');
    expect(() => readManifests(dist, { argocd: false })).toThrow(
      new RegExp(
        `^${join(dist, 'a.yaml')}:\\d+: .*, got a text that is not YAML; run npm run synth again, or keep what is no manifest out of the folder$`,
      ),
    );
  });

  it('rejects what is not an object of Kubernetes, by file', () => {
    write('a.yaml', 'apiVersion: v1\nkind: Pod\n');
    expect(() => readManifests(dist, { argocd: false })).toThrow(
      `${join(dist, 'a.yaml')}:1: Pod without a name: metadata.name is missing or no text, got something else; run npm run synth again, or keep what is no manifest out of the folder`,
    );
  });

  it('rejects an object whose labels are no texts, by file and place', () => {
    const labels = { version: 1 };
    const items = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels } }];
    write('a.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(() => readManifests(dist, { argocd: false })).toThrow(
      `${join(dist, 'a.json')}: items[0].metadata.labels.version is not a text, got 1; every object needs apiVersion, kind and metadata.name`,
    );
  });

  it('reads no folder for a file, though it is called like one', () => {
    write('10-a.k8s.yaml', object('a'));
    write('20-b.k8s.yaml/notes.txt', 'a folder');
    expect(namesOf(false)).toEqual([[dist, [`${join(dist, '10-a.k8s.yaml')}: a`]]]);
  });
});
