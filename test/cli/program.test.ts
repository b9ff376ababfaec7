import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import { gatewayObject, gatewayService, gatewayWorkload } from './gateway-objects';
import { bookstore, type PageServer, pageServer } from './page-server';
import { recordingTerminal } from './recording-terminal';
import { kubeconfigView, type StubAnswer, type StubKubectl, stubKubectl } from './stub-kubectl';

const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const applied = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'demo', labels: { 'istio-injection': 'enabled' } },
};
const gateway = gatewayObject({ istio: 'ingressgateway' });
const kinds = (...names: string[]) => ({ resources: names.map((kind) => ({ name: kind, kind })) });
const group = (groupVersion: string) => ({ name: groupVersion.split('/')[0], versions: [{ groupVersion }] });

/** A cluster in which all is ready; answers before these take their place. */
const ready: StubAnswer[] = [
  { when: 'config view', out: kubeconfigView('dev') },
  { when: '--raw /version', out: { gitVersion: 'v1.34.4' } },
  { when: '--raw /apis/networking.istio.io/v1', out: kinds('Gateway') },
  { when: '--raw /api/v1', out: kinds('Namespace') },
  { when: '--raw /apis', out: { groups: [group('networking.istio.io/v1')] } },
  {
    when: '-l app=istiod',
    out: {
      items: [
        {
          ...gatewayWorkload('istio-system/istiod', {}),
          metadata: { name: 'istiod', namespace: 'istio-system' },
        },
      ],
    },
  },
  { when: 'get services -A', out: { items: [gatewayService('istio-system/istio-ingressgateway', labels)] } },
  {
    when: 'get deployments,daemonsets -A',
    out: { items: [gatewayWorkload('istio-system/istio-ingressgateway', labels)] },
  },
  {
    when: 'mutatingwebhookconfigurations',
    out: {
      items: [
        {
          webhooks: [
            {
              name: 'namespace.sidecar-injector.istio.io',
              namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } },
            },
          ],
        },
      ],
    },
  },
  { when: 'get namespace demo', out: namespace },
  { when: 'get pods -n demo', out: { items: [] } },
];

