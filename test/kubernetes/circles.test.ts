import * as fc from 'fast-check';
import { circles } from '../../lib/kubernetes/circles';

const nodes = Array.from({ length: 8 }, (_, id) => ({ id }));
const node = (id: number) => nodes[id] as { id: number };

it('knows which nodes lie on one circle', () => {
  const together = circles([
    [node(0), node(1)],
    [node(1), node(2)],
    [node(2), node(0)],
    [node(2), node(3)],
    [node(4), node(4)],
  ]);
  expect(together(node(0), node(2))).toBe(true);
  expect(together(node(2), node(3))).toBe(false);
  expect(together(node(4), node(4))).toBe(true);
  expect(together(node(6), node(7))).toBe(false);
});

it('says of every graph what following all ways says', () => {
  const edge = fc.tuple(fc.nat(7), fc.nat(7));
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
      const reaches = (from: number, to: number): boolean => {
        const seen = new Set([from]);
        for (const at of seen) for (const [a, b] of edges) if (a === at) seen.add(b);
        return seen.has(to);
      };
      const together = circles(edges.map(([a, b]) => [node(a), node(b)] as const));
      const named = new Set(edges.flat());
      for (const a of named) {
        for (const b of named) {
          expect([a, b, together(node(a), node(b))]).toEqual([a, b, reaches(a, b) && reaches(b, a)]);
        }
      }
    }),
  );
});
