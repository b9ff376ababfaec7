import { processTerminal } from '../../lib/cli/terminal';

/** What a terminal writes when its streams are, or are not, a person's. */
function writing(tty: boolean, env: NodeJS.ProcessEnv = {}) {
  const written: string[] = [];
  for (const [name, stream] of [
    ['out', process.stdout],
    ['err', process.stderr],
  ] as const) {
    jest.replaceProperty(stream, 'isTTY', tty);
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(`${name} ${String(text)}`);
      return true;
    });
  }
  jest.replaceProperty(process, 'env', { TERM: 'xterm-256color', ...env });
  process.stdout.hasColors ??= () => true;
  jest.spyOn(process.stdout, 'hasColors').mockImplementation(() => env.NO_COLOR === undefined);
  return { terminal: processTerminal(), written };
}

describe('the terminal', () => {
  const { isTTY: outIsTty } = process.stdout;
  const { isTTY: errIsTty } = process.stderr;
  beforeAll(() => {
    // A property that is not there can't be replaced.
    process.stdout.isTTY ??= false;
    process.stderr.isTTY ??= false;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => {
    process.stdout.isTTY = outIsTty;
    process.stderr.isTTY = errIsTty;
  });

  it('rewrites its progress in place, and clears it before the next line', () => {
    const { terminal, written } = writing(true);
    terminal.progress('waiting (1 s of 9 s)');
    terminal.progress('waiting (2 s of 9 s)');
    terminal.line('done');
    terminal.complain('oh');
    expect(written).toEqual([
      'err \r\x1b[Kwaiting (1 s of 9 s)',
      'err \r\x1b[Kwaiting (2 s of 9 s)',
      'err \r\x1b[K',
      'out done\n',
      'err oh\n',
    ]);
  });

  it('writes plain lines elsewhere, one for each change', () => {
    const { terminal, written } = writing(false);
    terminal.progress('waiting for a (1 s of 9 s)');
    terminal.progress('waiting for a (2 s of 9 s)');
    terminal.progress('waiting for b (3 s of 9 s)');
    terminal.line('done');
    expect(written).toEqual([
      'err waiting for a (1 s of 9 s)\n',
      'err waiting for b (3 s of 9 s)\n',
      'out done\n',
    ]);
  });

  it('writes plain lines where the terminal is a dumb one', () => {
    const { terminal, written } = writing(true, { TERM: 'dumb' });
    terminal.progress('waiting');
    expect(written).toEqual(['err waiting\n']);
  });

  it('paints for a person only, and not where NO_COLOR is set', () => {
    const painted = (...given: Parameters<typeof writing>) => {
      const { terminal, written } = writing(...given);
      terminal.line({ colour: 'green', text: 'ok' }, ' so');
      jest.restoreAllMocks();
      return written;
    };
    expect(painted(true)).toEqual(['out \x1b[32mok\x1b[39m so\n']);
    expect(painted(true, { NO_COLOR: '1' })).toEqual(['out ok so\n']);
    expect(painted(false)).toEqual(['out ok so\n']);
  });

  it('shows what would steer it, and does not obey', () => {
    const { terminal, written } = writing(true);
    const odd = 'a\x1b[2Jb\nc\x9b1m\u202ed';
    const harmless = 'a\\u{1b}[2Jb\\u{a}c\\u{9b}1m\\u{202e}d';
    terminal.line(odd, { colour: 'red', text: odd });
    terminal.complain(odd);
    terminal.json({ odd });
    expect(written).toEqual([
      `out ${harmless}\x1b[31m${harmless}\x1b[39m\n`,
      `err ${harmless}\n`,
      'out {\n  "odd": "a\\u001b[2Jb\\nc\\u009b1m\\u202ed"\n}\n',
    ]);
    expect(JSON.parse((written[2] ?? '').slice(4))).toEqual({ odd });
  });

  it('can ask nobody where no person is', () => {
    expect(writing(false).terminal.ask).toBeUndefined();
  });
});
