const { relative } = require('node:path');
const { stripVTControlCharacters } = require('node:util');

/** What some tests need that a stranger's machine does not have, and what is left out without it. */
const needs = {
  ISTIO_HOME: "an Istio release folder; without it nothing is compared with Istio's own samples and profiles",
  ISTIO_HOME_OLD: 'the release folder of Istio 1.16; without it the same for the oldest release',
  ISTIO_RELEASES: 'a folder of Istio release folders; without it the same for the releases between',
  ARGO_CD_CRDS: "a folder of Argo CD's CRDs; without it nothing is compared with them",
  GATEWAY_API_CRDS: "a folder of the Gateway API's CRDs; without it nothing is compared with them",
  MESH_FINDINGS: 'a folder of recorded verdicts on objects and worlds; without it none is asked again',
  MESH_ANSWERS: 'a folder of recorded answers to requests; without it none is asked again',
  KUBEBUILDER_ASSETS: 'a folder with etcd, kube-apiserver and kubectl; without it no API server is asked',
};

/** Shows what failed, and what was skipped and why; what passed is a number in Jest's own summary. */
module.exports = class QuietReporter {
  #skipped = new Map();

  onTestResult(_test, result) {
    const file = relative(process.cwd(), result.testFilePath);
    if (result.failureMessage) process.stderr.write(shown(`FAIL ${file}\n${result.failureMessage}\n`));
    const skipped = result.skipped ? result.testResults.length : result.numPendingTests;
    if (skipped > 0) this.#skipped.set(file, skipped);
  }

  onRunComplete() {
    if (this.#skipped.size === 0) return;
    const files = [...this.#skipped].sort().map(([file, count]) => `  ${count} of ${file}`);
    const missing = Object.entries(needs).filter(([name]) => !process.env[name]);
    const reasons = missing.map(([name, what]) => `  ${name} is not set: ${what}`);
    const because = reasons.length === 0 ? [] : ['what some tests need (CONTRIBUTING.md):', ...reasons];
    process.stderr.write(`${['skipped:', ...files, ...because].join('\n')}\n\n`);
  }
};

/** Jest colours what failed wherever it runs; a file or a pipe has no use for it. */
function shown(text) {
  return process.stderr.isTTY ? text : stripVTControlCharacters(text);
}
