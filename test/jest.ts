/// <reference types="jest" />
// Here and not in tsconfig.json: what the program is checked with at each synth needs no declarations of tests.
export {};
