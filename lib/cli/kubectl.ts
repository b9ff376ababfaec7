import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ConfigError } from '../diagnostics/error';
import { shellCommand } from '../values/shell-word';
import { listOf, objectOf, optional, type Reader, text as textReader } from './answer';
import { commandText, type KubectlProgram, type Limits, runKubectl, startKubectl } from './kubectl-process';
import { kubectlTrouble, lastLine, type Ran } from './kubectl-trouble';
import { shortened } from './printable';

/** Which cluster a command is for. */
export interface ClusterOptions {
  /** The kubeconfig's context. @default - its current one */
  readonly context?: string;
  /** The kubeconfig file. @default - as kubectl finds it: KUBECONFIG, then ~/.kube/config */
  readonly kubeconfig?: string;
  /** Seconds that one call of kubectl may take. @default - 30, and 180 at a terminal, where a login may ask */
  readonly callTimeout?: number;
}

/** The user's own kubectl, bound to one context, so that a change of context halfway meets no other cluster. */
export interface Kubectl {
  readonly context: string;
  /** The API server's address. */
  readonly server: string;
  /** Where an object lies whose file names no namespace. */
  readonly namespace: string;
  /**
   * Runs one command; a failing one is an answer too.
   *
   * @throws ConfigError where it takes longer or prints more than it may
   */
  run(args: readonly string[], input?: string): Promise<Ran>;
  /**
   * Runs one command and returns what it printed.
   *
   * @throws ConfigError saying why the cluster can't be asked
   */
  text(args: readonly string[], input?: string): Promise<string>;
  /** As {@link text}, for commands that print JSON. */
  json<T>(args: readonly string[], reader: Reader<T>, input?: string): Promise<T>;
  /** Reads what a command has printed. */
  read<T>(args: readonly string[], printed: string, reader: Reader<T>): T;
  /** Starts a command that goes on until it is ended, such as a port-forward. */
  start(args: readonly string[]): ChildProcess;
  /** A command as the user would type it for this cluster: `hint('istioctl', 'analyze')`. Every word is quoted. */
  hint(tool: string, ...words: readonly string[]): string;
}

/** How long the API server may take for one answer. */
const answerLimit = '--request-timeout=15s';

/** No list of a cluster that people work with is larger. */
const outputLimit = 64 * 1024 * 1024;

/**
 * Finds kubectl (on PATH, or what KUBECTL names) and the context that it would use.
 *
 * @param stop ends all that is asked
 * @throws ConfigError where there is no kubectl or no such context
 */
export async function connect(
  options: ClusterOptions,
  env: NodeJS.ProcessEnv,
  stop?: AbortSignal,
): Promise<Kubectl> {
  rejectEmpty('--context', options.context);
  rejectEmpty('--kubeconfig', options.kubeconfig);
  const [program, ...words] = programOf(env);
  const kubeconfig = options.kubeconfig === undefined ? [] : ['--kubeconfig', options.kubeconfig];
  const before = [...words, ...kubeconfig];
  const chosen = options.context === undefined ? [] : ['--context', options.context];
  const started: KubectlProgram = { program, before, env, limits: limitsOf(options), stop };
  const viewArgs = ['config', 'view', '--minify', '-o', 'json'];
  const view = await runKubectl({ ...started, before: [...before, ...chosen] }, viewArgs);
  const unknown = async () => {
    const names = await runKubectl(started, ['config', 'get-contexts', '-o', 'name']);
    // It can't read the kubeconfig, or does not run at all: no other context would help.
    if (names.code !== 0) return kubectlTrouble(options.context, viewArgs, view);
    return noContext(options.context, view, names.stdout.split('\n').filter(Boolean));
  };
  if (view.code !== 0) throw await unknown();
  const config = parsed(view.stdout, commandText(viewArgs), kubeconfigView);
  const context = options.context ?? config['current-context'] ?? '';
  // Without a name kubectl would take what it finds: the pod that it runs in, or a server of this machine.
  if (context === '') throw await unknown();
  const server = config.clusters?.[0]?.cluster?.server ?? '';
  if (server === '') throw noServer(context);
  const pinned = { ...started, before: [...before, '--context', context] };
  const limited = { ...pinned, before: [...pinned.before, answerLimit] };
  const run = (args: readonly string[], input?: string) => runKubectl(limited, args, input);
  const text = async (args: readonly string[], input?: string) => {
    const ran = await run(args, input);
    if (ran.code !== 0) throw kubectlTrouble(context, args, ran);
    return ran.stdout;
  };
  const read = <T>(args: readonly string[], printed: string, reader: Reader<T>) =>
    parsed(printed, `context ${context}: ${commandText(args)}`, reader);
  return {
    context,
    server,
    namespace: config.contexts?.find(({ name }) => name === context)?.context?.namespace || 'default',
    run,
    text,
    read,
    json: async (args, reader, input) => read(args, await text(args, input), reader),
    start: (args) => startKubectl(pinned, args),
    hint: (tool, ...args) =>
      shellCommand([tool, ...kubeconfig, ...chosen.map((word) => flagOf(tool, word)), ...args]),
  };
}

const kubeconfigView = objectOf({
  'current-context': optional(textReader),
  contexts: optional(
    listOf(objectOf({ name: textReader, context: optional(objectOf({ namespace: optional(textReader) })) })),
  ),
  clusters: optional(listOf(objectOf({ cluster: optional(objectOf({ server: optional(textReader) })) }))),
});

function limitsOf({ callTimeout }: ClusterOptions): Limits {
  const seconds = callTimeout ?? (process.stdin.isTTY === true ? 180 : 30);
  return { time: seconds * 1000, output: outputLimit };
}

/** KUBECTL is a program, or one with arguments such as `minikube kubectl --`. */
function programOf(env: NodeJS.ProcessEnv): [string, ...string[]] {
  const named = env.KUBECTL?.trim();
  if (named === undefined || named === '') return ['kubectl'];
  return existsSync(named) ? [named] : (named.split(/\s+/) as [string, ...string[]]);
}

function flagOf(tool: string, word: string): string {
  return tool === 'helm' && word === '--context' ? '--kube-context' : word;
}

/** kubectl takes an empty name for none, and then its current context. */
function rejectEmpty(option: string, value: string | undefined): void {
  if (value === undefined || value.trim() !== '') return;
  throw new ConfigError({
    problem: `${option} names nothing`,
    got: value,
    instead: `leave ${option} out, or name the one that is meant`,
  });
}

function noContext(context: string | undefined, view: Ran, known: readonly string[]): ConfigError {
  const some = `${known
    .slice(0, 20)
    .map((name) => shortened(name, 80))
    .join(', ')}${known.length > 20 ? ' …' : ''}`;
  const names = known.length === 0 ? 'the kubeconfig has none' : `known are ${some}`;
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

function noServer(context: string): ConfigError {
  return new ConfigError({
    problem: 'the context names no server',
    got: context,
    instead: 'mend its cluster in the kubeconfig, or choose another with --context',
  });
}

function parsed<T>(printed: string, asked: string, reader: Reader<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(printed);
  } catch {
    throw new ConfigError({
      problem: `${asked} did not print JSON`,
      got: shortened(printed.slice(0, 1000)),
      instead: 'check that KUBECTL names a kubectl',
    });
  }
  return reader(value, { asked, path: '', instead: 'check that KUBECTL names a kubectl of this cluster' });
}
