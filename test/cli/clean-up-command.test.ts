import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf } from './contents';
import { changing, gateway, namespace, newProgram } from './run-program';
import type { StubAnswer } from './stub-kubectl';

const program = newProgram();

describe('clean-up', () => {
  const live = [gateway, namespace];
  const there: StubAnswer[] = [
    { when: 'get -f -', live },
    { when: 'api-resources', out: 'pods\n' },
    { when: '-n demo get', out: contentsOf() },
  ];
  const plan = (folder: string) => [
    'context  dev (https://dev.example:6443)',
    'delete   2 objects from context dev, in this order',
    `         ${folder}/30-ingress.k8s.yaml`,
    '           gateway/bookinfo-gateway -n demo',
    `         ${folder}/10-namespace.k8s.yaml`,
    '           namespace/demo',
  ];

  it('shows its plan and does nothing more in a dry run', async () => {
    const { code, lines, commands } = await program.run('clean-up --dry-run', { answers: there });
    expect(lines).toEqual([...plan(program.dist), 'dry run  nothing was changed']);
    expect(code).toBe(0);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it('refuses where nobody can be asked', async () => {
    const { code, lines, complaints, commands } = await program.run('clean-up', { answers: there });
    expect(lines).toEqual(plan(program.dist));
    expect(complaints).toEqual([
      'nobody can be asked here; nothing was changed. --yes deletes without asking',
    ]);
    expect(code).toBe(2);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it.each(['', 'n', 'no', 'yikes'])('changes nothing when the answer is %j', async (typed) => {
    const { code, lines, questions, commands } = await program.run('clean-up', { answers: there, typed });
    expect(questions).toEqual(['Delete 2 objects from context dev? [y/N] ']);
    expect(lines.pop()).toBe('stopped  nothing was changed');
    expect(code).toBe(1);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it.each([
    ['clean-up', ' Yes '],
    ['clean-up --yes', undefined],
  ])('%s deletes when it may, and reports what is left at the limit', async (command, typed) => {
    const answers = [{ when: 'delete --ignore-not-found', out: '' }, ...there];
    const { code, lines, commands } = await program.run(`${command} --timeout 0.1`, {
      answers,
      ...(typed && { typed }),
    });
    expect(commands.filter((one) => changing.test(one))).toEqual([
      'delete --ignore-not-found --wait=false -f -',
    ]);
    expect(lines.slice(plan(program.dist).length)).toEqual([
      'left     gateway/bookinfo-gateway -n demo was not deleted',
      'left     namespace/demo was not deleted',
    ]);
    expect(code).toBe(1);
  });

  it('deletes nothing when the cluster has changed while the question stood there', async () => {
    const moment = join(program.dist, 'asked');
    const changes = {
      when: '-n demo get',
      out: contentsOf({ kind: 'ConfigMap', name: 'settings', uid: 'uid' }),
      once: moment,
    };
    const { code, lines, commands } = await program.run('clean-up', {
      answers: [changes, ...there],
      typed: 'y',
      onAsk: () => writeFileSync(moment, ''),
    });
    expect(lines.pop()).toBe(
      'stopped  the cluster has changed meanwhile, so nothing was deleted; look again',
    );
    expect(code).toBe(1);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it('ends with 0 where nothing of ours is there, and tells how Istio itself goes', async () => {
    const { code, lines } = await program.run('clean-up', { answers: [{ when: 'get -f -', live: [] }] });
    expect(lines.slice(1)).toEqual([
      'delete   nothing from context dev: no object of ours is there',
      'absent   2 objects of dist/',
      'next     Istio itself is still installed, for others too; this removes it:',
      '         -> istioctl uninstall --purge',
      '         -> kubectl delete namespace istio-system',
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 where something of ours must stay', async () => {
    const answers = [
      { when: 'get -f -', live: [namespace] },
      { when: '-n demo get', out: contentsOf({ kind: 'ConfigMap', name: 'settings', uid: 'uid' }) },
      ...there,
    ];
    const { code, lines } = await program.run('clean-up --yes', { answers });
    expect(lines.slice(1, 4)).toEqual([
      'delete   nothing from context dev: no object of ours is there',
      'keep     namespace/demo: holds what is not of dist/: configmap/settings',
      '         -> --delete-foreign deletes these too, with all that is in them',
    ]);
    expect(code).toBe(1);
  });

  it('leaves dist/argocd alone unless asked for it', async () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'a', namespace: 'argocd' },
    };
    mkdirSync(join(program.dist, 'argocd'));
    writeFileSync(join(program.dist, 'argocd/10-app.k8s.yaml'), JSON.stringify(application));
    const nothing = [{ when: 'get -f -', live: [] }];
    expect((await program.run('clean-up', { answers: nothing })).lines[2]).toBe(
      'absent   2 objects of dist/',
    );
    expect((await program.run('clean-up --argocd', { answers: nothing })).lines[2]).toBe(
      'absent   3 objects of dist/',
    );
  });

  it('tells how an Application that stays is deleted first', async () => {
    const annotations = {
      'argocd.argoproj.io/tracking-id': 'team-a_shop:networking.istio.io/Gateway:demo/bookinfo-gateway',
    };
    const answers = [
      { when: 'get -f -', live: [{ ...gateway, metadata: { ...gateway.metadata, annotations } }] },
      ...there,
    ];
    const hint = 'kubectl -n team-a delete application shop';
    const hinted = async (command: string) =>
      (await program.run(command, { answers })).lines.find((line) => line.includes(hint));
    expect(await hinted('clean-up --dry-run')).toBe(`         -> add --argocd, or first: ${hint}`);
    expect(await hinted('clean-up --dry-run --argocd')).toBe(`         -> first: ${hint}`);
  });

  it('asks nobody with -o json, and says in JSON that nothing was changed', async () => {
    const { code, lines, complaints, questions, commands } = await program.run('clean-up -o json', {
      answers: there,
      typed: 'y',
    });
    expect([code, complaints, questions]).toEqual([2, [], []]);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
    expect(JSON.parse(lines.join('\n'))).toMatchObject({
      schema: 'cdk8s-istio/clean-up/v1',
      verdict: 'cannot-ask',
      delete: [
        { kind: 'Gateway', namespace: 'demo', name: 'bookinfo-gateway' },
        { kind: 'Namespace', name: 'demo' },
      ],
      outcomes: [
        { check: 'consent', status: 'unknown', message: expect.stringContaining('nothing was changed') },
      ],
    });
  });

  it('quotes what a cluster says in the commands that it suggests', async () => {
    const annotations = { 'argocd.argoproj.io/tracking-id': 'a b_x$(touch y):Gateway:demo/bookinfo-gateway' };
    const hostile = { ...gateway, metadata: { ...gateway.metadata, annotations } };
    const option = {
      ...namespace,
      metadata: { ...namespace.metadata, annotations: { 'argocd.argoproj.io/tracking-id': '--all:x' } },
    };
    const { lines } = await program.run('clean-up --dry-run', {
      answers: [{ when: 'get -f -', live: [hostile, option] }, ...there],
    });
    expect(lines.filter((line) => line.includes('delete application'))).toEqual([
      "         -> add --argocd, or first: kubectl -n 'a b' delete application 'x$(touch y)'",
      '         -> add --argocd, or first: kubectl -n argocd delete application -- --all',
    ]);
  });
});
