import {
  AuthorizationPolicy,
  denyEverything,
  WorkloadEntry,
  type WorkloadEntryProps,
} from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { rendered, spec } from '../rendered';

const labels = { app: 'ratings' };
const build = (props: Partial<WorkloadEntryProps>) =>
  spec((chart) => new WorkloadEntry(chart, 'vm', { labels, ...props }));

describe('WorkloadEntry', () => {
  it('describes a machine', () => {
    const parts = { ports: { http: 9080 }, network: 'n', locality: 'eu/west', weight: 3 };
    expect(build({ address: '10.0.0.7', ...parts })).toEqual({ address: '10.0.0.7', labels, ...parts });
  });

  it('is reached through its network where it has no address', () => {
    expect(build({ network: 'n' })).toEqual({ labels, network: 'n' });
  });

  it('is a workload that policies are for', () => {
    const objects = rendered((chart) => {
      const workload = new WorkloadEntry(chart, 'vm', { address: '10.0.0.7', labels });
      new AuthorizationPolicy(chart, 'none', { workload, action: denyEverything });
    });
    expect(objects[1]?.spec).toMatchObject({ selector: { matchLabels: labels } });
  });

  it.each<[Partial<WorkloadEntryProps>, string]>([
    [{}, 'address: it has no address, got undefined; give one, or the network that it is in'],
    [
      { address: 'no address' },
      "address: an address is an IP address, a DNS name or a socket, got 'no address'; write for example '10.0.0.7', 'db.example.com' or 'unix:///var/run/db.sock'",
    ],
    [
      { address: '10.0.0.7', weight: 0 },
      'weight: a whole number from 1 to 2147483647 is expected, got 0; write for example 1',
    ],
    [
      { address: '10.0.0.7', labels: {} },
      'labels: there is nothing in it, got {}; name at least one or leave it out',
    ],
  ])('rejects what Istio does not take (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(`chart/vm: ${message}`));
  });
});
