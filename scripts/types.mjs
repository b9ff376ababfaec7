import { availableParallelism } from 'node:os';

// The compiler is a program of Go. Below so much memory it need not collect its garbage, which took it a third of its time.
process.env.GOGC ??= 'off';
process.env.GOMEMLIMIT ??= '2GiB';
// It checks in four parts, each of which works out anew what the others know: more than there are processors cost only.
process.argv.push('--checkers', String(Math.min(4, availableParallelism())));
await import('../node_modules/typescript/lib/tsc.js');
