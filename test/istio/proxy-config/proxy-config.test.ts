import { ProxyConfig, type ProxyConfigProps, Workload } from '../../../lib/istio';
import { errorOf } from '../../error-of';
import { spec } from '../rendered';

const build = (props: ProxyConfigProps) => spec((chart) => new ProxyConfig(chart, 'proxies', props));

describe('ProxyConfig', () => {
  it('sets what the proxies of some workloads are started with', () => {
    const workload = Workload.labelled({ app: 'reviews' });
    expect(
      build({ workload, concurrency: 2, environmentVariables: { A_B: '' }, imageType: 'debug' }),
    ).toEqual({
      selector: { matchLabels: { app: 'reviews' } },
      concurrency: 2,
      environmentVariables: { A_B: '' },
      image: { imageType: 'debug' },
    });
  });

  it('lets proxies use all cores', () => {
    expect(build({ concurrency: 'all-cores' })).toEqual({ concurrency: 0 });
  });

  it.each<[ProxyConfigProps, string]>([
    [
      {} as never,
      "it says nothing, got {}; give at least one of 'concurrency', 'environmentVariables', 'imageType'",
    ],
    [
      { concurrency: 0 },
      "concurrency: a whole number from 1 to 2147483647 is expected, got 0; write 'all-cores', which is what Istio takes 0 for",
    ],
    [
      { concurrency: 1.5 },
      'concurrency: a whole number from 1 to 2147483647 is expected, got 1.5; write for example 1',
    ],
    [
      { environmentVariables: { '1A': 'b' } },
      "environmentVariables['1A']: an environment variable is named by letters, digits, underscores, dashes and dots, got '1A'; write for example { ISTIO_META_REGION: 'eu' }",
    ],
    [
      { imageType: '' },
      "imageType: the type of an image is some text, got ''; write for example 'distroless'",
    ],
    [
      { imageType: 'debug', workload: Workload.labelled({ app: 'a' }, { namespace: 'other' }) },
      "workload: the object is for workloads of its own namespace, which is 'demo', got 'other'; put it into a chart of the namespace 'other'",
    ],
  ])('rejects what Istio does not take (%#)', (props, problem) => {
    expect(() => build(props)).toThrow(errorOf(`chart/proxies: ${problem}`));
  });
});
