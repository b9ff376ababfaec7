import { MeshService } from '../../../lib/istio/references/mesh-service';
import { type Share, shareProperties, sharesOf, splitShares } from '../../../lib/istio/virtual-service/share';
import { shape } from '../../../lib/values/shape';
import { refusal, refusedAt } from '../../refusal';

const to = MeshService.named('a.demo.svc.cluster.local', { ports: { http: 80 } });
const share = (percent: number): Share => ({ to, percent });

it('takes parts and options apart', () => {
  const options = { match: 'always' };
  expect(splitShares(share(90), share(10), [])).toEqual({
    shares: [
      { to, percent: 90 },
      { to, percent: 10 },
    ],
    options: undefined,
  });
  const many = splitShares<Share, typeof options>(share(100), share(0), [share(0), options]);
  expect(many.shares.map(({ percent }) => percent)).toEqual([100, 0, 0]);
  expect(many.options).toBe(options);
});

const shares = sharesOf(shape<Share>(shareProperties));

it.each([-10, 33.3, Number.NaN])('rejects a part of %d percent', (percent) => {
  expect(refusal(shares, [share(percent), share(100 - percent)])).toBe(
    `a part of a split must be a whole percentage from 0 to 100, got ${percent}; write for example 10`,
  );
  expect(refusedAt(shares, [share(percent), share(100 - percent)])).toBe('[0].percent');
});

it.each([
  [[90, 20], '90 + 20 = 110'],
  [[0, 0], '0 + 0 = 0'],
  [[50, 25, 24], '50 + 25 + 24 = 99'],
])('rejects parts that do not add up: %j', (parts, sum) => {
  expect(refusal(shares, parts.map(share))).toBe(
    `a split must add up to 100 percent, got ${sum}; make the parts add up to 100`,
  );
});

it('rejects one part alone', () => {
  const { shares: alone } = splitShares(share(100), undefined as never, []);
  expect(refusal(shares, alone)).toBe(
    'a split has two parts or more, got undefined; add the other part, or lead all of it to one with to(…)',
  );
});
