export { ExitCode } from './exit-code';
export { runProcess } from './process';
export { runCommandLine } from './program';
export { processTerminal } from './terminal';
