'use strict';
// Plain JavaScript: it runs before anything could compile TypeScript, here and in an installed package.
const { existsSync, realpathSync, statSync } = require('node:fs');
const nodeModule = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { createRequire, SourceMap } = nodeModule;

/** A program of TypeScript files. esbuild makes one script of them at each run; nothing of it is kept on disk. */
class Program {
  #incremental;

  constructor(file) {
    this.main = realpathSync(file);
    const cache = cacheOf(this.main);
    if (cache !== undefined) nodeModule.enableCompileCache?.(path.join(cache, 'code'));
  }

  /** The script. Packages stay out of it, and so do their files where one is named by its path. */
  async bundle(incremental = false) {
    const { main } = this;
    const esbuild = load(main, 'esbuild') ?? load(__filename, 'esbuild');
    if (esbuild === undefined) throw new Error('esbuild is not installed; npm install --save-dev esbuild');
    const options = {
      entryPoints: [main],
      outfile: scriptOf(main),
      bundle: true,
      packages: 'external',
      plugins: [{ name: 'packages', setup: leavePackages }],
      platform: 'node',
      target: `node${process.versions.node}`,
      define: Object.fromEntries(Object.keys(places).map((name, index) => [name, `__place_${index}__`])),
      keepNames: true,
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      write: false,
      logLevel: 'silent',
    };
    if (incremental) this.#incremental ??= await esbuild.context(options);
    const { outputFiles, metafile } = await (this.#incremental?.rebuild() ?? esbuild.build(options));
    if (!incremental) esbuild.stop();
    const [map, code] = outputFiles.map(({ text }) => text);
    const files = Object.keys(metafile.inputs).map((input) => path.resolve(input));
    const elsewhere = files.filter((file) => !file.startsWith(path.join(path.dirname(main), path.sep)));
    return { main, code: withPlaces(code, metafile.inputs), map, files, elsewhere };
  }
}

/** What a module may ask of its own place: in the script there would be but one. */
const places = {
  __dirname: (file) => JSON.stringify(path.dirname(file)),
  __filename: (file) => JSON.stringify(file),
  'import.meta.dirname': (file) => JSON.stringify(path.dirname(file)),
  'import.meta.filename': (file) => JSON.stringify(file),
  'import.meta.url': (file) => JSON.stringify(pathToFileURL(file).href),
  'require.resolve': (file) => `require('node:module').createRequire(${JSON.stringify(file)}).resolve`,
};

/** In the script each module comes after a line that names its file. */
function withPlaces(code, inputs, file = '') {
  return code.replace(/^\/\/ (.+)$|\b__place_(\d)__\b/gm, (whole, input, index) => {
    if (index !== undefined) return Object.values(places)[index](path.resolve(file));
    if (Object.hasOwn(inputs, input)) file = input;
    return whole;
  });
}

const scriptOf = (main) => `${main}.js`;

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
  build.onResolve({ filter: /[\\/]node_modules[\\/]/ }, ({ path: id, kind, resolveDir }) =>
    kind === 'entry-point'
      ? undefined
      : { path: createRequire(path.join(resolveDir, 'importer')).resolve(id), external: true },
  );
}

/** Runs a program and gives what its main file exports. */
function execute({ main, code, map, elsewhere }) {
  const module = Object.assign(new nodeModule(main), { filename: main });
  // A file that lies elsewhere may have packages that the main file does not find.
  module.paths = [...new Set([main, ...elsewhere].flatMap((file) => createRequire(file).resolve.paths('a')))];
  const originOf = originsBy(map, main);
  const written = (frame) => {
    if (frame.getFileName() !== scriptOf(main)) return frame;
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    return String(frame).replace(`${scriptOf(main)}:${line}:${column}`, originOf(line, column).join(':'));
  };
  Error.prepareStackTrace = (error, frames) => {
    const loading = frames.findIndex((frame) => frame.getFileName() === __filename);
    const own = frames
      .slice(0, loading > 0 ? loading : undefined)
      .filter((frame) => !frame.getFileName()?.startsWith('node:internal/modules'));
    return [error, ...own.map(written)].join('\n    at ');
  };
  process.mainModule = module;
  module._compile(code, scriptOf(main), 'commonjs');
  return module.exports;
}

/** Finds the file, line and column of a place in the script, counted from 1. */
function originsBy(map, main) {
  let read;
  return (line, column) => {
    read ??= new SourceMap(JSON.parse(map));
    const { originalSource, originalLine, originalColumn } = read.findEntry(line - 1, column - 1);
    if (originalSource === undefined) return [scriptOf(main), line, column];
    return [path.resolve(path.dirname(main), originalSource), originalLine + 1, originalColumn + 1];
  };
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

/** Bundles a program. Packages that it is sure to need are loaded while esbuild works. */
async function bundle(file, ...packages) {
  const bundling = new Program(file).bundle();
  await new Promise(setImmediate);
  for (const name of packages) load(file, name);
  return bundling;
}

const run = async (file) => execute(await bundle(file));

/** A file of lib/: from its source in the repository, compiled where the package is installed. */
async function own(file) {
  const source = path.join(__dirname, '../lib', `${file}.ts`);
  return existsSync(source) ? run(source) : require(path.join(__dirname, '../build/lib', file));
}

module.exports = { Program, bundle, cacheOf, execute, load, own, run };
