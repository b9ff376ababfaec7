import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfigView, type StubKubectl, stubKubectl } from './stub-kubectl';

const program = join(__dirname, '../../bin/cdk8s-istio.mjs');

/** The command line as a process, with a kubectl that hangs when it is asked for anything. */
describe('the command line as a process', () => {
  let folder: string;
  let stub: StubKubectl;
  let child: ChildProcess;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-'));
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
    writeFileSync(join(folder, '10-namespace.k8s.yaml'), JSON.stringify(namespace));
    stub = stubKubectl([
      { when: 'config view', out: kubeconfigView('dev') },
      { when: '', stays: true, pid: join(folder, 'pid') },
    ]);
  });
  afterEach(() => {
    child.kill('SIGKILL');
    stub.remove();
    rmSync(folder, { recursive: true });
  });

  function started(...args: string[]) {
    child = spawn(process.execPath, [program, ...args, '--dist', folder], {
      env: { ...process.env, KUBECTL: stub.program },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const told = { out: '', err: '' };
    child.stdout?.on('data', (chunk) => {
      told.out += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      told.err += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { told, ended };
  }

  const hanging = async () => {
    const file = join(folder, 'pid');
    while (!existsSync(file) || readFileSync(file, 'utf8') === '')
      await new Promise((done) => setTimeout(done, 20));
    return Number(readFileSync(file, 'utf8'));
  };

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'ends by %s with what it has started, and says so',
    async (signal, code) => {
      const { told, ended } = started('precheck', '-o', 'json');
      const kubectl = await hanging();
      child.kill(signal);
      expect(await ended).toBe(code);
      const { verdict, outcomes } = JSON.parse(told.out);
      expect([verdict, outcomes, told.err]).toEqual([
        'cannot-ask',
        [{ check: 'cluster', status: 'unknown', message: `stopped by ${signal}` }],
        '',
      ]);
      await expect(gone(kubectl)).resolves.toBe(true);
    },
    30_000,
  );

  it('ends by itself when kubectl does not, with one line and 2', async () => {
    const { told, ended } = started('clean-up', '--yes', '--call-timeout', '4');
    const kubectl = await hanging();
    expect(await ended).toBe(2);
    expect(told.err).toBe(
      "kubectl get --raw /apis did not end in 4 s, got 'nothing'; see what it does by hand; --call-timeout gives each call of kubectl longer\n",
    );
    await expect(gone(kubectl)).resolves.toBe(true);
  });
});

/** Whether a process ends within seconds. */
async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

const hasFifos = process.platform === 'win32' ? it.skip : it;
hasFifos(
  'a command that only reads ends by a signal while it waits for what it reads',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'process-'));
    const pipe = join(folder, 'a.yaml');
    spawnSync('mkfifo', [pipe]);
    const child = spawn(process.execPath, [program, 'analyze', '-f', pipe], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
    // Opened as soon as it is read from.
    const writing = await open(pipe, 'w');
    try {
      child.kill('SIGTERM');
      expect(await ended).toBe('SIGTERM');
    } finally {
      child.kill('SIGKILL');
      await writing.close();
      rmSync(folder, { recursive: true });
    }
  },
  30_000,
);
