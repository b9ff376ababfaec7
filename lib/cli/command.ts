import type { Outcome } from '../diagnostics/outcome';
import type { Kubectl } from './kubectl';
import type { Terminal } from './terminal';

/** What every command is given besides its options. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** Ends what runs, with an error that says why. */
  readonly stop?: AbortSignal;
  /** What each command is made of. @default - as it lies in this folder */
  readonly commands?: Readonly<Record<string, () => Promise<unknown>>>;
}

/** What a command is given to work with. */
export interface Work extends Surroundings {
  /** What it says to programs with `-o json`; filled as it becomes known. */
  readonly told: Told;
}

/** What a command has to say so far. */
export interface Told {
  kubectl?: Kubectl;
  outcomes: readonly Outcome[];
  /** What this command says and others don't. */
  more: Readonly<Record<string, unknown>>;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly dist: string;
  readonly output: 'text' | 'json';
  /** Seconds. */
  readonly callTimeout?: number;
}

/** An option that may be given several times. */
export function collected(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}
