#!/usr/bin/env node
'use strict';
const { subscribe } = require('node:diagnostics_channel');
const { readArguments } = require('./arguments.cjs');
const { execute, load, Program } = require('./load.cjs');

const usage = `Usage: cdk8s-istio synth [--stdout] [--no-types] [main.ts]

Checks the types of main.ts, runs it and tells what it wrote.

  --no-types  run it whatever its types are
  --stdout    write the manifests of the top level to standard output and nothing to the output folder
`;

const { values, main } = readArguments(usage, ['stdout', 'no-types', 'warm']);
if (values.stdout) {
  process.env.CDK8S_ISTIO_STDOUT = '1';
  // What the program prints besides would not be YAML.
  globalThis.console = new console.Console(process.stderr);
}
let synthesized = false;
subscribe('cdk8s-istio:synthesis', ({ outdir, files, report }) => {
  synthesized = true;
  process.stdout.write(report);
  process.send?.({ outdir, files, loaded: Object.keys(require.cache) });
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// A reader that has seen enough (a pipe into head) is no error.
process.stdout.on('error', (error) => (error.code === 'EPIPE' ? process.exit() : fail(error)));
// Nothing is waited for any more, but V8 may still compile what will not run again.
process.once('beforeExit', () => process.exit());
process.on('exit', (code) => {
  if (code !== 0 || synthesized) return;
  process.stderr.write(
    `${main} ended and nothing was synthesized; let it call synthesize(), after all that it waits for\n`,
  );
  process.exitCode = 1;
});

if (values.warm) {
  load(main, 'cdk8s');
  process.once('message', (files) => {
    for (const file of files) require(file);
    process.once('message', execute);
  });
} else start().catch(fail);

async function start() {
  const checking = values['no-types'] ? '' : require('./types.cjs').checkTypes(main);
  const bundling = new Program(main).bundle().catch((error) => {
    throw Object.assign(error, { name: 'BundleError' });
  });
  await new Promise(setImmediate);
  // The one package that every program needs, while esbuild works.
  load(main, 'cdk8s');
  const [program, errors] = [await bundling, await checking];
  if (errors !== '') throw Object.assign(new Error(errors), { name: 'TypeCheckError' });
  execute(program);
}

/** Programs are run as CommonJS, as esbuild says. */
const topLevelAwait = /Top-level await is currently not supported with the "cjs" output format/;

/** What a person can mend is said in its own words; anything else is a defect and shows where it happened. */
function fail(error) {
  const plain = ['BundleError', 'ConfigError', 'TypeCheckError', 'ValidationError'];
  const isPlain = plain.includes(error?.name);
  const text = isPlain ? error.message : (error?.stack ?? error);
  process.stderr.write(
    `${String(text).replace(topLevelAwait, '$& (await in an async function, and call that)')}\n`,
  );
  process.exit(1);
}
