/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // The first test of a file may wait for all that the file reaches to be compiled, on a machine that is busy.
  testTimeout: 60_000,
  reporters: ['<rootDir>/test/reporter.cjs', 'summary'],
  // Started by `npm run test:cluster` and `npm run test:package`: they need a control plane or the registry, and minutes.
  testPathIgnorePatterns: ['/node_modules/', '/test/cluster/', '/test/torture/', '/test/package/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
