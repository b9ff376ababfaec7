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
    expect(writing(true).terminal.paint('green', 'ok')).toBe('\x1b[32mok\x1b[39m');
    jest.restoreAllMocks();
    expect(writing(true, { NO_COLOR: '1' }).terminal.paint('green', 'ok')).toBe('ok');
    jest.restoreAllMocks();
    expect(writing(false).terminal.paint('green', 'ok')).toBe('ok');
  });

  it('can ask nobody where no person is', () => {
    expect(writing(false).terminal.ask).toBeUndefined();
  });
});
