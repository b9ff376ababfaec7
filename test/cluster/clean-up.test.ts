import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tell } from './command-line';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';
import { inventory } from './inventory';
import { type Running, startNamespaceController } from './namespace-controller';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const namespaceFile = (name: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    istio-injection: enabled\n`;
const settings = (namespace: string, value = 'ours') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: ${namespace}\ndata:\n  made: ${value}\n`;

withControlPlane('clean-up on an API server', () => {
  let plane: ControlPlane;
  let controller: Running;
  let dist: string;
  /** Each test has a namespace of its own. */
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

  const cleanUp = (options = '--yes') => tell(plane, `clean-up ${options}`, dist);
  const kept = (lines: readonly string[]) => lines.filter((line) => /^(keep|left)/.test(line));
  const there = async (...object: string[]) =>
    (await plane.must(['get', ...object, '--ignore-not-found', '-o', 'name'])).trim();

  it.each([
    ['kubectl apply', ['apply', '-f']],
    ['kubectl apply --server-side', ['apply', '--server-side', '-f']],
    ['kubectl create', ['create', '-f']],
  ])(
    'takes away what %s made, and nothing else',
    async (_, how) => {
      const before = await inventory(plane);
      await plane.must([...how, dist]);
      const { code, lines } = await cleanUp();
      expect(lines.slice(1)).toEqual([
        'delete   2 objects from context loopback, in this order',
        `         ${dist}/20-settings.k8s.yaml`,
        `           configmap/settings -n ${name}`,
        `         ${dist}/10-namespace.k8s.yaml`,
        `           namespace/${name}`,
        'gone     2 objects',
      ]);
      expect(code).toBe(0);
      expect(await inventory(plane)).toEqual(before);
    },
    60_000,
  );

  it('does nothing the second time', async () => {
    await plane.must(['apply', '-f', dist]);
    await cleanUp();
    const { code, lines } = await cleanUp();
    expect([code, lines.slice(1)]).toEqual([
      0,
      ['delete   nothing from context loopback: no object of ours is there', 'absent   2 objects of dist/'],
    ]);
  });

  it.each([['--dry-run'], ['--context loopback']])(
    'changes nothing with %s and nobody to ask',
    async (options) => {
      await plane.must(['apply', '-f', dist]);
      const before = await plane.must(['get', 'namespace,configmap', '-A', '-o', 'json']);
      const { code } = await cleanUp(options);
      expect(code).toBe(options === '--dry-run' ? 0 : 2);
      expect(await plane.must(['get', 'namespace,configmap', '-A', '-o', 'json'])).toBe(before);
    },
    60_000,
  );

  it('keeps a namespace in which others have put something, until it is told to delete that too', async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'deployment', 'web', '--image=nginx']);
    await plane.must(['-n', name, 'create', 'secret', 'generic', 'password', '--from-literal=a=b']);
    const first = await cleanUp();
    expect(kept(first.lines)).toEqual([
      `keep     namespace/${name}: holds what is not of dist/: secret/password, deployment/web`,
    ]);
    expect(first.code).toBe(1);
    expect(await there('-n', name, 'configmap,deployment,secret')).toBe(
      'deployment.apps/web\nsecret/password',
    );
    const second = await cleanUp('--yes --delete-foreign');
    expect([second.code, kept(second.lines), await there('namespace', name)]).toEqual([0, [], '']);
  });

  it('does not mind what Kubernetes and Istio keep in each namespace', async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'serviceaccount', 'default']);
    await plane.must(['-n', name, 'create', 'configmap', 'kube-root-ca.crt']);
    await plane.must(['-n', name, 'create', 'configmap', 'istio-ca-root-cert']);
    expect((await cleanUp()).code).toBe(0);
    expect(await there('namespace', name)).toBe('');
  });

  it('keeps a namespace that was there before, as it was before', async () => {
    await plane.must(['create', 'namespace', name]);
    await plane.must(['label', 'namespace', name, 'team=a']);
    await plane.must(['apply', '-f', dist]);
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([`keep     namespace/${name}: was there before (made by kubectl-create)`]);
    expect(lines).toContain('         -> label istio-injection is taken off');
    expect(code).toBe(0);
    const { metadata } = JSON.parse(await plane.must(['get', 'namespace', name, '-o', 'json']));
    expect(metadata.labels).toEqual({ 'kubernetes.io/metadata.name': name, team: 'a' });
    expect(metadata.annotations).toBeUndefined();
    expect(await there('-n', name, 'configmap')).toBe('');
  });

  it('keeps the label of a namespace that someone else gave it', async () => {
    await plane.must(['create', 'namespace', name]);
    await plane.must(['label', 'namespace', name, 'istio-injection=enabled']);
    await plane.must(['apply', '-f', dist]);
    expect((await cleanUp()).code).toBe(0);
    const { metadata } = JSON.parse(await plane.must(['get', 'namespace', name, '-o', 'json']));
    expect(metadata.labels['istio-injection']).toBe('enabled');
  });

  it('keeps what has the name of ours and is another', async () => {
    await plane.must(['apply', '-f', join(dist, '10-namespace.k8s.yaml')]);
    await plane.must(['create', '-f', '-'], settings(name, 'theirs'));
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([
      `keep     configmap/settings -n ${name}: was not applied from dist/ and is another (made by kubectl-create)`,
      `keep     namespace/${name}: holds what is not of dist/: configmap/settings`,
    ]);
    expect(code).toBe(1);
    expect(await there('-n', name, 'configmap')).toBe('configmap/settings');
  });

  it('says what is left when the limit is over, and what that waits for', async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must([
      '-n',
      name,
      'patch',
      'configmap',
      'settings',
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":["example.com/backup"]}}',
    ]);
    const { code, lines, stderr } = await cleanUp('--yes --timeout 2');
    expect(lines.filter((line) => line.startsWith('left') && line.includes('configmap'))).toEqual([
      `left     configmap/settings -n ${name} is being deleted and waits for example.com/backup`,
    ]);
    expect(stderr).toContain('waiting  ');
    expect(code).toBe(1);
    await plane.must([
      '-n',
      name,
      'patch',
      'configmap',
      'settings',
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":null}}',
    ]);
  });

  it('ends with 2 for a user who may not look, and deletes nothing', async () => {
    await plane.must(['apply', '-f', dist]);
    const { code, stderr } = await cleanUp('--yes --context powerless');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^context powerless: the cluster refuses, got [^\n]*\n$/);
    expect(await there('-n', name, 'configmap')).toBe('configmap/settings');
  });
});
