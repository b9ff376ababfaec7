import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endKubectl, type Limits, runKubectl, startKubectl } from '../../lib/cli/kubectl-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A kubectl that is a shell script. */
function script(body: string): string {
  const program = join(folder, 'kubectl');
  writeFileSync(program, `#!/bin/sh\n${body}\n`);
  chmodSync(program, 0o755);
  return program;
}

function run(body: string, limits: Partial<Limits> = {}, stop?: AbortSignal) {
  const started = { program: script(body), before: [], env: process.env, stop };
  return runKubectl({ ...started, limits: { time: 20_000, output: 1024 * 1024, ...limits } }, [
    'get',
    'pods',
  ]);
}

/** Whether the process that wrote its number here still runs. */
function runs(file: string): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, file), 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !what(); tries++) await new Promise((done) => setTimeout(done, 25));
  expect(what()).toBe(true);
}

/** Goes on in the background and in the foreground, and writes both numbers down. */
const hanging = () => `sleep 100 & echo $! > ${folder}/child; echo $$ > ${folder}/parent; echo begun; wait`;

describe('a call of kubectl', () => {
  it('ends when its time is over, with what it has started, and is told in one line', async () => {
    await expect(run(`echo 'asking' >&2; ${hanging()}`, { time: 2000 })).rejects.toThrow(
      "kubectl get pods did not end in 2 s, got 'asking'; see what it does by hand; --call-timeout gives each call of kubectl longer",
    );
    await until(() => !runs('child') && !runs('parent'));
  });

  it('ends when it prints more than it may', async () => {
    await expect(run(`echo $$ > ${folder}/parent; yes`)).rejects.toThrow(
      "kubectl get pods printed more than 1 MiB, got 'nothing'",
    );
    await until(() => !runs('parent'));
  });

  it('may complain as much as it likes, of which the end is kept', async () => {
    const { stderr } = await run('yes complaint | head -n 500000 >&2; echo last >&2');
    expect([stderr.length, stderr.slice(-15)]).toEqual([64 * 1024, 'complaint\nlast\n']);
  });

  it('ends when it is stopped, and is not begun afterwards', async () => {
    const stop = new AbortController();
    const ran = run(hanging(), {}, stop.signal);
    const rejected = expect(ran).rejects.toThrow('stopped by SIGTERM');
    await until(() => existsSync(join(folder, 'parent')));
    stop.abort(new Error('stopped by SIGTERM'));
    await rejected;
    await until(() => !runs('child') && !runs('parent'));
    await expect(run(`echo x > ${folder}/again`, {}, stop.signal)).rejects.toThrow('stopped by SIGTERM');
    expect(existsSync(join(folder, 'again'))).toBe(false);
  });

  it('is done when kubectl is, though something that it has left keeps its output open', async () => {
    const { code, stdout } = await run('sleep 20 & echo $!');
    expect(code).toBe(0);
    // It still runs, which a signal says.
    process.kill(Number(stdout), 'SIGTERM');
  });

  it('speaks English, whatever the user speaks', async () => {
    expect((await run('echo $LC_ALL')).stdout).toBe('C\n');
  });

  it('reports a program that is not there', async () => {
    const missing = { program: join(folder, 'none'), before: [], env: {}, stop: undefined };
    await expect(runKubectl({ ...missing, limits: { time: 1000, output: 10 } }, [])).rejects.toThrow(
      "kubectl can't be started (ENOENT)",
    );
  });
});

describe('a kubectl that goes on', () => {
  it('ends with what it has started', async () => {
    const child = startKubectl({ program: script(hanging()), before: [], env: process.env }, []);
    await until(() => existsSync(join(folder, 'parent')));
    endKubectl(child);
    await until(() => !runs('child') && !runs('parent'));
    endKubectl(child);
  });
});
