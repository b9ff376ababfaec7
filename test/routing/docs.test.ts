import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import { recordingTerminal } from '../cli/recording-terminal';

test('docs/routing.md shows what trace tells of the guide', async () => {
  const page = readFileSync(join(__dirname, '../../docs/routing.md'), 'utf8');
  const [, words = '', shown] = /^\$ npx cdk8s-istio (trace .*)\n((?:.*\n)*?)```$/m.exec(page) ?? [];
  const terminal = recordingTerminal();
  expect(await runCommandLine(words.split(' '), { terminal, env: {} })).toBe(0);
  expect(terminal.lines.map((line) => `${line}\n`).join('')).toBe(shown);
});
