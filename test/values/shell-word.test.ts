import { execFileSync } from 'node:child_process';
import { operand, shellCommand, shellWord } from '../../lib/values/shell-word';

describe('a word for a shell', () => {
  it('is as it is where a shell takes it as it is', () => {
    expect(shellCommand(['kubectl', '-n', 'demo', 'get', 'service/a', '-l', 'app=b,c.d/e=f'])).toBe(
      'kubectl -n demo get service/a -l app=b,c.d/e=f',
    );
  });

  it.each([
    ['x$(touch /tmp/pasted)'],
    ['`id`'],
    ["it's"],
    ["'; rm -rf x; '"],
    ['a b\tc'],
    ['*'],
    ['~'],
    ['a\nb'],
    ['!!'],
    ['\\'],
    [''],
    ['#'],
    ['€'],
  ])('is %j to a shell', (word) => {
    const printed = execFileSync('sh', ['-c', `printf '%s|' ${shellWord(word)} end`]).toString();
    expect(printed).toBe(`${word}|end|`);
  });

  it('is no option where an operand is meant', () => {
    expect([operand('--all'), operand('shop')]).toEqual([['--', '--all'], ['shop']]);
  });
});
