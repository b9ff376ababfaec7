import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../lib/cli/commands';

/** In bin/ they are named once more: it runs before anything of lib/ could be loaded. */
it('is made ready by bin/, each command by its name', () => {
  const program = readFileSync(join(__dirname, '../../bin/cdk8s-istio.mjs'), 'utf8');
  const [, named = ''] = /^const commands = \[(.*)\];$/m.exec(program) ?? [];
  expect(named.match(/[\w-]+/g)).toEqual(Object.keys(commands));
});
