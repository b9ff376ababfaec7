#!/usr/bin/env node
'use strict';
// No ES module: Node.js would first load what it needs to load one, which takes 4 ms.
const { subscribe } = require('node:diagnostics_channel');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { Loader } = require('./load/loader.cjs');

const usage = `Usage: node bin/synth.cjs [--stdout] [main.ts]

Runs main.ts and tells what it wrote.

  --stdout  write the manifests of the top level to standard output and nothing to the output folder
`;

const { values, positionals } = readArguments();
const main = path.resolve(positionals[0] ?? 'main.ts');
if (!existsSync(main)) {
  process.stderr.write(`${positionals[0] ?? 'main.ts'}: no such file\n`);
  process.exit(1);
}
const project = path.join(__dirname, '..');
const cache = process.env.CDK8S_ISTIO_CACHE ?? path.join(project, 'node_modules/.cache/cdk8s-istio');
const loader = new Loader(main, cache === 'off' ? undefined : cache);

if (values.stdout) {
  process.env.CDK8S_ISTIO_STDOUT = '1';
  // What the program prints besides would not be YAML.
  globalThis.console = new console.Console(process.stderr);
}
subscribe('cdk8s-istio:synthesis', tell);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// A reader that has seen enough (a pipe into head) is no error.
process.stdout.on('error', (error) => (error.code === 'EPIPE' ? process.exit() : fail(error)));
process.on('exit', (code) => {
  if (code === 0) loader.save();
});
const readsInput = watchInput();
try {
  loader.run();
  // Not sooner: a promise that was rejected without anyone to hear it is told of first.
  setImmediate(leave);
} catch (error) {
  fail(error);
}

/**
 * Ends a program that waits for nothing. Left to itself Node.js first waits for its compiler, which is still
 * busy with code that will not run again.
 */
function leave() {
  const waitsFor = process
    .getActiveResourcesInfo()
    .filter((resource) => !/^(?:CloseReq|PipeWrap|TTYWrap)$/.test(resource));
  if (waitsFor.length === 0 && !readsInput()) process.stdout.write('', () => process.exit());
}

/** Standard input is a pipe like standard output; only who asks for it waits for it. */
function watchInput() {
  const { get } = Object.getOwnPropertyDescriptor(process, 'stdin');
  let asked = false;
  const askedFor = () => {
    asked = true;
    return get.call(process);
  };
  Object.defineProperty(process, 'stdin', { configurable: true, enumerable: true, get: askedFor });
  return () => asked;
}

function readArguments() {
  try {
    const read = parseArgs({
      options: { stdout: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (!read.values.help) return read;
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

function tell(synthesis) {
  const { report } = loader.load(path.join(project, 'lib/synth/report.ts')).exports;
  process.stdout.write(report(synthesis));
  // For bin/watch.mjs, which runs this program again and again.
  process.send?.({ outdir: synthesis.outdir, files: synthesis.files, inputs: [...loader.modules.keys()] });
}

/** What a person can mend is said in its own words; anything else is a defect and shows where it happened. */
function fail(error) {
  const isPlain = error?.name === 'ConfigError' || isSyntaxError(error);
  const text = isPlain ? error.message : require('./load/stack.cjs').readableStack(error, loader);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** esbuild's, which tells the file and the line. */
function isSyntaxError(error) {
  return Array.isArray(error?.errors) && error.errors.every(({ location }) => location !== undefined);
}
