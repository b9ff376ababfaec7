import { namespaceContents } from '../../../lib/cli/clean-up/namespace-contents';
import { contentsOf } from '../contents';
import { fakeKubectl } from '../fake-kubectl';

const kinds = 'pods\nservices\nsecrets\nevents\nevents.events.k8s.io\ndeployments.apps\n';

describe('looking into a namespace', () => {
  it('asks for all kinds but events, and reads no more of an object than what it is', async () => {
    const kubectl = fakeKubectl({
      'api-resources --namespaced --verbs=list,delete -o name': kinds,
      '-n demo get pods,services,secrets,deployments.apps -o go-template': contentsOf(
        { kind: 'Pod', name: 'a', uid: 'uid-a', owners: 'uid-b* uid+c ' },
        { kind: 'Secret', name: 'token%09', uid: 'uid-d', tokenOf: 'default' },
        { kind: 'ServiceAccount', name: 'default', uid: 'uid-e', tokens: 't1 t2 ' },
        { kind: 'ConfigMap', name: 'c', uid: 'uid-f', config: 'true', keys: 'a.b %E2%82%AC ' },
      ),
    });
    const bare = { apiVersion: 'v1', owners: [], tokens: [], keys: [] };
    const metadata = (name: string, uid: string) => ({ name, namespace: 'demo', uid });
    expect(await namespaceContents(kubectl, 'demo')).toEqual({
      items: [
        {
          ...bare,
          kind: 'Pod',
          metadata: metadata('a', 'uid-a'),
          owners: [
            { uid: 'uid-b', controller: true },
            { uid: 'uid c', controller: false },
          ],
        },
        { ...bare, kind: 'Secret', metadata: metadata('token\t', 'uid-d'), tokenOf: 'default' },
        { ...bare, kind: 'ServiceAccount', metadata: metadata('default', 'uid-e'), tokens: ['t1', 't2'] },
        {
          ...bare,
          kind: 'ConfigMap',
          metadata: { ...metadata('c', 'uid-f'), labels: { 'istio.io/config': 'true' } },
          keys: ['a.b', '€'],
        },
      ],
      unseen: undefined,
    });
  });

  it('asks for four thousand kinds in parts that fit into a command', async () => {
    const names = Array.from({ length: 4000 }, (_, index) => `widgets${index}.of.a.long.group.example.com`);
    const kubectl = fakeKubectl({ 'api-resources': `${names.join('\n')}\n`, '-n demo get': contentsOf() });
    expect(await namespaceContents(kubectl, 'demo')).toEqual({ items: [], unseen: undefined });
    const asked = kubectl.calls.slice(1).map(({ args }) => args.split(' ')[3]?.split(',') ?? []);
    expect(asked.flat().sort()).toEqual(['pods', 'services', ...names].sort());
    expect(Math.max(...kubectl.calls.map(({ args }) => args.length))).toBeLessThan(20_000);
  });

  it('reports kinds that could not be looked at, beside what could', async () => {
    const forbidden = 'Error from server (Forbidden): secrets is forbidden\n';
    const kubectl = fakeKubectl({ 'api-resources': kinds, '-n demo get': { failed: forbidden } });
    expect(await namespaceContents(kubectl, 'demo')).toEqual({ items: [], unseen: 'secrets is forbidden' });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html>\n'],
    ['less than it says', contentsOf({ kind: 'Pod', name: 'a', uid: 'b' }).replace('1', '2')],
    ['a line that is cut short', '1\nv1\tPod\ta\n'],
    ['an object without a uid', contentsOf({ kind: 'Pod', name: 'a', uid: '' })],
    ['what is not escaped', contentsOf({ kind: 'Pod', name: '%zz', uid: 'u' })],
  ])('rejects an answer that is %s', async (_, answer) => {
    const kubectl = fakeKubectl({ 'api-resources': kinds, '-n demo get': answer });
    await expect(namespaceContents(kubectl, 'demo')).rejects.toThrow(
      'context fake: kubectl -n demo get pods,services,secrets,deployments.apps did not print what was asked for',
    );
  });

  it.each([[''], ['NAME   SHORTNAMES\n'], ['--all\n']])('rejects kinds that are %j', async (answer) => {
    await expect(namespaceContents(fakeKubectl({ 'api-resources': answer }), 'demo')).rejects.toThrow(
      'context fake: kubectl api-resources --namespaced --verbs=list,delete -o name did not print what was asked for',
    );
  });
});
