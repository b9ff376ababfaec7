import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import type { KubernetesObject } from '../../lib/kubernetes/identity';
import { ownedBy } from '../../lib/kubernetes/ownership-label';
import { contentsOf } from '../cli/contents';
import { gatewayService, gatewayWorkload } from '../cli/gateway-objects';
import { type PageServer, pageServer } from '../cli/page-server';
import { recordingTerminal } from '../cli/recording-terminal';
import { changing, gateway, labels, namespace } from '../cli/run-program';
import { kubeconfigView } from '../cli/stub-kubectl';
import { damages, oneOf, randomFrom } from './damage';
import { type ScriptedAnswer, type ScriptKubectl, scriptKubectl } from './script-kubectl';

const trials = Number(process.env.TRIALS ?? 1000);
const first = Number(process.env.SEED ?? 1);

/** Of somebody else: of the name of ours, without our label. */
const theirs = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'demo', uid: 'uid-theirs' },
};
const ours = {
  ...theirs,
  metadata: { ...theirs.metadata, name: 'ours', uid: 'uid-ours', labels: ownedBy('istio-101') },
};

const kinds = (...names: string[]) => ({
  resources: names.map((kind) => ({ name: kind, kind, namespaced: kind !== 'Namespace' })),
});
const group = (groupVersion: string) => ({ name: groupVersion.split('/')[0], versions: [{ groupVersion }] });
const json = (when: string, out: object): ScriptedAnswer => ({ when, out: JSON.stringify(out) });

/** A cluster in which all is ready, and where clean-up finds one object of ours and one of somebody else. */
function cluster(page: PageServer): ScriptedAnswer[] {
  const live = gatewayService('istio-system/istio-ingressgateway', labels, { [page.port]: 8080 });
  const balanced = { ...live, status: { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } } };
  const istiod = gatewayWorkload('istio-system/istiod', {});
  const webhook = {
    name: 'namespace.sidecar-injector.istio.io',
    namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } },
  };
  return [
    json('config view', kubeconfigView('dev')),
    { when: 'config get-contexts', out: 'dev\n' },
    json('--raw /version', { gitVersion: 'v1.34.4' }),
    json('--raw /apis/networking.istio.io/v1', kinds('Gateway')),
    json('--raw /api/v1', kinds('Namespace', 'ConfigMap')),
    json('--raw /apis', { groups: [group('networking.istio.io/v1')] }),
    json('-l app=istiod', { items: [istiod] }),
    json('get services -A', { items: [live] }),
    json('get deployments,daemonsets -A', {
      items: [gatewayWorkload('istio-system/istio-ingressgateway', labels)],
    }),
    json('get mutatingwebhookconfigurations', { items: [{ webhooks: [webhook] }] }),
    json('get namespace demo', namespace),
    json('get pods -n demo', { items: [] }),
    json('get service istio-ingressgateway', balanced),
    json('get nodes', { items: [] }),
    { when: 'port-forward', err: 'error: no pod runs\n', code: 1 },
    {
      when: 'get -f -',
      out: JSON.stringify({
        items: [theirs, ours, { ...namespace, metadata: { ...namespace.metadata, uid: 'uid-ns' } }],
      }),
      err: 'Error from server (NotFound): gateways.networking.istio.io "bookinfo-gateway" not found\n',
      code: 1,
    },
    { when: 'api-resources', out: 'configmaps\nsecrets\n' },
    {
      when: '-n demo get',
      out: contentsOf(
        { kind: 'ConfigMap', name: 'ours', uid: 'uid-ours' },
        { kind: 'ConfigMap', name: 'settings', uid: 'uid-theirs' },
      ),
    },
    { when: 'delete', out: '' },
    { when: 'patch', out: '' },
    { when: 'label', out: '' },
    { when: 'annotate', out: '' },
  ];
}

const commands = [
  'precheck',
  'precheck -o json',
  'verify --timeout 1',
  'verify --timeout 1 -o json',
  'clean-up --yes --timeout 0.3',
  'clean-up --yes --timeout 0.3 -o json',
  'clean-up --dry-run -o json',
] as const;

/** The answers that a command asks for where all is ready, by their places. */
const asked = new Map<string, readonly number[]>();

async function askedFor(command: string, dist: string, page: PageServer): Promise<readonly number[]> {
  const answers = cluster(page);
  const kubectl = scriptKubectl(answers);
  await run(command, dist, kubectl.program);
  const calls = kubectl.calls().map((call) => answers.findIndex(({ when }) => call.command.includes(when)));
  await kubectl.remove();
  return [...new Set(calls)].sort();
}

async function run(command: string, dist: string, program: string) {
  const terminal = recordingTerminal();
  const code = await runCommandLine([...command.split(' '), '--dist', dist, '--call-timeout', '0.8'], {
    terminal,
    env: { PATH: process.env.PATH, KUBECTL: program },
  });
  return { code, terminal };
}

