import { ExitCode } from '../../lib/cli/exit-code';
import { exitCodeOf, printOutcomes, printVerdict, reportOf } from '../../lib/cli/report';
import type { Outcome } from '../../lib/diagnostics/outcome';
import { fakeKubectl } from './fake-kubectl';
import { recordingTerminal } from './recording-terminal';

const ok: Outcome = { check: 'kubernetes-version', status: 'ok', message: 'fine' };
const finding: Outcome = { check: 'control-plane', status: 'finding', message: 'missing', fix: 'install it' };
const another: Outcome = { check: 'served-kinds', status: 'finding', message: 'no CRDs', fix: 'install it' };
const note: Outcome = { check: 'injection', status: 'note', message: 'not yet', fix: 'apply it' };
const unknown: Outcome = { check: 'injection', status: 'unknown', message: 'forbidden' };

function printed(...outcomes: Outcome[]): string[] {
  const terminal = recordingTerminal();
  printOutcomes(terminal, outcomes);
  printVerdict(terminal, outcomes);
  return terminal.lines;
}

describe('a report for a reader', () => {
  it('says below each outcome what to do, and once what mends several', () => {
    expect(printed(ok, finding, another, note)).toEqual([
      'ok       fine',
      'finding  missing',
      'finding  no CRDs',
      '         -> install it',
      'note     not yet',
      '         -> apply it',
      '',
      '2 things to mend',
    ]);
  });

  it.each([
    [[ok, note], 'all is ready'],
    [[finding], '1 thing to mend'],
    [[finding, unknown], '1 of the questions could not be asked, 1 found something to mend'],
  ])('ends with a verdict', (outcomes, verdict) => {
    expect(printed(...outcomes).pop()).toBe(verdict);
  });
});

describe('a report as JSON', () => {
  it("names schema, context, verdict, outcomes and what is the command's own", () => {
    const told = { kubectl: fakeKubectl({}), outcomes: [ok, finding], more: { release: '1.30' } };
    expect(reportOf('precheck', ExitCode.findings, told)).toEqual({
      schema: 'cdk8s-istio/precheck/v1',
      context: { name: 'fake', server: 'https://fake:6443' },
      release: '1.30',
      verdict: 'findings',
      outcomes: [ok, finding],
    });
  });

  it.each([
    [[ok, note], ExitCode.ok, 'ok'],
    [[finding, note], ExitCode.findings, 'findings'],
    [[finding, unknown], ExitCode.cannotAsk, 'cannot-ask'],
  ] as const)('has the verdict of the exit code', (outcomes, code, verdict) => {
    expect(exitCodeOf(outcomes)).toBe(code);
    expect(reportOf('verify', code, { outcomes, more: {} })).toMatchObject({ context: null, verdict });
  });
});
