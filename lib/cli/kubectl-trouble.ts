import { ConfigError } from '../diagnostics/error';
import { shortened } from './printable';

/** What a program came back with. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const causes: readonly { readonly says: RegExp; readonly problem: string; readonly instead: string }[] = [
  {
    says: /unauthorized|must be logged in|provide credentials|exec: executable|getting credentials/i,
    problem: 'the cluster does not know who asks',
    instead: 'log in to it as you do for kubectl',
  },
  {
    says: /forbidden/i,
    problem: 'the cluster refuses',
    instead: 'use an account that may do this',
  },
  {
    says: /x509|certificate/i,
    problem: "the cluster's certificate is not trusted",
    instead: 'renew the kubeconfig',
  },
  {
    says: /connection to the server|unable to connect|refused|no such host|timeout|timed out|deadline|unreachable|no route/i,
    problem: 'the cluster does not answer',
    instead: 'start it, or choose another with --context',
  },
];

/** Says why kubectl could not do what it was asked, in one line and with what to try. */
export function kubectlTrouble(context: string | undefined, args: readonly string[], ran: Ran): ConfigError {
  const cause = causes.find(({ says }) => says.test(ran.stderr));
  return new ConfigError({
    ...(context !== undefined && { at: `context ${context}` }),
    problem: cause?.problem ?? `${shortened(['kubectl', ...args].join(' '), 120)} failed`,
    got: lastLine(ran.stderr),
    instead: cause?.instead ?? 'run the command by hand to see more',
  });
}

/** kubectl's own word is its last line; the lines before repeat each try. */
export function lastLine(text: string): string {
  const line = shortened(text.trimEnd().slice(text.trimEnd().lastIndexOf('\n') + 1), 300);
  return line.replace(/^error( from server( \(\w+\))?)?: /i, '').trim() || 'nothing';
}