describe('the command line', () => {
  let dist: string;
  let stub: StubKubectl | undefined;
  let server: PageServer | undefined;

  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    writeFileSync(join(dist, '10-namespace.k8s.yaml'), JSON.stringify(namespace));
    writeFileSync(join(dist, '30-ingress.k8s.yaml'), JSON.stringify(gateway));
  });
  afterEach(async () => {
    rmSync(dist, { recursive: true, force: true });
    stub?.remove();
    await server?.close();
  });

  async function run(
    command: string,
    options: { answers?: StubAnswer[]; typed?: string; onAsk?: () => void; env?: NodeJS.ProcessEnv } = {},
  ) {
    stub?.remove();
    stub = stubKubectl([...(options.answers ?? []), ...ready]);
    const terminal = recordingTerminal(options.typed, options.onAsk);
    const env = { PATH: process.env.PATH, KUBECTL: stub.program, ...options.env };
    const code = await runCommandLine([...command.split(' '), '--dist', dist], { terminal, env });
    return { code, ...terminal, commands: stub.calls().map((call) => call.replace(/^--context dev /, '')) };
  }

  const changing = /(^| )(apply|create|delete|label|annotate|patch|replace|edit|scale) /;

  describe('precheck', () => {
    it('ends with 0 and changes nothing where all is ready', async () => {
      const { code, lines, commands } = await run('precheck');
      expect(lines).toEqual([
        'context  dev (https://dev.example:6443)',
        'ok       Kubernetes v1.34.4 is one that Istio 1.30 supports (1.32 to 1.36)',
        'ok       istiod (istio-system/istiod) is ready, of a version that its image does not tell',
        'ok       all 2 kinds of dist/ are served, networking.istio.io/v1 among them',
        'ok       gateway/bookinfo-gateway -n demo meets Service istio-system/istio-ingressgateway: pods labelled istio=ingressgateway, port 80',
        'ok       namespace demo has istio-injection=enabled',
        '',
        'all is ready',
      ]);
      expect(code).toBe(0);
      expect(commands.filter((command) => changing.test(command))).toEqual([]);
    });

    it('ends with 1 where something is to be mended', async () => {
      const { code, lines } = await run('precheck', { env: { ISTIO_RELEASE: '1.16' } });
      expect(code).toBe(1);
      expect(lines[1]).toBe('finding  Kubernetes v1.34.4 is not one that Istio 1.16 supports (1.22 to 1.25)');
    });

    it('ends with 2 where a question may not be asked, and still asks the others', async () => {
      const forbidden = {
        when: 'mutatingwebhook',
        err: 'Error from server (Forbidden): it is forbidden',
        code: 1,
      };
      const { code, lines } = await run('precheck', { answers: [forbidden] });
      expect(code).toBe(2);
      expect(lines).toHaveLength(8);
      expect(lines[5]).toContain('unknown  context dev: the cluster refuses');
    });

    it('ends with 2 and one line where the cluster does not answer', async () => {
      const refused = { when: '/version', err: 'The connection to the server dev was refused', code: 1 };
      const { code, lines, complaints } = await run('precheck', { answers: [refused] });
      expect(code).toBe(2);
      expect(lines).toEqual(['context  dev (https://dev.example:6443)']);
      expect(complaints).toEqual([
        "context dev: the cluster does not answer, got 'The connection to the server dev was refused'; start it, or choose another with --context",
      ]);
    });

    it('says all that in JSON as well, and nothing else', async () => {
      const good = await run('precheck -o json');
      expect([good.code, good.complaints]).toEqual([0, []]);
      expect(JSON.parse(good.lines.join('\n'))).toMatchObject({
        schema: 'cdk8s-istio/precheck/v1',
        context: { name: 'dev', server: 'https://dev.example:6443' },
        release: '1.30',
        verdict: 'ok',
      });
      const refused = { when: '/version', err: 'The connection to the server dev was refused', code: 1 };
      const bad = await run('precheck -o json', { answers: [refused] });
      expect([bad.code, bad.complaints]).toEqual([2, []]);
      expect(JSON.parse(bad.lines.join('\n'))).toEqual({
        schema: 'cdk8s-istio/precheck/v1',
        context: { name: 'dev', server: 'https://dev.example:6443' },
        release: '1.30',
        verdict: 'cannot-ask',
        outcomes: [
          { check: 'cluster', status: 'unknown', message: expect.stringContaining('does not answer') },
        ],
      });
    });

    it('passes the context that was chosen on to each command and each piece of advice', async () => {
      const { lines } = await run('precheck --context other', {
        answers: [{ when: '-l app=istiod', out: { items: [] } }],
      });
      expect(lines[0]).toBe('context  other (https://dev.example:6443)');
      expect(lines).toContain(
        '         -> istioctl --context other install -f dist/install/istio-operator.yaml',
      );
      expect(stub?.calls().every((call) => call.startsWith('--context other '))).toBe(true);
    });
  });

  describe('verify', () => {
    /** A load balancer whose address is a server on this machine. */
    function balanced(port: number): StubAnswer[] {
      const live = gatewayService('istio-system/istio-ingressgateway', labels, { [port]: 8080 });
      const status = { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } };
      writeFileSync(
        join(dist, '30-ingress.k8s.yaml'),
        JSON.stringify(gatewayObject({ istio: 'ingressgateway' }, [port])),
      );
      return [
        { when: 'get services -A', out: { items: [live] } },
        { when: 'get service istio-ingressgateway', out: { ...live, status } },
      ];
    }

    it('ends with 0 when the page is right and the other path is not routed', async () => {
      server = await pageServer({ failures: 1 });
      const { code, lines, progressed, commands } = await run('verify', { answers: balanced(server.port) });
      expect(lines).toEqual([
        'context  dev (https://dev.example:6443)',
        `address  ${server.url}, load balancer of istio-system/istio-ingressgateway`,
        `ok       GET ${server.url}/productpage: 200, "Simple Bookstore App"`,
        `ok       GET ${server.url}/health: 404, as no route leads there`,
      ]);
      expect(code).toBe(0);
      expect(progressed).toEqual([
        `waiting  GET ${server.url}/productpage: 503, expected 200 (0 s of 120 s)`,
      ]);
      expect(commands.filter((command) => changing.test(command))).toEqual([]);
    });

    it('ends with 1 when the page is wrong until the limit, and says what to look at', async () => {
      server = await pageServer({ failures: 1000 });
      const { code, lines } = await run('verify --timeout 1', { answers: balanced(server.port) });
      expect(code).toBe(1);
      expect(lines.slice(2)).toEqual([
        `finding  GET ${server.url}/productpage: 503, expected 200`,
        '         -> the gateway answers, the service behind it does not: kubectl -n demo get pods',
      ]);
    });

    it('ends with 1 when a path is routed that must not be', async () => {
      server = await pageServer({ unrouted: 200 });
      const { code, lines } = await run('verify', { answers: balanced(server.port) });
      expect(code).toBe(1);
      expect(lines.slice(3)).toEqual([
        `finding  GET ${server.url}/health: 200, expected 404: a route leads there`,
        '         -> see which VirtualService routes it, or name another path with --unrouted',
      ]);
    });

    it('ends with 1 where nobody answers, and says where to look', async () => {
      server = await pageServer();
      await server.close();
      const { code, lines } = await run(`verify --timeout 1 --address ${server.url}`);
      expect([code, lines.slice(1)]).toEqual([
        1,
        [
          `finding  GET ${server.url}/productpage: connection refused`,
          '         -> see whether something listens there',
        ],
      ]);
    });

    it('ends with 1 where the gateway can not be reached, and says which pods that depends on', async () => {
      const noPod = { when: 'port-forward', err: 'error: pod is not running\n', code: 1 };
      const live = gatewayService('istio-system/istio-ingressgateway', labels, { 80: 8080 }, 'ClusterIP');
      const { code, lines } = await run('verify --timeout 1', {
        answers: [noPod, { when: 'get service istio-ingressgateway', out: live }],
      });
      expect([code, lines.slice(1)]).toEqual([
        1,
        [
          'finding  GET /productpage by port-forward to istio-system/istio-ingressgateway: pod is not running',
          '         -> see whether the gateway runs: kubectl get pods -A -l app=istio-ingressgateway,istio=ingressgateway',
        ],
      ]);
    });

    it('ends with 1 where the cluster has no gateway for the guide', async () => {
      const answers = [{ when: 'get services -A', out: { items: [] } }];
      const { code, lines } = await run('verify', { answers });
      expect(code).toBe(1);
      expect(lines[1]).toBe('finding  no Service of the cluster leads to pods labelled istio=ingressgateway');
    });

    it('asks an address that was given without asking any cluster', async () => {
      server = await pageServer({ body: bookstore.replace('Simple Bookstore App', 'Shop') });
      const { code, commands } = await run(`verify --address 127.0.0.1:${server.port} --title Shop`);
      expect([code, commands]).toEqual([0, []]);
    });
  });

  describe('clean-up', () => {
    const live = [gateway, namespace].map((object) => ({
      ...object,
      metadata: { ...object.metadata, annotations: applied },
    }));
    const there: StubAnswer[] = [
      { when: 'get -f -', out: { items: live } },
      { when: 'api-resources', out: 'pods\n' },
      { when: '-n demo get', out: '' },
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
      const { code, lines, commands } = await run('clean-up --dry-run', { answers: there });
      expect(lines).toEqual([...plan(dist), 'dry run  nothing was changed']);
      expect(code).toBe(0);
      expect(commands.filter((command) => changing.test(command))).toEqual([]);
    });

    it('refuses where nobody can be asked', async () => {
      const { code, lines, complaints, commands } = await run('clean-up', { answers: there });
      expect(lines).toEqual(plan(dist));
      expect(complaints).toEqual([
        'nobody can be asked here; nothing was changed. --yes deletes without asking',
      ]);
      expect(code).toBe(2);
      expect(commands.filter((command) => changing.test(command))).toEqual([]);
    });

    it.each(['', 'n', 'no', 'yikes'])('changes nothing when the answer is %j', async (typed) => {
      const { code, lines, questions, commands } = await run('clean-up', { answers: there, typed });
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
      const { code, lines, commands } = await run(`${command} --timeout 0.1`, {
        answers,
        ...(typed && { typed }),
      });
      expect(commands.filter((one) => changing.test(one))).toEqual([
        'delete --ignore-not-found --wait=false -f -',
      ]);
      expect(lines.slice(plan(dist).length)).toEqual([
        'left     gateway/bookinfo-gateway -n demo was not deleted',
        'left     namespace/demo was not deleted',
      ]);
      expect(code).toBe(1);
    });

    it('deletes nothing when the cluster has changed while the question stood there', async () => {
      const moment = join(dist, 'asked');
      const changes = { when: '-n demo get', out: 'v1\tConfigMap\tsettings\tuid\t\t\n', once: moment };
      const { code, lines, commands } = await run('clean-up', {
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
      const { code, lines } = await run('clean-up', { answers: [{ when: 'get -f -', out: '' }] });
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
        { when: 'get -f -', out: live[1] as object },
        { when: '-n demo get', out: 'v1\tConfigMap\tsettings\tuid\t\t\n' },
        ...there,
      ];
      const { code, lines } = await run('clean-up --yes', { answers });
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
      mkdirSync(join(dist, 'argocd'));
      writeFileSync(join(dist, 'argocd/10-app.k8s.yaml'), JSON.stringify(application));
      const nothing = [{ when: 'get -f -', out: '' }];
      expect((await run('clean-up', { answers: nothing })).lines[2]).toBe('absent   2 objects of dist/');
      expect((await run('clean-up --argocd', { answers: nothing })).lines[2]).toBe(
        'absent   3 objects of dist/',
      );
    });

    it('tells how an Application that stays is deleted first', async () => {
      const annotations = {
        'argocd.argoproj.io/tracking-id': 'team-a_shop:networking.istio.io/Gateway:demo/bookinfo-gateway',
      };
      const answers = [
        { when: 'get -f -', out: { ...gateway, metadata: { ...gateway.metadata, annotations } } },
        ...there,
      ];
      const hint = 'kubectl -n team-a delete application shop';
      const hinted = async (command: string) =>
        (await run(command, { answers })).lines.find((line) => line.includes(hint));
      expect(await hinted('clean-up --dry-run')).toBe(`         -> add --argocd, or first: ${hint}`);
      expect(await hinted('clean-up --dry-run --argocd')).toBe(`         -> first: ${hint}`);
    });
  });

  it.each([
    ['preckeck', "error: unknown command 'preckeck'"],
    ['precheck -o yaml', "error: option '-o, --output <format>' argument 'yaml' is invalid."],
    ['verify --timeout soon', "error: option '--timeout <seconds>' argument 'soon' is invalid."],
    ['verify --address http://', "error: option '--address <url>' argument 'http://' is invalid."],
  ])('rejects %s with 2', async (command, said) => {
    const { code, complaints } = await run(command);
    expect(complaints[0]).toContain(said);
    expect(code).toBe(2);
  });

  it('rejects a missing kubectl, a missing dist/ and an unknown release in one line each', async () => {
    const missing = await run('precheck', { env: { KUBECTL: '/no/such/kubectl' } });
    expect([missing.code, missing.complaints]).toEqual([
      2,
      [expect.stringMatching(/^kubectl can't be started/)],
    ]);
    const release = await run('precheck', { env: { ISTIO_RELEASE: '9.9' } });
    expect([release.code, release.complaints]).toEqual([2, [expect.stringMatching(/^ISTIO_RELEASE: /)]]);
    rmSync(dist, { recursive: true });
    const manifests = await run('clean-up');
    expect([manifests.code, manifests.complaints]).toEqual([
      2,
      [expect.stringMatching(/^there are no manifests/)],
    ]);
  });

  it('says of a defect that it is one, without a stack', async () => {
    const { code, complaints } = await run('precheck', {
      answers: [{ when: 'get services -A', out: 'null' }],
    });
    expect(code).toBe(2);
    expect(complaints).toEqual([
      expect.stringMatching(/^this is a defect of cdk8s-istio, please report it: TypeError: [^\n]*$/),
    ]);
  });

  it('tells how it is used', async () => {
    const { code, lines } = await run('--help');
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/precheck .*verify .*clean-up /s);
  });
});
