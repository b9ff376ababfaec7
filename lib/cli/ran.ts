/** What a program came back with. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
