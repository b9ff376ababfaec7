'use strict';
const { spawn } = require('node:child_process');
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { cacheOf } = require('./load.cjs');

/**
 * Checks the types of a program, its main file and all that it reaches, by the project's own TypeScript and settings.
 * Gives what is wrong, a line for each error; nothing where the project has no TypeScript or no tsconfig.json.
 */
async function checkTypes(file) {
  const main = realpathSync(file);
  const compiler = compilerOf(main);
  const settings = settingsOf(main);
  if (compiler === undefined || settings === undefined) return '';
  const { project, remove } = projectOf(main, settings);
  try {
    return await errorsOf([...compiler, '--project', project, '--pretty', 'false']);
  } finally {
    remove();
  }
}

/** The command of the compiler; from TypeScript 7 on a program of its own, which `tsc` would only start. */
function compilerOf(main) {
  try {
    const description = createRequire(main).resolve('typescript/package.json');
    const require = createRequire(description);
    const { bin } = require(description);
    const command = [process.execPath, path.join(path.dirname(description), bin.tsc)];
    try {
      const native = require.resolve(
        `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
      );
      const program = path.join(path.dirname(native), 'lib/tsc');
      return existsSync(program) ? [program] : command;
    } catch {
      return command;
    }
  } catch {
    return undefined;
  }
}

function settingsOf(main) {
  for (let folder = path.dirname(main); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** The project's settings for the main file alone. The compiler keeps beside them what it found out. */
function projectOf(main, settings) {
  const root = path.dirname(settings);
  const content = (folder) => ({
    extends: settings,
    compilerOptions: {
      noEmit: true,
      composite: false,
      declaration: null,
      declarationMap: null,
      emitDeclarationOnly: null,
      incremental: true,
      tsBuildInfoFile: path.join(folder, 'types.tsbuildinfo'),
      // A program in JavaScript has no types of its own, but may reach files that have some.
      ...(/\.[cm]?jsx?$/.test(main) && { allowJs: true }),
    },
    files: [main],
    // What is declared for all files is imported by none.
    include: [`${root}/**/*.d.ts`],
    exclude: [`${root}/**/node_modules`],
  });
  const name = path.relative(root, main).replace(/[^\w.-]+/g, '-');
  const cache = cacheOf(main);
  try {
    const folder = path.join(cache, 'types', name);
    mkdirSync(folder, { recursive: true });
    // Another run may be reading it: it is there as a whole at any time.
    const own = path.join(folder, `${process.pid}.json`);
    writeFileSync(own, JSON.stringify(content(folder)));
    renameSync(own, path.join(folder, 'tsconfig.json'));
    return { project: folder, remove: () => {} };
  } catch {
    const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-istio-types-'));
    const { compilerOptions, ...rest } = content(folder);
    const typeRoots = createRequire(main)
      .resolve.paths('types')
      .map((each) => path.join(each, '@types'));
    const elsewhere = { ...rest, compilerOptions: { ...compilerOptions, typeRoots } };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(elsewhere));
    return { project: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
}

function errorsOf([command, ...args]) {
  // The compiler is a program of Go. Below so much memory it need not collect its garbage.
  const env = { GOGC: 'off', GOMEMLIMIT: '1GiB', ...process.env };
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (data) => (output += data));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) return done('');
      // A declaration in an installed package is nothing that the author of the program could mend.
      const errors = output
        .split(/\n(?! )/)
        .filter((error) => error !== '' && !/^\S*node_modules\//.test(error));
      done(output.trim() === '' ? `the type check ended with ${code}` : errors.join('\n'));
    });
  });
}

module.exports = { checkTypes };
