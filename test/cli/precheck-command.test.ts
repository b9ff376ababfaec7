import { changing, newProgram } from './run-program';

const program = newProgram();

describe('precheck', () => {
  it('ends with 0 and changes nothing where all is ready', async () => {
    const { code, lines, commands } = await program.run('precheck');
    expect(lines).toEqual([
      'context  dev (https://dev.example:6443)',
      'ok       Kubernetes v1.34.4 is one that Istio 1.30 supports (1.32 to 1.36)',
      'ok       istiod (istio-system/istiod) is ready, of a version that its image does not tell',
      'ok       all 2 kinds of dist/ are served, networking.istio.io/v1 among them',
      'ok       gateway/bookinfo-gateway -n demo meets Service istio-system/istio-ingressgateway: pods labelled istio=ingressgateway, port 80',
      'ok       namespace demo has istio-injection=enabled',
      '',
      'all is ready',
    ]);
    expect(code).toBe(0);
    expect(commands.filter((command) => changing.test(command))).toEqual([]);
  });

  it('ends with 1 where something is to be mended', async () => {
    const { code, lines } = await program.run('precheck', { env: { ISTIO_RELEASE: '1.16' } });
    expect(code).toBe(1);
    expect(lines[1]).toBe('finding  Kubernetes v1.34.4 is not one that Istio 1.16 supports (1.22 to 1.25)');
  });

  it('ends with 2 where a question may not be asked, and still asks the others', async () => {
    const forbidden = {
      when: 'mutatingwebhook',
      err: 'Error from server (Forbidden): it is forbidden',
      code: 1,
    };
    const { code, lines } = await program.run('precheck', { answers: [forbidden] });
    expect(code).toBe(2);
    expect(lines).toHaveLength(8);
    expect(lines[5]).toContain('unknown  context dev: the cluster refuses');
  });

  it('ends with 2 and one line where the cluster does not answer', async () => {
    const refused = { when: '/version', err: 'The connection to the server dev was refused', code: 1 };
    const { code, lines, complaints } = await program.run('precheck', { answers: [refused] });
    expect(code).toBe(2);
    expect(lines).toEqual(['context  dev (https://dev.example:6443)']);
    expect(complaints).toEqual([
      "context dev: the cluster does not answer, got 'The connection to the server dev was refused'; start it, or choose another with --context",
    ]);
  });

  it('says all that in JSON as well, and nothing else', async () => {
    const good = await program.run('precheck -o json');
    expect([good.code, good.complaints]).toEqual([0, []]);
    expect(JSON.parse(good.lines.join('\n'))).toMatchObject({
      schema: 'cdk8s-istio/precheck/v1',
      context: { name: 'dev', server: 'https://dev.example:6443' },
      release: '1.30',
      verdict: 'ok',
    });
    const refused = { when: '/version', err: 'The connection to the server dev was refused', code: 1 };
    const bad = await program.run('precheck -o json', { answers: [refused] });
    expect([bad.code, bad.complaints]).toEqual([2, []]);
    expect(JSON.parse(bad.lines.join('\n'))).toEqual({
      schema: 'cdk8s-istio/precheck/v1',
      context: { name: 'dev', server: 'https://dev.example:6443' },
      release: '1.30',
      verdict: 'cannot-ask',
      outcomes: [
        { check: 'cluster', status: 'unknown', message: expect.stringContaining('does not answer') },
      ],
    });
  });

  it('passes the context that was chosen on to each command and each piece of advice', async () => {
    const { lines, commands } = await program.run('precheck --context other', {
      answers: [{ when: '-l app=istiod', out: { items: [] } }],
    });
    expect(lines[0]).toBe('context  other (https://dev.example:6443)');
    expect(lines).toContain(
      '         -> istioctl --context other install -f dist/install/istio-operator.yaml',
    );
    expect(commands.every((call) => call.startsWith('--context other '))).toBe(true);
  });
});
