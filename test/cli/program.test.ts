import { rmSync } from 'node:fs';
import { packageVersion } from '../../lib/cli/package-version';
import { runCommandLine } from '../../lib/cli/program';
import type { Terminal } from '../../lib/cli/terminal';
import { recordingTerminal } from './recording-terminal';
import { newProgram } from './run-program';

describe('the command line', () => {
  const program = newProgram();

  it.each([
    ['preckeck', "error: unknown command 'preckeck'"],
    ['precheck -o yaml', "error: option '-o, --output <format>' argument 'yaml' is invalid."],
    ['verify --timeout soon', "error: option '--timeout <seconds>' argument 'soon' is invalid."],
    ['verify --address http://', "error: option '--address <url>' argument 'http://' is invalid."],
  ])('rejects %s with 2', async (command, said) => {
    const { code, complaints } = await program.run(command);
    expect(complaints[0]).toContain(said);
    expect(code).toBe(2);
  });

  it('rejects a missing kubectl, a missing dist/ and an unknown release in one line each', async () => {
    const missing = await program.run('precheck', { env: { KUBECTL: '/no/such/kubectl' } });
    expect([missing.code, missing.complaints]).toEqual([
      2,
      [expect.stringMatching(/^kubectl can't be started/)],
    ]);
    const release = await program.run('precheck', { env: { ISTIO_RELEASE: '9.9' } });
    expect([release.code, release.complaints]).toEqual([2, [expect.stringMatching(/^ISTIO_RELEASE: /)]]);
    rmSync(program.dist, { recursive: true });
    const manifests = await program.run('clean-up');
    expect([manifests.code, manifests.complaints]).toEqual([
      2,
      [expect.stringMatching(/^there are no manifests/)],
    ]);
  });

  it('says of a defect that it is one, without a stack', async () => {
    const broken: Terminal = {
      ...recordingTerminal(),
      line: () => {
        throw new TypeError('no line');
      },
    };
    const complaints: string[] = [];
    const terminal = { ...broken, complain: (text: string) => void complaints.push(text) };
    const code = await runCommandLine(['--help'], { terminal, env: {} });
    expect([code, complaints]).toEqual([
      2,
      ['this is a defect of cdk8s-istio, please report it: TypeError: no line'],
    ]);
  });

  it('tells how it is used', async () => {
    const { code, lines } = await program.run('--help');
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/precheck .*verify .*clean-up /s);
  });

  it('tells its version', async () => {
    const { code, lines } = await program.run('--version');
    expect([code, ...lines]).toEqual([0, packageVersion()]);
  });

  it.each([
    ['precheck -o yaml -o json', "option '-o, --output <format>' argument 'yaml' is invalid."],
    ['verify --timeout soon --output=json', "option '--timeout <seconds>' argument 'soon' is invalid."],
    ['clean-up -ojson --nothing', "unknown option '--nothing'"],
  ])('says in JSON as well what is wrong with %s, and nothing else', async (command, said) => {
    const { code, lines } = await program.run(command);
    const report = JSON.parse(lines.join('\n'));
    expect([code, report]).toEqual([
      2,
      {
        schema: `cdk8s-istio/${command.split(' ')[0]}/v1`,
        context: null,
        verdict: 'cannot-ask',
        outcomes: [{ check: 'command-line', status: 'unknown', message: expect.stringContaining(said) }],
      },
    ]);
  });

  it.each(['precheck', 'verify', 'clean-up --yes'])(
    'says in JSON why %s could ask nobody',
    async (command) => {
      const { code, lines, complaints } = await program.run(`${command} -o json`, {
        answers: [
          { when: 'config view', err: 'error: no configuration', code: 1 },
          { when: 'get-contexts', out: '' },
        ],
      });
      expect([code, complaints]).toEqual([2, []]);
      expect(JSON.parse(lines.join('\n'))).toMatchObject({
        context: null,
        verdict: 'cannot-ask',
        outcomes: [
          { check: 'cluster', status: 'unknown', message: expect.stringContaining('no context says which') },
        ],
      });
    },
  );
});
