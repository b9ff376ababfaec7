import { Duration } from 'cdk8s';
import { ReadinessProbe, WorkloadGroup, type WorkloadGroupProps } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const labels = { app: 'ratings' };
const build = (props: Partial<WorkloadGroupProps>) =>
  spec((chart) => new WorkloadGroup(chart, 'vms', { labels, ...props }));

describe('WorkloadGroup', () => {
  it('is the form of what machines become', () => {
    expect(build({ network: 'n', entryLabels: { team: 'a' }, entryAnnotations: { note: 'b' } })).toEqual({
      metadata: { labels: { team: 'a' }, annotations: { note: 'b' } },
      template: { labels, network: 'n' },
    });
    expect(build({})).toEqual({ template: { labels } });
  });

  it.each<[ReadinessProbe, object]>([
    [
      ReadinessProbe.http(8080, {
        path: '/ready',
        scheme: 'https',
        headers: { 'x-a': 'b' },
        period: Duration.seconds(5),
        failureThreshold: 2,
      }),
      {
        httpGet: { port: 8080, path: '/ready', scheme: 'HTTPS', httpHeaders: [{ name: 'x-a', value: 'b' }] },
        periodSeconds: 5,
        failureThreshold: 2,
      },
    ],
    [ReadinessProbe.tcp(8080), { tcpSocket: { port: 8080 } }],
    [ReadinessProbe.command(['/bin/ready', '-q']), { exec: { command: ['/bin/ready', '-q'] } }],
  ])('asks machines whether they are ready (%#)', (readinessProbe, probe) => {
    expect(build({ readinessProbe })).toEqual({ template: { labels }, probe });
  });

  it.each<[Partial<WorkloadGroupProps>, string]>([
    [
      { readinessProbe: ReadinessProbe.tcp(0) },
      'readinessProbe.port: a port must be a whole number from 1 to 65535, got 0; write for example 9080',
    ],
    [
      { readinessProbe: ReadinessProbe.command([] as never) },
      'readinessProbe.command: the list is empty, got []; put something into it or leave it out',
    ],
  ])('rejects what Istio does not take (%#)', (props, message) => {
    expect(() => build(props)).toThrow(errorOf(`chart/vms: ${message}`));
  });
});
