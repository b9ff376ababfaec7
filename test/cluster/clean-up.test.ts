import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUpWorld, kept, object, ours } from './clean-up-world';
import { synthesizedDist, tell } from './command-line';
import { type ControlPlane, withControlPlane } from './control-plane';
import { inventory } from './inventory';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

withControlPlane('clean-up on an API server', () => {
  let plane: ControlPlane;
  let dist: string;
  /** Each test has a namespace of its own. */
  let name: string;
  const { world, cleanUp, there } = cleanUpWorld();
  beforeEach(() => {
    ({ plane, dist, name } = world());
  });

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

  it('finds an object whose file names no namespace where kubectl put it', async () => {
    writeFileSync(
      join(dist, '20-settings.k8s.yaml'),
      object('ConfigMap', { name: `${name}-bare`, labels: ours }, { data: { a: 'b' } }),
    );
    await plane.must(['apply', '-f', dist]);
    const { code, lines } = await cleanUp();
    expect([code, lines]).toEqual([
      0,
      expect.arrayContaining([`           configmap/${name}-bare -n default`]),
    ]);
    expect(await there('-n', 'default', 'configmap', `${name}-bare`)).toBe('');
  });

  it('tells programs in JSON and nothing else what it did', async () => {
    await plane.must(['apply', '-f', dist]);
    const { code, stdout } = await cleanUp('--yes -o json');
    const reference = (kind: string, of: string, namespace?: string) => ({
      apiVersion: 'v1',
      kind,
      ...(namespace !== undefined && { namespace }),
      name: of,
    });
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        schema: 'cdk8s-istio/clean-up/v1',
        context: { name: 'loopback', server: expect.stringContaining('https://127.0.0.1') },
        dryRun: false,
        delete: [
          { file: join(dist, '20-settings.k8s.yaml'), ...reference('ConfigMap', 'settings', name) },
          { file: join(dist, '10-namespace.k8s.yaml'), ...reference('Namespace', name) },
        ],
        keep: [],
        absent: 0,
        applications: [],
        gone: 2,
        left: [],
        next: [],
        verdict: 'ok',
        outcomes: [],
      },
    ]);
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

  (process.env.ISTIO_HOME === undefined ? it.skip : it)(
    "deletes nothing where Istio's own samples are all that is there",
    async () => {
      const { folder, remove } = await synthesizedDist('1.30');
      const samples = join(process.env.ISTIO_HOME as string, 'samples');
      await plane.kubectl(['create', 'namespace', 'demo']);
      await plane.kubectl(['create', 'namespace', 'istio-system']);
      await plane.must(['-n', 'demo', 'apply', '-f', join(samples, 'bookinfo/platform/kube/bookinfo.yaml')]);
      for (const addon of ['prometheus', 'grafana', 'jaeger', 'kiali'])
        await plane.must(['apply', '--server-side', '-f', join(samples, `addons/${addon}.yaml`)]);
      const before = await inventory(plane);
      const { code, lines } = await tell(plane, 'clean-up --yes', folder);
      remove();
      expect(lines[1]).toBe('delete   nothing from context loopback: no object of ours is there');
      expect(kept(lines).length).toBeGreaterThan(30);
      expect(await inventory(plane)).toEqual(before);
      expect(code).toBe(0);
    },
  );
});
