import { text } from '../../lib/cli/answer';
import { connect } from '../../lib/cli/kubectl';
import { kubeconfigView, type StubAnswer, type StubKubectl, stubKubectl } from './stub-kubectl';

describe('connecting to a cluster', () => {
  let stub: StubKubectl | undefined;
  afterEach(() => stub?.remove());

  function standIn(...answers: StubAnswer[]) {
    stub = stubKubectl(answers);
    return { env: { ...process.env, KUBECTL: stub.program }, calls: stub.calls };
  }

  const view: StubAnswer = { when: 'config view', out: kubeconfigView('dev') };

  it('pins the current context for every command after it', async () => {
    const { env, calls } = standIn(view, { when: 'get pods', out: 'pods' });
    const kubectl = await connect({}, env);
    expect([kubectl.context, kubectl.server]).toEqual(['dev', 'https://dev.example:6443']);
    expect(await kubectl.text(['get', 'pods'])).toBe('pods');
    expect(calls()).toEqual(['config view --minify -o json', '--context dev get pods']);
  });

  it('passes a context and a kubeconfig on, and writes them into what it tells the user to type', async () => {
    const { env, calls } = standIn(view);
    const kubectl = await connect({ context: 'my cluster', kubeconfig: '/k/config' }, env);
    expect(kubectl.context).toBe('my cluster');
    expect(calls()).toEqual(['--kubeconfig /k/config --context my cluster config view --minify -o json']);
    expect(kubectl.hint('istioctl', 'analyze')).toBe(
      "istioctl --kubeconfig /k/config --context 'my cluster' analyze",
    );
    expect(kubectl.hint('helm', 'list')).toBe("helm --kubeconfig /k/config --kube-context 'my cluster' list");
  });

  it('leaves the context out of what the user types where it is the current one', async () => {
    const { env } = standIn(view);
    expect((await connect({}, env)).hint('kubectl', 'get', 'pods')).toBe('kubectl get pods');
  });

  it('takes a KUBECTL with arguments', async () => {
    const { env, calls } = standIn(view);
    await connect({}, { ...env, KUBECTL: `${env.KUBECTL} kubectl --` });
    expect(calls()).toEqual(['kubectl -- config view --minify -o json']);
  });

  it('gives a command its input and its failure back', async () => {
    const { env } = standIn(view, { when: 'apply', err: 'error: no', code: 3 });
    const kubectl = await connect({}, env);
    expect(await kubectl.run(['apply', '-f', '-'], 'kind: Pod')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'error: no',
    });
    await expect(kubectl.text(['apply'])).rejects.toThrow(
      "context dev: kubectl apply failed, got 'no'; run the command by hand to see more",
    );
  });

  it('says of a kubectl that does not work that it does not, and nothing of contexts', async () => {
    const broken = 'error: error loading config file "/k/config": yaml: line 2';
    const { env } = standIn({ when: 'config', err: broken, code: 1 });
    await expect(connect({}, env)).rejects.toThrow(
      'kubectl config view --minify -o json failed, got \'error loading config file "/k/config": yaml: line 2\'; run the command by hand to see more',
    );
  });

  it('rejects what is not JSON', async () => {
    const { env } = standIn(view, { when: 'get pods', out: '<html>' });
    const kubectl = await connect({}, env);
    await expect(kubectl.json(['get', 'pods'], text)).rejects.toThrow(
      "context dev: kubectl get pods did not print JSON, got '<html>'; check that KUBECTL names a kubectl",
    );
  });

  it('reports a machine without kubectl', async () => {
    await expect(connect({}, { KUBECTL: '/no/such/kubectl' })).rejects.toThrow(
      "kubectl can't be started (ENOENT), got '/no/such/kubectl'; install it (https://kubernetes.io/docs/tasks/tools/) or name it by KUBECTL",
    );
  });

  it('reports a kubeconfig without a current context, with those that it has', async () => {
    const { env } = standIn(
      { when: 'config view', err: 'error: current-context must exist in order to minify\n', code: 1 },
      { when: 'get-contexts', out: 'dev\nprod\n' },
    );
    await expect(connect({}, env)).rejects.toThrow(
      "no context says which cluster is meant, got 'current-context must exist in order to minify'; choose one with --context or kubectl config use-context; known are dev, prod",
    );
  });

  it('reports a context that the kubeconfig does not have', async () => {
    const { env } = standIn(
      { when: 'config view', err: 'error: cannot locate context pord\n', code: 1 },
      { when: 'get-contexts', out: '' },
    );
    await expect(connect({ context: 'pord' }, env)).rejects.toThrow(
      "the kubeconfig has no such context, got 'pord'; choose another with --context; the kubeconfig has none",
    );
  });

  it.each([
    [
      '--context',
      { context: '' },
      "--context names nothing, got ''; leave --context out, or name the one that is meant",
    ],
    ['--context', { context: ' ' }, '--context names nothing'],
    ['--kubeconfig', { kubeconfig: '' }, '--kubeconfig names nothing'],
  ])(
    'asks nobody where %s is empty, which kubectl would take for the current one',
    async (_, options, said) => {
      const { env, calls } = standIn(view);
      await expect(connect(options, env)).rejects.toThrow(said);
      expect(calls()).toEqual([]);
    },
  );

  it.each([
    ['no current context', { 'current-context': '', clusters: null }],
    ['nothing at all', {}],
  ])(
    'asks no cluster where the kubeconfig has %s, in which kubectl would find one by itself',
    async (_, config) => {
      const { env, calls } = standIn({ when: 'config view', out: config }, { when: 'get-contexts', out: '' });
      await expect(connect({}, env)).rejects.toThrow(
        "no context says which cluster is meant, got 'nothing'; choose one with --context or kubectl config use-context; the kubeconfig has none",
      );
      expect(calls()).toHaveLength(2);
    },
  );

  it('asks no cluster where the context names no server', async () => {
    const { env } = standIn({ when: 'config view', out: { 'current-context': 'dev', clusters: [] } });
    await expect(connect({}, env)).rejects.toThrow(
      "the context names no server, got 'dev'; mend its cluster in the kubeconfig, or choose another with --context",
    );
  });

  it('knows the namespace of the context, where objects without one lie', async () => {
    const of = async (namespace?: string) => {
      const contexts = [{ name: 'dev', context: { cluster: 'dev', namespace } }];
      const { env } = standIn({ when: 'config view', out: { ...kubeconfigView('dev'), contexts } });
      const kubectl = await connect({}, env);
      stub?.remove();
      return kubectl.namespace;
    };
    expect([await of('team'), await of()]).toEqual(['team', 'default']);
  });

  it('quotes each word of what the user types', async () => {
    const { env } = standIn(view);
    const kubectl = await connect({ context: "it's" }, env);
    expect(kubectl.hint('kubectl', 'delete', 'application', 'x$(touch y)')).toBe(
      "kubectl --context 'it'\\''s' delete application 'x$(touch y)'",
    );
  });

  it('gives up a kubectl that hangs', async () => {
    const { env } = standIn(view, { when: 'get pods', stays: true });
    const kubectl = await connect({ callTimeout: 3 }, env);
    await expect(kubectl.text(['get', 'pods'])).rejects.toThrow('did not end in 3 s');
  });
});
