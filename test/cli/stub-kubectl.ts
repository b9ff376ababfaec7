import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the stub does for a command that matches: prints, fails, or goes on printing until it is killed. */
export interface StubAnswer {
  readonly when: string;
  readonly out?: string | object;
  /** Of the objects that it is asked for these are there. */
  readonly live?: readonly object[];
  readonly err?: string;
  readonly code?: number;
  /** Keeps running after printing, as a port-forward does. */
  readonly stays?: boolean;
  /** Writes the number of its process into this file. */
  readonly pid?: string;
  /** Answers only once this file is there. */
  readonly once?: string;
}

/** A program that stands for kubectl: it answers from a list and writes down what it was asked. */
export interface StubKubectl {
  readonly program: string;
  /** The commands so far, without the options that every command has. */
  calls(): string[];
  remove(): void;
}

/** What `kubectl config view --minify` says of a context. */
export function kubeconfigView(context: string) {
  return {
    'current-context': context,
    clusters: [{ name: context, cluster: { server: `https://${context}.example:6443` } }],
  };
}

/** Writes the stub to a folder of its own; the first answer whose `when` is in the command is taken. */
export function stubKubectl(answers: readonly StubAnswer[]): StubKubectl {
  const folder = mkdtempSync(join(tmpdir(), 'stub-kubectl-'));
  const program = join(folder, 'kubectl');
  const log = join(folder, 'calls');
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
  writeFileSync(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
const command = process.argv.slice(2).join(' ');
fs.appendFileSync(${JSON.stringify(log)}, command + '\\n');
const answers = JSON.parse(fs.readFileSync(${JSON.stringify(join(folder, 'answers.json'))}, 'utf8'));
const answer = answers.find(({ when, once }) => command.includes(when) && (!once || fs.existsSync(once)));
if (!answer) { console.error('the stub has no answer to: ' + command); process.exit(70); }
if (answer.pid) fs.writeFileSync(answer.pid, String(process.pid));
if (answer.live) {
  const key = ({ apiVersion, kind, metadata: { name, namespace = '' } }) =>
    [apiVersion.split('/').slice(0, -1), kind, namespace, name].join('/');
  const there = new Set(answer.live.map(key));
  const asked = JSON.parse(fs.readFileSync(0, 'utf8')).items;
  const missing = asked.filter((object) => !there.has(key(object)));
  answer.out = { items: answer.live };
  answer.err = missing.map(({ metadata }) => 'Error from server (NotFound): ' + metadata.name + ' not found\\n').join('');
  answer.code = missing.length > 0 ? 1 : 0;
}
const { out = '', err = '', code = 0, stays = false } = answer;
fs.writeSync(1, typeof out === 'string' ? out : JSON.stringify(out));
fs.writeSync(2, err);
// Ends by itself where a failed test has not ended it.
if (stays) setTimeout(() => {}, 10000); else process.exitCode = code;
`,
  );
  chmodSync(program, 0o755);
  return {
    program,
    calls: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .trim()
            .split('\n')
            .map((line) => line.replace(/ --request-timeout=\S+/, ''))
        : [],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
