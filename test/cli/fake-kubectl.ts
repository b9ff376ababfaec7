import type { Kubectl } from '../../lib/cli/kubectl';
import type { Ran } from '../../lib/cli/kubectl-trouble';
import { kubectlTrouble } from '../../lib/cli/kubectl-trouble';
import { identity, type KubernetesObject } from '../../lib/kubernetes/identity';

/** What a fake kubectl says to a command: text, something to print as JSON, or how it failed. */
export type Said = string | object | Failed;

export interface Failed {
  readonly failed: string;
}

/** A kubectl that knows its answers, and keeps what it was asked. */
export interface FakeKubectl extends Kubectl {
  readonly calls: { readonly args: string; readonly input: string | undefined }[];
}

/**
 * @param answers by the beginning of the command; the longest that fits is taken. A list is used up in turn,
 * its last answer for ever.
 */
export function fakeKubectl(answers: Readonly<Record<string, Said | readonly Said[]>>): FakeKubectl {
  const calls: FakeKubectl['calls'] = [];
  const used = new Map<string, number>();
  const run = async (args: readonly string[], input?: string): Promise<Ran> => {
    const command = args.join(' ');
    calls.push({ args: command, input });
    const key = Object.keys(answers)
      .filter((beginning) => command.startsWith(beginning))
      .sort((a, b) => b.length - a.length)[0];
    if (key === undefined) throw new Error(`the fake kubectl has no answer to: ${command}`);
    const answer = answers[key] as Said | readonly Said[];
    const count = used.get(key) ?? 0;
    used.set(key, count + 1);
    const said = Array.isArray(answer) ? answer[Math.min(count, answer.length - 1)] : answer;
    return command.startsWith('get -f -') ? lookedUp(said, input) : ranOf(said);
  };
  const text = async (args: readonly string[], input?: string) => {
    const ran = await run(args, input);
    if (ran.code !== 0) throw kubectlTrouble('fake', args, ran);
    return ran.stdout;
  };
  const read: Kubectl['read'] = (args, printed, reader) =>
    reader(JSON.parse(printed), { asked: `kubectl ${args.join(' ')}`, path: '', instead: 'look' });
  return {
    context: 'fake',
    server: 'https://fake:6443',
    namespace: 'default',
    calls,
    run,
    text,
    read,
    json: async (args, reader, input) => read(args, await text(args, input), reader),
    start: () => {
      throw new Error('the fake kubectl starts nothing');
    },
    hint: (...words) => words.join(' '),
  };
}

function ranOf(said: Said): Ran {
  if (typeof said === 'string') return { code: 0, stdout: said, stderr: '' };
  if ('failed' in said) return { code: 1, stdout: '', stderr: said.failed };
  return { code: 0, stdout: JSON.stringify(said), stderr: '' };
}

/** Objects asked for by name: kubectl prints those that are there, and complains of each of the others. */
export function lookedUp(said: Said, input = '{"items":[]}'): Ran {
  if (typeof said === 'object' && 'failed' in said) return ranOf(said);
  const there =
    said === '' ? [] : ((said as { items?: KubernetesObject[] }).items ?? [said as KubernetesObject]);
  const asked: KubernetesObject[] = JSON.parse(input).items;
  const known = new Set(there.map(identity));
  const missing = asked.filter((object) => !known.has(identity(object)));
  return {
    code: missing.length > 0 ? 1 : 0,
    stdout: JSON.stringify({ items: there }),
    stderr: missing
      .map(({ metadata }) => `Error from server (NotFound): "${metadata.name}" not found\n`)
      .join(''),
  };
}