/** What was wrong with one trial; nothing where all was as it should be. */
async function trial(seed: number, dist: string, page: PageServer): Promise<string[]> {
  const random = randomFrom(seed);
  const command = oneOf(random, commands);
  const name = oneOf(random, Object.keys(damages) as (keyof typeof damages)[]);
  const answers = cluster(page);
  const hit = oneOf(random, asked.get(command) ?? []);
  const kubectl = scriptKubectl(
    answers.map((answer, index) =>
      index === hit ? { when: answer.when, ...damages[name](random, answer) } : answer,
    ),
  );
  try {
    const { code, terminal } = await run(command, dist, kubectl.program);
    const faults = [
      ...faultsOfText([...terminal.lines, ...terminal.complaints, ...terminal.progressed]),
      ...(command.includes('json')
        ? faultsOfJson(terminal.lines, code, terminal.complaints)
        : faultsOfLines(terminal.lines, code, terminal.complaints)),
      ...faultsOfCalls(command, kubectl.calls()),
    ];
    return faults.map((fault) => `SEED=${seed}: ${command}, ${answers[hit]?.when} ${name}: ${fault}`);
  } catch (error) {
    return [`SEED=${seed}: ${command}, ${answers[hit]?.when} ${name}: ${error}`];
  } finally {
    await kubectl.remove();
  }
}

function faultsOfText(all: readonly string[]): string[] {
  const hints = all.filter((line) => line.includes('-> '));
  return [
    ...all.filter((line) => line.includes('this is a defect')),
    ...all.filter((line) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line.replaceAll('\n', ''))),
    ...hints.filter((line) => /[^'\w]\$\(touch/.test(line)),
  ];
}

/** What a cluster said, or a reader can't be shown, is one line and no longer than a few of the screen. */
function faultsOfLines(lines: readonly string[], code: number, complaints: readonly string[]): string[] {
  const unknown = lines.filter((line) => line.startsWith('unknown'));
  return [
    ...[...lines, ...complaints]
      .filter((line) => line.length > 2000)
      .map((line) => `${line.length} characters`),
    ...(code === 2 && complaints.length + unknown.length === 0
      ? ['nothing is said of why it could not ask']
      : []),
    ...complaints.slice(1),
  ];
}

/** Nothing is changed but by a clean-up that may, and then what is ours alone. */
function faultsOfCalls(command: string, calls: ReturnType<ScriptKubectl['calls']>): string[] {
  const changes = calls.filter(({ command: one }) => changing.test(`${one} `));
  if (!command.startsWith('clean-up --yes')) return changes.map((one) => `changed: ${one.command}`);
  const deleted = changes.flatMap(({ command: one, input }) =>
    one.includes(' delete ') ? (JSON.parse(input || '{"items":[]}').items as KubernetesObject[]) : [],
  );
  return deleted
    .filter(({ metadata }) => metadata.name !== 'ours')
    .map((one) => `deleted ${JSON.stringify(one)}`);
}

function faultsOfJson(lines: readonly string[], code: number, complaints: readonly string[]): string[] {
  try {
    const report = JSON.parse(lines.join('\n'));
    const verdict = ['ok', 'findings', 'cannot-ask'][code];
    const isReport = /^cdk8s-istio\/[a-z-]+\/v1$/.test(report.schema) && report.verdict === verdict;
    const isTold =
      code !== 2 || report.outcomes.some(({ status }: { status: string }) => status === 'unknown');
    return [...(isReport && isTold ? [] : [`another report with ${code}: ${lines.join('')}`]), ...complaints];
  } catch {
    return [`no JSON: ${lines.join('\n').slice(0, 200)}`];
  }
}

describe('the command line', () => {
  let dist: string;
  let page: PageServer;
  beforeAll(async () => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    page = await pageServer();
    const port = { number: page.port, name: 'http', protocol: 'HTTP' };
    const served = { ...gateway, spec: { ...gateway.spec, servers: [{ hosts: ['*'], port }] } };
    const wanted = { ...theirs, metadata: { ...theirs.metadata, labels: ownedBy('istio-101') } };
    const items = [namespace, served, ours, wanted];
    writeFileSync(join(dist, 'all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    for (const command of commands) asked.set(command, await askedFor(command, dist, page));
  });
  afterAll(async () => {
    await page.close();
    rmSync(dist, { recursive: true });
  });

  it(`stands ${trials} wrong answers of kubectl`, async () => {
    const failed: string[] = [];
    const seeds = Array.from({ length: trials }, (_, index) => first + index).values();
    const worker = async () => {
      for (const seed of seeds) failed.push(...(await trial(seed, dist, page)));
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    expect(failed).toEqual([]);
  });
});
