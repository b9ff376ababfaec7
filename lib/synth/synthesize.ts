import { channel } from 'node:diagnostics_channel';
import type { App } from 'cdk8s';
import { type Folders, isApp, type Output, outputOfApp, outputOfFolders, type PlacedObject } from './output';
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
   * Looks at all objects before anything is written; what it throws keeps the last output as it is.
   * @default - no further checks
   */
  readonly check?: (objects: readonly PlacedObject[]) => void;
  /**
   * The commands to run next, shown by `npm run synth`.
   * @default - `kubectl apply -f` of the output folder
   */
  readonly next?: readonly string[];
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
 * @throws ConfigError for what cannot be applied as written (an object made twice, a chart applied before
 *   one it depends on), and where the output folder cannot be written
 */
export function synthesize(output: App | Folders, options: SynthesisOptions = {}): Synthesis {
  const complete = render(output, options.check);
  const outdir = options.outdir ?? outdirOf(output);
  const next = options.next ?? [`kubectl apply -f ${quoted(`${outdir}/`)}`];
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
  check?.(objects);
  return complete;
}

function outdirOf(output: App | Folders): string {
  const top = isApp(output) ? output : output['.'];
  // An empty variable is one that is not set; cdk8s would take it for the current folder.
  return (isApp(top) ? top.outdir : process.env.CDK8S_OUTDIR) || 'dist';
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
