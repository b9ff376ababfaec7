// 50,000 constructs with anything for properties, of another seed each time; the seed of a failure is in its line.
process.env.FUZZ_TRIALS ??= '50000';
process.env.FUZZ_SEED ??= String(Date.now() % 2 ** 31);

require('../fuzz/fuzz.test');
