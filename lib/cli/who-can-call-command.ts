import { ConfigError } from '../diagnostics/error';
import { suggest } from '../diagnostics/nearest-name';
import type { Call } from '../routing/reachability';
import type { Surroundings } from './command';
import { ExitCode } from './exit-code';
import { type ManifestOptions, readMesh } from './mesh-manifests';

/** The options of `who-can-call`. */
export interface WhoCanCallOptions extends ManifestOptions {
  readonly output: 'text' | 'json';
}

/** Who may call a service, on which port, by which method and path? */
export function whoCanCallCommand(
  service: string,
  options: WhoCanCallOptions,
  { terminal, env }: Surroundings,
): ExitCode {
  const mesh = readMesh(options, env, (line) => terminal.complain(line));
  const to = service.includes('/') ? service : `${options.namespace ?? 'default'}/${service}`;
  const calls = mesh.reachability({ to });
  if (calls.length === 0) {
    const known = mesh.model.services.map(({ namespace, name }) => `${namespace}/${name}`);
    throw new ConfigError({
      problem: 'no Service with workloads has this name',
      got: to,
      instead: suggest(to, known),
    });
  }
  if (options.output === 'json') terminal.json({ service: to, calls });
  else for (const line of linesOf(to, calls)) terminal.line(line);
  return ExitCode.ok;
}

function linesOf(service: string, calls: readonly Call[]): string[] {
  const ports = [...new Set(calls.map(({ to }) => to.port))];
  return ports.flatMap((port) => [
    `${service} port ${port}`,
    ...calls.filter(({ to }) => to.port === port).flatMap(callLines),
  ]);
}

function callLines({ from, verdict, requests, because }: Call): string[] {
  const who = from.kind === 'anonymous' ? 'anybody without an identity' : `${from.namespace}/${from.name}`;
  const why = because === undefined ? '' : ` (${because})`;
  const any = (part: 'method' | 'path') =>
    requests.every((one) => one[part] === '*') ? `any ${part}` : `any other ${part}`;
  const text = (part: 'method' | 'path', value: string) => (value === '*' ? any(part) : value);
  return [
    `  ${verdict.padEnd(9)}${who}${why}`,
    ...requests
      .filter((one) => one.verdict !== 'denied')
      .map((one) => `             ${one.verdict} ${text('method', one.method)}, ${text('path', one.path)}`),
  ];
}
