import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assets, type ControlPlane, type Ran, run } from './control-plane';

const root = join(__dirname, '..', '..');

/** What a command of ours printed and ended with. */
export interface Told extends Ran {
  /** Its standard output, line by line. */
  readonly lines: readonly string[];
}

/** Runs `cdk8s-istio <command>` as a user would, with the control plane's kubectl and kubeconfig. */
export async function tell(
  plane: ControlPlane,
  command: string,
  dist: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const args = [join(root, 'bin', 'cdk8s-istio.mjs'), ...command.split(' '), '--dist', dist];
  const ran = await run(process.execPath, args, '', {
    ...process.env,
    ...env,
    KUBECTL: join(assets as string, 'kubectl'),
    KUBECONFIG: plane.kubeconfig,
  });
  return { ...ran, lines: ran.stdout.trimEnd().split('\n') };
}

/** A `dist/` as `npm run synth` writes it, in a folder of its own. */
export interface Dist {
  readonly folder: string;
  remove(): void;
}

/** Synthesizes the project for an Istio release, with further settings. */
export async function synthesizedDist(
  release: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Dist> {
  const parent = mkdtempSync(join(tmpdir(), 'dist-'));
  const folder = join(parent, 'dist');
  const ran = await run(process.execPath, [join(root, 'bin', 'synth.cjs'), join(root, 'main.ts')], '', {
    ...process.env,
    ISTIO_RELEASE: release,
    CDK8S_OUTDIR: folder,
    ...settings,
  });
  if (ran.code !== 0) throw new Error(`npm run synth ended with ${ran.code}: ${ran.stderr}`);
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
