const base = require('../../jest.config.js');

/** Trials by the thousand, one file after the other: each uses what processors there are. */
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/torture'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 2 * 60 * 60 * 1000,
};
