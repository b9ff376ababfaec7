import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const project = join(__dirname, '..', '..');
const page = readFileSync(join(project, 'docs', 'argocd.md'), 'utf8');

describe('docs/argocd.md', () => {
  let dist: string;
  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'docs-argocd-'));
    const env = { ...process.env, CDK8S_OUTDIR: dist, ARGOCD_REPOSITORY: 'https://github.com/acme/mesh.git' };
    execFileSync(process.execPath, ['bin/synth.cjs'], { cwd: project, env, stdio: 'pipe' });
  });
  afterAll(() => rmSync(dist, { recursive: true }));

  test('names only files and folders that synth writes', () => {
    const named = [...page.matchAll(/\bdist\/([\w./-]*\w)/g)].map(([, path]) => path as string);
    expect(named.length).toBeGreaterThan(15);
    expect([...new Set(named)].filter((path) => !existsSync(join(dist, path)))).toEqual([]);
  });

  test('tells the wave of every Application', () => {
    const rows = [...page.matchAll(/^\| (\d) +\| (.+?) +\|/gm)].map(([, wave, names]) => [wave, names]);
    const folder = join(dist, 'argocd', 'applications');
    const waves = readdirSync(folder).map((file) => {
      const { metadata } = parse(readFileSync(join(folder, file), 'utf8'));
      return [metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0', metadata.name] as const;
    });
    for (const [wave, name] of waves) {
      const told = rows.find(([number]) => number === wave)?.[1] ?? '';
      expect(told).toContain(name.endsWith('gateway') ? 'gateways' : `\`${name}\``);
    }
  });
});
