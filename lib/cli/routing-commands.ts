import { type Command, InvalidArgumentError, Option } from 'commander';
import { collected, type Surroundings } from './command';
import { partOf } from './command-part';
import type { ExitCode } from './exit-code';
import type { TraceOptions } from './trace-command';
import type { WhoCanCallOptions } from './who-can-call-command';

/** The commands that answer from manifests where requests go; what they need is loaded when one is run. */
export function addRoutingCommands(
  program: Command,
  surroundings: Surroundings,
  end: (code: ExitCode) => void,
): void {
  manifestCommand(
    program
      .command('trace')
      .argument('[request...]', 'a method and a URL, such as GET http://bookinfo.example/'),
  )
    .description('Where does this request go, and may it? Answers from manifests, without a cluster.')
    .option('--via <gateway>', 'the gateway that it comes in by: <namespace>/<workload or Service>')
    .option('--from <workload>', 'the workload that sends it: <namespace>/<workload>')
    .option('-H, --header <header>', "a header, such as 'end-user: jason'", collected)
    .option('--host <host>', "the Host header (default: the URL's authority)")
    .option('--port <number>', "the port that the client calls (default: the URL's)", portNumber)
    .option('--address <ip>', 'where the connection comes from')
    .option('--identity <uri>', "what the caller's certificate proves, such as a SPIFFE URI")
    .option('--sni <name>', 'the server name of a TLS connection that is not looked into')
    .option('--at <time>', 'the time that tokens are judged by (default: now)')
    .option('--requests <file>', 'a table of requests, one JSON object a line, with or without expect')
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'jsonl']).default('text'),
    )
    .action(async (words: string[], options: TraceOptions) => {
      const { traceCommand } = await partOf('trace', surroundings);
      end(await traceCommand(words, options, surroundings));
    });
  manifestCommand(
    program
      .command('who-can-call')
      .argument('<service>', 'a Service: <namespace>/<name>, such as demo/ratings'),
  )
    .description(
      'Who may call this service, on which port, by which method and path? Answers from manifests.',
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (service: string, options: WhoCanCallOptions) => {
      const { whoCanCallCommand } = await partOf('who-can-call', surroundings);
      end(whoCanCallCommand(service, options, surroundings));
    });
}

/** What every command that reads manifests takes. */
function manifestCommand(command: Command): Command {
  return command
    .option(
      '-f, --filename <path>',
      "a file or folder of manifests, - for standard input (default: the app's output with its folders)",
      collected,
    )
    .option('-n, --namespace <name>', 'where objects without a namespace belong', 'default')
    .option('--release <version>', 'the Istio that runs them, such as 1.30');
}

function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    throw new InvalidArgumentError('write a port, such as 443.');
  }
  return value;
}
