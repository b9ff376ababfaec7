import { connect } from '../../../lib/cli/kubectl';
import { portForward } from '../../../lib/cli/verify/port-forward';
import { kubeconfigView, type StubAnswer, type StubKubectl, stubKubectl } from '../stub-kubectl';

const service = { namespace: 'istio-system', name: 'istio-ingressgateway' };

describe('a port-forward', () => {
  let stub: StubKubectl | undefined;
  afterEach(() => stub?.remove());

  async function forwarding(answer: Omit<StubAnswer, 'when'>, limit?: number) {
    stub = stubKubectl([
      { when: 'config view', out: kubeconfigView('dev') },
      { when: 'port-forward', ...answer },
    ]);
    const kubectl = await connect({}, { ...process.env, KUBECTL: stub.program });
    return portForward(kubectl, service, 80, limit);
  }

  it('is open on the port that kubectl chose, until it is closed', async () => {
    const out = 'Forwarding from 127.0.0.1:40123 -> 8080\nForwarding from [::1]:40123 -> 8080\n';
    const forward = await forwarding({ out, stays: true });
    if ('reason' in forward) throw new Error(forward.reason);
    expect([forward.port, forward.open()]).toEqual([40123, true]);
    forward.close();
    for (let tries = 0; forward.open() && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 20));
    expect(forward.open()).toBe(false);
    expect(stub?.calls()[1]).toBe(
      '--context dev -n istio-system port-forward service/istio-ingressgateway :80',
    );
  });

  it('reports why kubectl could not, for now', async () => {
    const err = 'error: unable to forward port because pod is not running. Current status=Pending\n';
    expect(await forwarding({ err, code: 1 })).toEqual({
      reason: 'unable to forward port because pod is not running. Current status=Pending',
    });
  });

  it('reports a kubectl that does not begin', async () => {
    expect(await forwarding({ stays: true }, 300)).toEqual({
      reason: 'kubectl port-forward did not begin in time',
    });
  });

  it('rejects a user who may not', async () => {
    const err =
      'Error from server (Forbidden): pods "a" is forbidden: User "b" cannot create pods/portforward\n';
    await expect(forwarding({ err, code: 1 })).rejects.toThrow('context dev: the cluster refuses');
  });
});
