import fc from 'fast-check';
import { HostSet } from '../../../lib/validation/istiod/host-set';

/** Istio's own definition, one pair at a time. */
function overlap(a: string, b: string): boolean {
  const [wildA, wildB] = [a.startsWith('*'), b.startsWith('*')];
  const [nameA, nameB] = [a.slice(1), b.slice(1)];
  if (wildA && wildB) return a.length < b.length ? nameB.endsWith(nameA) : nameA.endsWith(nameB);
  if (wildA) return b.endsWith(nameA);
  return wildB ? a.endsWith(nameB) : a === b;
}

function covers(outer: string, inner: string): boolean {
  if (!outer.startsWith('*')) return inner === outer;
  if (inner.startsWith('*') && inner.length < outer.length) return false;
  return (inner.startsWith('*') ? inner.slice(1) : inner).endsWith(outer.slice(1));
}

const host = fc
  .tuple(
    fc.constantFrom('', '*', '*.', '*-'),
    fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 3 }),
  )
  .map(([star, labels]) => star + labels.join('.'));
const hosts = fc.array(fc.oneof(host, fc.constant('*')), { maxLength: 5 });

test('hosts share names, and cover others, as pair by pair', () => {
  fc.assert(
    fc.property(hosts, host, (known, asked) => {
      const set = new HostSet();
      known.forEach((each, index) => {
        set.add(each, index);
      });
      return (
        (set.overlapping(asked) !== undefined) === known.some((each) => overlap(each, asked)) &&
        (set.covering(asked) !== undefined) === known.some((outer) => covers(outer, asked))
      );
    }),
    { numRuns: 3000 },
  );
});
