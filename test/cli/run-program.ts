import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import { ownedBy } from '../../lib/kubernetes/ownership-label';
import { gatewayObject, gatewayService, gatewayWorkload } from './gateway-objects';
import { type RecordingTerminal, recordingTerminal } from './recording-terminal';
import { kubeconfigView, type StubAnswer, type StubKubectl, stubKubectl } from './stub-kubectl';

export const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
export const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'demo', labels: { 'istio-injection': 'enabled', ...ownedBy('istio-101') } },
};
const bare = gatewayObject({ istio: 'ingressgateway' });
export const gateway = { ...bare, metadata: { ...bare.metadata, labels: ownedBy('istio-101') } };
const kinds = (...names: string[]) => ({
  resources: names.map((kind) => ({ name: kind, kind, namespaced: kind !== 'Namespace' })),
});
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

/** Commands that would change a cluster. */
export const changing = /(^| )(apply|create|delete|label|annotate|patch|replace|edit|scale) /;

interface Options {
  /** What the cluster says instead of what it says where all is ready. */
  readonly answers?: readonly StubAnswer[];
  /** What the user types when asked. */
  readonly typed?: string;
  readonly onAsk?: () => void;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a command printed, ended with, and asked of kubectl. */
interface Ran extends RecordingTerminal {
  readonly code: number;
  readonly commands: readonly string[];
}

/** The command line as a user has it, with a `dist/` of his own and a kubectl that knows its answers. */
export interface Program {
  /** The `dist/` of this test. */
  readonly dist: string;
  run(command: string, options?: Options): Promise<Ran>;
}

/** One that is made anew for each test of the file. */
export function newProgram(): Program {
  let dist = '';
  let stub: StubKubectl | undefined;
  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    writeFileSync(join(dist, '10-namespace.k8s.yaml'), JSON.stringify(namespace));
    writeFileSync(join(dist, '30-ingress.k8s.yaml'), JSON.stringify(gateway));
  });
  afterEach(() => {
    rmSync(dist, { recursive: true, force: true });
    stub?.remove();
  });
  return {
    get dist() {
      return dist;
    },
    async run(command, { answers = [], typed, onAsk, env } = {}) {
      stub?.remove();
      stub = stubKubectl([...answers, ...ready]);
      const terminal = recordingTerminal(typed, onAsk);
      const code = await runCommandLine([...command.split(' '), '--dist', dist], {
        terminal,
        env: { PATH: process.env.PATH, KUBECTL: stub.program, ...env },
      });
      // Every command names the context.
      const commands = stub.calls().map((call) => call.replace(/^--context dev /, ''));
      return { code, ...terminal, commands };
    },
  };
}
