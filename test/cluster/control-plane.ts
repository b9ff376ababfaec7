import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';

/** The folder with etcd, kube-apiserver and kubectl, by envtest's convention; `undefined` where none is given. */
export const assets = process.env.KUBEBUILDER_ASSETS;

/** `describe` where a control plane can be started, `describe.skip` where not. */
export const withControlPlane = assets === undefined ? describe.skip : describe;

/** What a command or an HTTP request came back with. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A Kubernetes API server with its etcd on loopback, and nothing else: no controllers (a namespace stays
 * Terminating, see `namespace-controller.ts`; no default ServiceAccount; Jobs and Deployments make no pods).
 */
export interface ControlPlane {
  /** A folder of its own, removed by `stop`. */
  readonly directory: string;
  readonly kubeconfig: string;
  /** The context's name in the kubeconfig; `powerless` names a second one, of a user who may do nothing. */
  readonly context: string;
  /** Runs kubectl against this server; never throws for a failing command. */
  kubectl(args: readonly string[], input?: string): Promise<Ran>;
  /** Runs kubectl and returns what it printed; throws what it complained about. */
  must(args: readonly string[], input?: string): Promise<string>;
  /** One call of the API itself, as a member of system:masters; `code` is the HTTP status. */
  call(method: string, path: string, body?: unknown, contentType?: string): Promise<Ran>;
  /** Ends both servers and removes the folder. */
  stop(): Promise<void>;
}

/**
 * Starts a control plane and waits until it is ready, a minute at most.
 * `beforeAll(async () => { plane = await startControlPlane(); }, 90_000); afterAll(() => plane?.stop());`
 */
export async function startControlPlane(
  options: { readonly flags?: readonly string[] } = {},
): Promise<ControlPlane> {
  if (assets === undefined) throw new Error('KUBEBUILDER_ASSETS is not set');
  const directory = mkdtempSync(join(tmpdir(), 'control-plane-'));
  const processes: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all([...processes].reverse().map(end));
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [client, peer, secure] = await freePorts(3);
    const etcd = `http://127.0.0.1:${client}`;
    const peers = `http://127.0.0.1:${peer}`;
    processes.push(
      start(directory, 'etcd', [
        `--data-dir=${join(directory, 'etcd')}`,
        `--listen-client-urls=${etcd}`,
        `--advertise-client-urls=${etcd}`,
        `--listen-peer-urls=${peers}`,
        `--initial-advertise-peer-urls=${peers}`,
        `--initial-cluster=default=${peers}`,
        '--unsafe-no-fsync',
        '--log-level=warn',
      ]),
    );
    const files = writeCredentials(directory, secure as number);
    processes.push(
      start(directory, 'kube-apiserver', [
        `--etcd-servers=${etcd}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
        `--secure-port=${secure}`,
        `--cert-dir=${directory}`,
        '--service-cluster-ip-range=10.0.0.0/24',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${files.key}`,
        `--service-account-signing-key-file=${files.key}`,
        `--token-auth-file=${files.tokens}`,
        '--authorization-mode=RBAC',
        // It would wait for each namespace's default account, which a controller makes.
        '--disable-admission-plugins=ServiceAccount',
        ...(options.flags ?? []),
      ]),
    );
    const call = caller(directory, secure as number, files.token);
    await ready(directory, processes, call);
    const kubectl = (args: readonly string[], input = '') =>
      run(join(assets, 'kubectl'), ['--kubeconfig', files.kubeconfig, ...args], input);
    return {
      directory,
      kubeconfig: files.kubeconfig,
      context: 'loopback',
      kubectl,
      call,
      stop,
      async must(args, input) {
        const ran = await kubectl(args, input);
        if (ran.code !== 0)
          throw new Error(`kubectl ${args.join(' ')} ended with ${ran.code}: ${ran.stderr}`);
        return ran.stdout;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs a program to its end with the given standard input. */
export function run(program: string, args: readonly string[], input = '', env = process.env): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Starts one server under a shell that ends it as soon as this process is gone, however that happened. */
function start(directory: string, program: string, args: readonly string[]): ChildProcess {
  const guard =
    'exec 3<&0; "$@" </dev/null 3<&- & server=$!; (cat <&3 >/dev/null; kill -9 $server) & exec 3<&-; wait $server';
  // A proxy of the machine has nothing to do between two servers on loopback, nor with webhooks.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));
  const child = spawn('sh', ['-c', guard, 'sh', join(assets as string, program), ...args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logOf(directory, program));
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.stdin?.on('error', () => undefined);
  child.once('exit', () => child.stdin?.end());
  return child;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.stdin?.end();
    }
  });
}

function logOf(directory: string, program: string): string {
  return join(directory, `${program}.log`);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function writeCredentials(directory: string, port: number) {
  const write = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [token, powerless] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const user = (name: string, secret: string) => ({ name, user: { token: secret } });
  const context = (name: string) => ({ name, context: { cluster: 'loopback', user: name } });
  return {
    token,
    key: write('service-accounts.key', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()),
    tokens: write('tokens.csv', `${token},admin,1,"system:masters"\n${powerless},powerless,2\n`),
    kubeconfig: write(
      'kubeconfig',
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'loopback',
        clusters: [
          {
            name: 'loopback',
            // kube-apiserver signs a certificate for itself and writes it here with the authority that it made.
            cluster: {
              server: `https://127.0.0.1:${port}`,
              'certificate-authority': join(directory, 'apiserver.crt'),
            },
          },
        ],
        users: [user('loopback', token), user('powerless', powerless)],
        contexts: [context('loopback'), context('powerless')],
      }),
    ),
  };
}

function caller(directory: string, port: number, token: string): ControlPlane['call'] {
  return (method, path, body, contentType = 'application/json') =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          ca: readFileSync(join(directory, 'apiserver.crt')),
          headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({ code: answer.statusCode ?? 0, stdout: Buffer.concat(chunks).toString(), stderr: '' }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

async function ready(directory: string, processes: readonly ChildProcess[], call: ControlPlane['call']) {
  const limit = Date.now() + 60_000;
  let last = 'no answer yet';
  while (Date.now() < limit) {
    if (processes.some((child) => child.exitCode !== null)) break;
    const answer = await call('GET', '/readyz').catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.code === 200) return;
    last = answer instanceof Error ? answer.message : answer.stdout;
    await sleep(100);
  }
  const logs = ['etcd', 'kube-apiserver'].map(
    (program) => `--- ${program}\n${readFileSync(logOf(directory, program), 'utf8').slice(-2000)}`,
  );
  throw new Error(`the control plane did not become ready: ${last}\n${logs.join('\n')}`);
}
