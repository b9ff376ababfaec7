import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ConfigError } from '../diagnostics/error';
import { kubectlTrouble, lastLine } from './kubectl-trouble';
import type { Ran } from './ran';

/** Which cluster a command is for. */
export interface ClusterOptions {
  /** The kubeconfig's context. @default - its current one */
  readonly context?: string;
  /** The kubeconfig file. @default - as kubectl finds it: KUBECONFIG, then ~/.kube/config */
  readonly kubeconfig?: string;
}

/** The user's own kubectl, bound to one context, so that a change of context halfway meets no other cluster. */
export interface Kubectl {
  readonly context: string;
  /** The API server's address. */
  readonly server: string;
  /** Runs one command; a failing one is an answer too. */
  run(args: readonly string[], input?: string): Promise<Ran>;
  /**
   * Runs one command and returns what it printed.
   *
   * @throws ConfigError saying why the cluster can't be asked
   */
  text(args: readonly string[], input?: string): Promise<string>;
  /** As {@link text}, for commands that print JSON. */
  json<T>(args: readonly string[], input?: string): Promise<T>;
  /** Starts a command that goes on until it is killed, such as a port-forward. */
  start(args: readonly string[]): ChildProcess;
  /** A command as the user would type it for this cluster: `hint('istioctl', 'analyze')`. */
  hint(tool: string, rest: string): string;
}

/** How long kubectl may wait for one answer. */
const answerLimit = '--request-timeout=15s';

/**
 * Finds kubectl (on PATH, or what KUBECTL names) and the context that it would use.
 *
 * @throws ConfigError where there is no kubectl or no such context
 */
export async function connect(options: ClusterOptions, env: NodeJS.ProcessEnv): Promise<Kubectl> {
  const [program, ...before] = programOf(env);
  const kubeconfig = options.kubeconfig === undefined ? [] : ['--kubeconfig', options.kubeconfig];
  const base = [...before, ...kubeconfig];
  const chosen = options.context === undefined ? [] : ['--context', options.context];
  const view = await spawned(program, [...base, ...chosen, 'config', 'view', '--minify', '-o', 'json'], env);
  if (view.code !== 0) {
    const names = await spawned(program, [...base, 'config', 'get-contexts', '-o', 'name'], env);
    throw noContext(options.context, view, names.stdout.split('\n').filter(Boolean));
  }
  const config = parsed<KubeconfigView>(view.stdout, 'kubectl config view');
  const context = options.context ?? config['current-context'] ?? '';
  const pinned = [...base, '--context', context];
  const run = (args: readonly string[], input?: string) =>
    spawned(program, [...pinned, answerLimit, ...args], env, input);
  const text = async (args: readonly string[], input?: string) => {
    const ran = await run(args, input);
    if (ran.code !== 0) throw kubectlTrouble(context, args, ran);
    return ran.stdout;
  };
  return {
    context,
    server: config.clusters?.[0]?.cluster?.server ?? 'an unnamed server',
    run,
    text,
    json: async <T>(args: readonly string[], input?: string) =>
      parsed<T>(await text(args, input), `kubectl ${args.join(' ')}`),
    start: (args) => spawn(program, [...pinned, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    hint: (tool, rest) =>
      [tool, ...[...kubeconfig, ...chosen].map((word) => shellWord(tool, word)), rest].join(' '),
  };
}

/** Tells the user which cluster a command is about to ask. */
export function contextLine(kubectl: Kubectl): string {
  return `${kubectl.context} (${kubectl.server})`;
}

interface KubeconfigView {
  readonly 'current-context'?: string;
  readonly clusters?: readonly { readonly cluster?: { readonly server?: string } }[] | null;
}

/** KUBECTL is a program, or one with arguments such as `minikube kubectl --`. */
function programOf(env: NodeJS.ProcessEnv): [string, ...string[]] {
  const named = env.KUBECTL?.trim();
  if (named === undefined || named === '') return ['kubectl'];
  return existsSync(named) ? [named] : (named.split(/\s+/) as [string, ...string[]]);
}

function shellWord(tool: string, word: string): string {
  if (tool === 'helm' && word === '--context') return '--kube-context';
  return /[^\w@%+=:,./-]/.test(word) ? `'${word}'` : word;
}

function noContext(context: string | undefined, view: Ran, known: readonly string[]): ConfigError {
  const names = known.length === 0 ? 'the kubeconfig has none' : `known are ${known.join(', ')}`;
  return context === undefined
    ? new ConfigError({
        problem: 'no context says which cluster is meant',
        got: lastLine(view.stderr),
        instead: `choose one with --context or kubectl config use-context; ${names}`,
      })
    : new ConfigError({
        problem: 'the kubeconfig has no such context',
        got: context,
        instead: `choose another with --context; ${names}`,
      });
}

function parsed<T>(text: string, command: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ConfigError({
      problem: `${command} did not print JSON`,
      got: text.slice(0, 200),
      instead: 'check that KUBECTL names a kubectl',
    });
  }
}

/** Past this many milliseconds kubectl waits for more than the network: a login asks something, so it is shown. */
const silence = 2000;

function spawned(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      // A login plugin of the kubeconfig may want to ask the user.
      stdio: [input === undefined ? 'inherit' : 'pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let shown = false;
    const timer = setTimeout(() => {
      shown = process.stderr.isTTY === true;
      if (shown) process.stderr.write(Buffer.concat(err));
    }, silence);
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      err.push(chunk);
      if (shown) process.stderr.write(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        new ConfigError({
          problem: `kubectl can't be started (${error.code ?? error.message})`,
          got: program,
          instead: 'install it (https://kubernetes.io/docs/tasks/tools/) or name it by KUBECTL',
        }),
      );
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
