import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Prometheus' own tool is on this machine (Debian's package `prometheus` has it). */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** `describe`, or its skipping form with a plain word in the title where the tool is absent. */
export function withPromtool(title: string, body: () => void): void {
  if (hasPromtool) describe(title, body);
  else describe.skip(`${title} (skipped: promtool is not installed)`, body);
}

/** What the tool says of a file with this content; empty where it is content. */
export function promtool(command: readonly string[], content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(folder, 'input.yaml');
    writeFileSync(file, JSON.stringify(content));
    const { status, stdout, stderr } = spawnSync('promtool', [...command, file], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
