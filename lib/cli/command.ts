import type { Terminal } from './terminal';

/** What every command is given besides its options. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly dist: string;
}
