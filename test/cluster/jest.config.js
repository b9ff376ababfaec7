const base = require('../../jest.config.js');

/** The tests against a real API server on their own, with a word on what is not given for them. */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/cluster/announce.cjs',
};
