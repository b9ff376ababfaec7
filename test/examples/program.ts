import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as gatewayApi from '../../lib/gateway-api';
import { type Example, exportsOfCode } from './extract';

const external = {
  cdk8s: ['ApiObject', 'App', 'Chart', 'Duration', 'JsonPatch'],
  'cdk8s-plus-27': ['Deployment', 'Service'],
} as const;

/** A program that runs every example in a chart of its own and prints what becomes of it. */
export function program(examples: readonly Example[]): string {
  const words = new Set(examples.flatMap(({ code }) => code.match(/\b[A-Za-z_]\w*/g) ?? []));
  const known = namesOfExamples();
  const own = [...exportsOfCode()].filter(([name]) => words.has(name) && !known.includes(name));
  return [
    "import { Chart as ChartOfExample, Testing } from 'cdk8s';",
    ...Object.entries(external).map(([module, all]) => {
      const used = all.filter((name) => words.has(name));
      return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${module}';`;
    }),
    ...own.map(([name, file]) => `import { ${name} } from '${file.replace(/\.ts$/, '')}';`),
    `import * as gatewayApi from '${join(__dirname, '../../lib/gateway-api')}';`,
    `import { type Names, names } from '${join(__dirname, 'names')}';`,
    '',
    'const results: { at: string; error?: string; objects: unknown[] }[] = [];',
    'function run(at: string, example: (this: ChartOfExample, names: Names) => void): void {',
    '  const given = names();',
    "  const chart = new ChartOfExample(given.app, 'example', { namespace: 'demo' });",
    '  try {',
    '    example.call(chart, given);',
    '    results.push({ at, objects: Testing.synth(chart) });',
    '  } catch (error) {',
    '    results.push({ at, error: String(error), objects: [] });',
    '  }',
    '}',
    ...examples.map(({ at, code }) => {
      const used = known.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
      const body = code.startsWith('{') ? `(${code});` : code;
      const bound = /^(lib|docs)\/gateway-api/.test(at)
        ? Object.keys(gatewayApi).filter((name) => new RegExp(`\\b${name}\\b`).test(code))
        : [];
      const binding = bound.length === 0 ? '' : `const { ${bound.join(', ')} } = gatewayApi;\n`;
      return `\n// ${at}\nrun('${at}', function ({ ${used.join(', ')} }) {\n${binding}  {\n${body}\n  }\n});`;
    }),
    '\nconsole.log(JSON.stringify(results));',
    '',
  ].join('\n');
}

function namesOfExamples(): readonly string[] {
  const text = readFileSync(join(__dirname, 'names.ts'), 'utf8');
  const body = /interface Names \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? '';
  return [...body.matchAll(/readonly (\w+):/g)].map(([, name]) => name as string);
}
