'use strict'; // Plain JavaScript: it runs before anything could compile TypeScript, here and in a package.
const { existsSync, realpathSync, statSync } = require('node:fs');
const { createRequire, enableCompileCache, Module, SourceMap } = require('node:module');
const path = require('node:path');
let bundling = 0; // esbuild is one process for all that is bundled at once

/** A program of TypeScript files. esbuild makes one script of them at each run; nothing of it is kept on disk. */
class Program {
  constructor(file, external = []) {
    Object.assign(this, { main: realpathSync(file), external });
    const cache = cacheOf(this.main);
    if (cache !== undefined) enableCompileCache?.(path.join(cache, 'code'));
  }

  /** The script. Packages stay out of it, and so do their files where one is named by its path. */
  async bundle({ incremental = false, sourcemap = false } = {}) {
    const { main, external } = this;
    const folder = path.dirname(main);
    const esbuild = load(main, 'esbuild') ?? load(__filename, 'esbuild');
    if (esbuild === undefined) throw new Error('esbuild is not installed; npm install --save-dev esbuild');
    const options = {
      absWorkingDir: folder,
      entryPoints: [main],
      outfile: `${main}.js`,
      bundle: true,
      packages: 'external',
      external,
      plugins: [{ name: 'packages', setup: leavePackages }],
      platform: 'node',
      target: `node${process.versions.node}`,
      define: Object.fromEntries(Object.keys(places).map((name, index) => [name, `__place_${index}__`])),
      keepNames: true,
      sourcemap: sourcemap && 'external',
      write: false,
      metafile: incremental,
      logLevel: 'silent',
    };
    bundling++;
    const once = () => esbuild.build(options).finally(() => --bundling || esbuild.stop());
    if (incremental) this.incremental ??= await collecting('400', () => esbuild.context(options));
    const { outputFiles, metafile } = await (this.incremental?.rebuild() ?? collecting('off', once));
    const [code, map] = outputFiles.map(({ text }) => text).reverse();
    const files = metafile && Object.keys(metafile.inputs).map((file) => path.resolve(folder, file));
    return { main, external, code: withPlaces(code, folder), map, files };
  }
}

/** esbuild is a program of Go: for one bundle it need not collect its garbage, and while it is kept only seldom. */
function collecting(often, start) {
  const { GOGC } = process.env;
  process.env.GOGC ??= often;
  const started = start();
  if (GOGC === undefined) delete process.env.GOGC;
  return started;
}

/** What a module may ask of its own place: in the script there would be but one. */
const places = {
  __dirname: (file) => JSON.stringify(path.dirname(file)),
  __filename: (file) => JSON.stringify(file),
  'import.meta.dirname': (file) => JSON.stringify(path.dirname(file)),
  'import.meta.filename': (file) => JSON.stringify(file),
  'import.meta.url': (file) => JSON.stringify(require('node:url').pathToFileURL(file).href),
  'require.resolve': (file) => `require('node:module').createRequire(${JSON.stringify(file)}).resolve`,
};

/** In the script each module comes after a line that names its file. */
function withPlaces(code, folder) {
  const fileAt = (at, line = code.lastIndexOf('\n// ', at) + 4) => {
    const file = path.resolve(folder, code.slice(line, code.indexOf('\n', line)));
    return line < 4 || existsSync(file) ? file : fileAt(line - 5);
  };
  return code.replace(/__place_(\d)__/g, (_, index, at) => Object.values(places)[index](fileAt(at)));
}

/** Loads a package as a file would; undefined where it is not installed. */
function load(file, name) {
  const require = createRequire(realpathSync(file));
  try {
    require.resolve(name);
  } catch {
    return undefined;
  }
  return require(name);
}

function leavePackages(build) {
  build.onResolve({ filter: /[\\/]node_modules[\\/]/ }, ({ path: id, kind, resolveDir }) => {
    const { resolve } = createRequire(path.join(resolveDir, 'importer'));
    return kind === 'entry-point' ? undefined : { path: resolve(id), external: true };
  });
}

/** Runs a program and gives what its main file exports. */
function execute({ main, external, code }) {
  const module = Object.assign(new Module(main), { filename: main });
  // A file that lies elsewhere may have packages that the main file does not find.
  const elsewhere = new Set(code.match(/^\/\/ (?:\.\.[\\/]|\w:|\/).+(?=[\\/])/gm));
  const pathsOf = (line) => createRequire(path.resolve(main, '..', line.slice(3), 'a')).resolve.paths('a');
  module.paths = [...new Set(['', ...elsewhere].flatMap(pathsOf))];
  let map;
  const written = (frame) => {
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    if (frame.getFileName() !== `${main}.js`) return frame;
    map ??= new SourceMap(mapOf({ main, external, code }));
    const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
    const file = path.resolve(path.dirname(main), originalSource ?? `${main}.js`);
    const place = originalSource === undefined ? [line, column] : [originalLine + 1, originalColumn + 1];
    return String(frame).replace(`${main}.js:${line}:${column}`, [file, ...place].join(':'));
  };
  Error.prepareStackTrace = (error, frames) => {
    const hidden = [__dirname, 'node:internal/'];
    const own = frames.filter((frame) => !hidden.some((start) => frame.getFileName()?.startsWith(start)));
    return [error, ...own.map(written)].join('\n    at ');
  };
  process.mainModule = module;
  module._compile(code, `${main}.js`, 'commonjs');
  return module.exports;
}

/** Few runs ask for a source map: a process of its own makes it. Once a file has changed, its lines are others. */
function mapOf({ main, external, code }) {
  const { spawnSync } = require('node:child_process');
  const { stdout } = spawnSync(process.execPath, [__filename, main, ...external], { maxBuffer: 2 ** 30 });
  const made = stdout.length > 0 ? JSON.parse(stdout) : {};
  return made.code === code ? JSON.parse(made.map) : { version: 3, sources: [], mappings: '' };
}

/** The folder for what others may keep of a program; none where it would be open to other users. */
function cacheOf(main) {
  const modules = createRequire(main).resolve.paths('package').find(existsSync);
  if (path.basename(modules ?? '') !== 'node_modules') return undefined;
  const cache = path.join(modules, '.cache');
  const { uid, mode } = statSync(cache, { throwIfNoEntry: false }) ?? {};
  const isOthers = mode !== undefined && process.getuid && (uid !== process.getuid() || mode & 0o002);
  return isOthers ? undefined : path.join(cache, 'cdk8s-istio');
}

/** A file of lib/: compiled where the package is installed, from its source in the repository, less `unused` there. */
async function own(file, unused) {
  const source = path.join(__dirname, '../lib', `${file}.ts`);
  if (!existsSync(source)) return require(path.join(__dirname, '../build/lib', `${file}.js`));
  return new Program(source, unused).bundle().then(execute);
}

module.exports = { Program, cacheOf, execute, load, own };
if (require.main === module) {
  const [main, ...external] = process.argv.slice(2);
  new Program(main, external).bundle({ sourcemap: true }).then((made) => console.log(JSON.stringify(made)));
}
