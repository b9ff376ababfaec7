export { ExitCode } from './exit-code';
export { runCommandLine } from './program';
export { processTerminal } from './terminal';
