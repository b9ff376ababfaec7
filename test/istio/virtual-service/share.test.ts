import { MeshService } from '../../../lib/istio/references/mesh-service';
import { type Share, splitShares } from '../../../lib/istio/virtual-service/share';

const to = MeshService.named('a.demo.svc.cluster.local', { ports: { http: 80 } });
const destination = {
  kind: 'destination',
  host: 'a.demo.svc.cluster.local',
  port: 80,
  subset: undefined,
  constructs: [],
};
const share = (percent: number): Share => ({ to, percent });

it('takes parts and options apart', () => {
  const options = { match: 'always' };
  expect(splitShares(share(90), share(10), [])).toEqual({
    shares: [
      { to: destination, percent: 90 },
      { to: destination, percent: 10 },
    ],
    options: undefined,
  });
  const many = splitShares<Share, typeof options>(share(100), share(0), [share(0), options]);
  expect(many.shares.map(({ percent }) => percent)).toEqual([100, 0, 0]);
  expect(many.options).toBe(options);
});

it.each([-10, 33.3, Number.NaN])('rejects a part of %d percent', (percent) => {
  expect(() => splitShares(share(percent), share(100 - percent), [])).toThrow(
    new Error(
      `a part of a split must be a whole percentage from 0 to 100, got ${percent}; write for example 10`,
    ),
  );
});

it.each([
  [[90, 20], '90 + 20 = 110'],
  [[0, 0], '0 + 0 = 0'],
  [[50, 25, 24], '50 + 25 + 24 = 99'],
])('rejects parts that do not add up: %j', ([first = 0, second = 0, ...more], sum) => {
  expect(() => splitShares(share(first), share(second), more.map(share))).toThrow(
    new Error(`a split must add up to 100 percent, got ${sum}; make the parts add up to 100`),
  );
});
