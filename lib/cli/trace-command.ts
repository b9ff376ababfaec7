import { readFileSync } from 'node:fs';
import { ConfigError } from '../diagnostics/error';
import type { Answer } from '../routing/answer';
import { checkExpectation, failuresOf } from '../routing/expectation';
import type { RequestSpec } from '../routing/request';
import { storyOf } from '../routing/story';
import type { Surroundings } from './command';
import { ExitCode } from './exit-code';
import { type ManifestOptions, readMesh } from './mesh-manifests';
import { printableJsonLine } from './printable';

/** The options of `trace`. */
export interface TraceOptions extends ManifestOptions {
  readonly output: 'text' | 'json' | 'jsonl';
  readonly requests?: string;
  readonly via?: string;
  readonly from?: string;
  readonly header?: readonly string[];
  readonly host?: string;
  readonly port?: number;
  readonly address?: string;
  readonly identity?: string;
  readonly sni?: string;
  readonly at?: string;
}

interface Row {
  readonly spec: RequestSpec;
  readonly place?: string;
  readonly expect?: object;
}

/** Where does this request go, and may it? */
export async function traceCommand(
  words: readonly string[],
  options: TraceOptions,
  { terminal, env }: Surroundings,
): Promise<ExitCode> {
  const time = timeOf(options.at);
  const rows = options.requests === undefined ? [rowOf(words, options)] : table(options.requests);
  const mesh = readMesh(options, env, (line) => terminal.complain(line));
  let failed = false;
  const json: unknown[] = [];
  for (const { spec, place, expect } of rows) {
    const answer = mesh.ask(spec, time, place === undefined ? 'options' : { row: place });
    const failures = expect === undefined ? [] : expectations(answer, expect, place ?? '');
    failed ||= failures.length > 0;
    const data = failures.length > 0 ? { ...answer.toJSON(), failed: failures } : answer.toJSON();
    if (options.output === 'jsonl') terminal.line(printableJsonLine(data));
    else if (options.output === 'json') json.push(data);
    else {
      for (const line of storyOf(answer).split('\n')) terminal.line(line);
      for (const failure of failures) terminal.line(`  ${failure}`);
    }
    if (options.output !== 'text') {
      for (const failure of failures) terminal.complain(`${place}: ${failure}`);
    }
  }
  if (options.output === 'json') {
    terminal.json(options.requests === undefined ? json[0] : json);
  }
  return failed ? ExitCode.findings : ExitCode.ok;
}

function expectations(answer: Answer, expect: object, place: string): string[] {
  checkExpectation(expect, place);
  return failuresOf(answer.toJSON(), expect);
}

function rowOf(words: readonly string[], options: TraceOptions): Row {
  const [first, second, ...more] = words;
  const isMethod = first !== undefined && /^[A-Z]+$/.test(first);
  const url = isMethod ? second : first;
  if (more.length > 0 || (!isMethod && second !== undefined)) {
    throw new ConfigError({
      problem: 'trace asks about one request',
      got: words.join(' '),
      instead: 'write trace GET http://bookinfo.example/ --via istio-system/istio-ingressgateway',
    });
  }
  if (url === undefined && options.sni === undefined && options.port === undefined) {
    throw new ConfigError({
      problem: 'no request is named',
      got: words.join(' '),
      instead: 'write trace GET http://bookinfo.example/ --via …, or --requests with a table of them',
    });
  }
  const { via, from, host, port, address, identity, sni } = options;
  const headers = Object.fromEntries((options.header ?? []).map(headerOf));
  return {
    spec: {
      ...(url !== undefined && { method: isMethod ? first : 'GET', url }),
      ...(Object.keys(headers).length > 0 && { headers }),
      ...(via !== undefined && { via }),
      ...(from !== undefined && { from }),
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(address !== undefined && { address }),
      ...(identity !== undefined && { identity }),
      ...(sni !== undefined && { sni }),
    },
  };
}

function headerOf(written: string): [string, string] {
  const colon = written.indexOf(':');
  if (colon > 0) return [written.slice(0, colon).trim(), written.slice(colon + 1).trim()];
  throw new ConfigError({
    at: '--header',
    problem: 'a header has a name and a value',
    got: written,
    instead: "write for example -H 'end-user: jason'",
  });
}

/** A table: one JSON object a line, `expect` beside what the request is. */
function table(file: string): Row[] {
  const text = read(file);
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${file}:${index + 1}`;
    const row = parsed(line, place);
    const { expect, ...spec } = row;
    if (expect !== undefined && (typeof expect !== 'object' || expect === null)) {
      throw new ConfigError({
        at: place,
        problem: 'expect is an object',
        got: expect,
        instead: 'write { "status": 404 }',
      });
    }
    return [{ spec: withoutNulls(spec), place, ...(expect && { expect }) }];
  });
}

function parsed(line: string, place: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new ConfigError({
    at: place,
    problem: 'a table of requests has one JSON object a line',
    got: line.slice(0, 80),
    instead:
      'write for example {"method":"GET","url":"http://a.test/","via":"istio-system/istio-ingressgateway"}',
  });
}

/** What is null is as if it were not written. */
function withoutNulls(spec: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new ConfigError({
      at: '--requests',
      problem: "the table can't be read",
      got: `${file} (${(error as NodeJS.ErrnoException).code})`,
      instead: 'name a file with one JSON object a line, or - for standard input',
    });
  }
}

function timeOf(at: string | undefined): number {
  if (at === undefined) return Date.now() / 1000;
  const time = /^\d+(?:\.\d+)?$/.test(at) ? Number(at) : Date.parse(at) / 1000;
  if (Number.isFinite(time)) return time;
  throw new ConfigError({
    at: '--at',
    problem: 'a time is a date or seconds since 1970',
    got: at,
    instead: "write for example '2026-01-31T12:00:00Z'",
  });
}
