import { channel } from 'node:diagnostics_channel';
import { dirname, join } from 'node:path/posix';
import type { App } from 'cdk8s';
import { counted } from '../diagnostics/counted';
import { ConfigError, Verbatim } from '../diagnostics/error';
import { type Fault, fault } from '../diagnostics/fault';
import type { Finding } from '../diagnostics/finding';
import { plainTextOf } from '../diagnostics/finding-text';
import { suggest } from '../diagnostics/nearest-name';
import { anyText, type Check, isPlain, list, record } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { optional, shape } from '../values/shape';
import { shellWord } from '../values/shell-word';
import {
  type Folder,
  type Folders,
  isApp,
  type Output,
  outputOfApp,
  outputOfFolders,
  type PlacedObject,
} from './output';
import { report, type Synthesis } from './report';
import { toStream, wantsStdout } from './stdout';
import { writeOutput } from './write-output';

export type { Synthesis };

/** What {@link synthesize} may be told. */
export interface SynthesisOptions {
  /**
   * The folder to write.
   * @default - the outdir of the app (of the top level, where there are folders), which is what the
   *   environment variable `CDK8S_OUTDIR` says, or `dist`
   */
  readonly outdir?: string;
  /**
   * Looks at all objects before anything is written. An error among what it finds, like anything that it throws, keeps
   * the last output as it is; all that it finds is told on standard error.
   * @default - no further checks
   */
  readonly check?: (objects: readonly PlacedObject[]) => readonly Finding[] | undefined;
  /**
   * The commands to run next, shown by `npm run synth`.
   * @default - `kubectl apply -f` of the output folder, and of each folder of an app below it but those of `later`
   */
  readonly next?: readonly string[];
  /** Commands to run before those, for what the output needs and does not bring. @default - none */
  readonly first?: readonly string[];
  /** Folders whose time comes later, or that others apply. @default - none */
  readonly later?: readonly string[];
}

const synthesisOptions = shape<SynthesisOptions>({
  outdir: optional(anyText),
  check: optional((value: unknown) =>
    typeof value === 'function'
      ? undefined
      : fault('a function is expected', value, 'write for example Findings.check({ release })'),
  ),
  first: optional(list(anyText, { least: 0 })),
  next: optional(list(anyText, { least: 0 })),
  later: optional(list(anyText, { least: 0 })),
});

const files = record(anyText, { least: 0 });

/** A chart is no app: its files would be written under no name that is known. */
const app: Check<App> = (value: unknown) =>
  isApp(value as App) && typeof (value as App).outdir === 'string'
    ? undefined
    : fault('an app is expected', value, 'give the app, or folders: { addons: app }');

const folders: Check<Folders> = record<Folder>((folder) => (isApp(folder) ? app(folder) : files(folder)), {
  least: 0,
});

/** What a check may answer with; nothing is waited for. */
const findings: Check<readonly Finding[] | undefined> = (value: unknown) =>
  value === undefined || Array.isArray(value)
    ? undefined
    : fault(
        'a check answers with a list of findings, at once',
        value instanceof Promise ? new Verbatim('a promise') : value,
        'return [] where nothing was found',
      );

interface Given {
  readonly output: App | Folders;
  readonly options: SynthesisOptions;
}

const given = shape<Given>(
  {
    output: (output) => (isApp(output) || !isPlain(output) ? app(output) : folders(output)),
    options: synthesisOptions,
  },
  { rule: laterFault },
);

/** Refuses folders that are none: misspelt, they would be told to be applied now. */
function laterFault({ output, options: { later = [] } }: Given): Fault | undefined {
  const known = isApp(output) ? [] : Object.keys(output);
  const index = later.findIndex((folder) => !known.includes(folder));
  if (index < 0) return undefined;
  const { problem, got, instead } = fault(
    'there is no such folder',
    later[index],
    suggest(later[index], known),
  );
  return { problem, got, instead, path: ['options', 'later', index] };
}

/** Where `bin/synth.cjs` hears what was written, so that `synthesize` itself prints nothing. */
const synthesized = channel('cdk8s-istio:synthesis');

/**
 * Writes manifests, all or nothing: a construct, a validation or a check that throws, and a write that
 * fails, leave the last output as it was. Files that are the same already are not touched.
 *
 * For one app it takes the place of `app.synth()`: the same files, the same bytes.
 * For folders it writes each app below its own folder, one file a chart under names that stay; see
 * {@link Folders}.
 *
 * @throws ConfigError in folders for what cannot be applied as written (an object made twice, a chart applied before
 *   one it depends on), and where the output folder cannot be written
 */
export function synthesize(output: App | Folders, options: SynthesisOptions = {}): Synthesis {
  checkedCall('synthesize', given, { output, options });
  const complete = render(output, options.check);
  const outdir = options.outdir ?? outdirOf(output);
  const next = [
    ...(options.first ?? []),
    ...(options.next ??
      applied(output, complete, options.later ?? []).map((folder) => applyOf(outdir, folder))),
  ];
  const toStdout = wantsStdout();
  if (toStdout) process.stdout.write(toStream(complete));
  const synthesis: Synthesis = { outdir, files: toStdout ? [] : writeOutput(outdir, complete), next };
  synthesized.publish({ ...synthesis, report: toStdout ? '' : report(synthesis) });
  return synthesis;
}

function render(output: App | Folders, check: SynthesisOptions['check']): Output {
  const objects: PlacedObject[] = [];
  const inspect = check && ((object: PlacedObject) => objects.push(object));
  const complete = isApp(output) ? outputOfApp(output, inspect) : outputOfFolders(output, inspect);
  refuseErrors(checkedCall('the check of synthesize', findings, check?.(objects)) ?? []);
  return complete;
}

/** Tells all findings, and refuses to go on where one is an error. */
function refuseErrors(findings: readonly Finding[]): void {
  process.stderr.write(findings.map(plainTextOf).join(''));
  const errors = findings.filter(({ level }) => level === 'error').length;
  if (errors === 0) return;
  throw new ConfigError({
    problem: 'manifests are not written that a cluster would refuse, or that would not work',
    got: new Verbatim(counted(errors, 'error')),
    instead: 'mend them, or say with Findings.ignore why they are none',
  });
}

function outdirOf(output: App | Folders): string {
  const top = isApp(output) ? output : output['.'];
  // An empty variable is one that is not set; cdk8s would take it for the current folder.
  return (isApp(top) ? top.outdir : process.env.CDK8S_OUTDIR) || 'dist';
}

/** The folders that kubectl is to apply, in the order in which they are named. */
function applied(output: App | Folders, { counts }: Output, later: readonly string[]): string[] {
  if (isApp(output)) return counts.size === 0 ? [] : ['.'];
  // A folder without an object is none.
  const filled = new Set([...counts.keys()].map((file) => dirname(file)));
  return Object.keys(output).filter((name) => filled.has(name) && !later.includes(name));
}

function applyOf(outdir: string, folder: string): string {
  return `kubectl apply -f ${shellWord(`${join(outdir, folder)}/`.replace(/\/+$/, '/'))}`;
}
