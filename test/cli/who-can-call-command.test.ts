import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/program';
import { deployments, istio, namespace, service } from '../routing/world';
import { recordingTerminal } from './recording-terminal';

describe('who-can-call', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'who-'));
    writeFileSync(
      join(folder, 'world.yaml'),
      `${namespace('demo')}${deployments('demo', 'ratings', 'v1')}${service('demo', 'ratings')}${deployments('demo', 'reviews', 'v1')}${istio('security', 'AuthorizationPolicy', 'demo', 'ratings', '{ selector: { matchLabels: { app: ratings } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/demo/sa/reviews] } }], to: [{ operation: { methods: [GET] } }] }] }')}`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function ask(...args: string[]) {
    const terminal = recordingTerminal();
    const code = await runCommandLine(['who-can-call', ...args, '-f', join(folder, 'world.yaml')], {
      terminal,
      env: {},
    });
    return { code, lines: terminal.lines, complaints: terminal.complaints };
  }

  it('lists the callers of each port', async () => {
    expect(await ask('demo/ratings')).toEqual({
      code: 0,
      complaints: [],
      lines: [
        'demo/ratings port 80',
        '  denied   anybody without an identity',
        '  denied   demo/ratings-v1',
        '  partly   demo/reviews-v1',
        '             allowed GET, any path',
      ],
    });
  });

  it('brings all that it needs where the command line runs from its sources', () => {
    // There each command is bundled without the others.
    const program = join(__dirname, '../../bin/cdk8s-istio.mjs');
    const args = [program, 'who-can-call', 'demo/ratings', '-f', join(folder, 'world.yaml')];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr, stdout.split('\n')[0]]).toEqual([0, '', 'demo/ratings port 80']);
  });

  it('rejects a service that is not there', async () => {
    expect(await ask('demo/rating')).toEqual({
      code: 2,
      lines: [],
      complaints: [
        "no Service with workloads has this name, got 'demo/rating'; did you mean 'demo/ratings'? known are 'demo/ratings'",
      ],
    });
  });
});
