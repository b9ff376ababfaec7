import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ConfigError } from '../diagnostics/error';

/** What a project says of itself, so that it need not be said to each command. */
export interface Project {
  /** The folder of manifests: `output` in cdk8s.yaml, else `dist`. */
  readonly output: string;
  /** What `verify` asks for: `"cdk8s-istio": { "verify": … }` in package.json. */
  readonly verify: {
    readonly path?: string;
    readonly title?: string;
    readonly unrouted?: string;
  };
}

const questions = ['path', 'title', 'unrouted'] as const;

/**
 * Reads the settings of the project in a folder; none where it has no cdk8s.yaml and no package.json.
 *
 * @throws ConfigError where one of the files can't be read or says something else than texts
 */
export function readProject(folder: string): Project {
  const { output = 'dist' } = read(folder, 'cdk8s.yaml', load);
  const { 'cdk8s-istio': own } = read(folder, 'package.json', JSON.parse);
  const verify = part(own, 'verify');
  const unknown = Object.keys(verify).find((key) => !(questions as readonly string[]).includes(key));
  if (unknown !== undefined) refuse('package.json', `cdk8s-istio.verify.${unknown}`, verify[unknown]);
  const texts = questions.flatMap((name) =>
    verify[name] === undefined
      ? []
      : [[name, text('package.json', `cdk8s-istio.verify.${name}`, verify[name])]],
  );
  return { output: text('cdk8s.yaml', 'output', output), verify: Object.fromEntries(texts) };
}

function read(folder: string, file: string, parseText: (text: string) => unknown): Record<string, unknown> {
  let source: string;
  try {
    source = readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError({
      at: file,
      problem: 'it is there and can not be read',
      got: (error as NodeJS.ErrnoException).code,
      instead: 'make it a file that this user may read',
    });
  }
  try {
    return (parseText(source) ?? {}) as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError({
      at: file,
      problem: 'it can not be parsed',
      got: (error as Error).message.split('\n')[0],
      instead: 'mend it where that says',
    });
  }
}

function part(value: unknown, name: string): Record<string, unknown> {
  const found = (value as Record<string, unknown> | undefined)?.[name] ?? {};
  return typeof found === 'object' ? (found as Record<string, unknown>) : {};
}

function text(file: string, property: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : refuse(file, property, value);
}

function refuse(file: string, property: string, value: unknown): never {
  throw new ConfigError({
    at: `${file}: ${property}`,
    problem: 'it is not a text that is known here',
    got: value,
    instead: `leave it out; known are output in cdk8s.yaml and ${questions.join(', ')} below cdk8s-istio.verify in package.json`,
  });
}
