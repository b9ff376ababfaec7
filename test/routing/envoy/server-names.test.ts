import type { FilterChain } from '../../../lib/routing/envoy/configuration';
import { chainOf } from '../../../lib/routing/envoy/server-names';

describe('the filter chain of a connection', () => {
  const chain = (serverNames?: string[], destinations?: string[]): FilterChain => ({
    ...(serverNames && { serverNames }),
    ...(destinations && { destinations }),
    policies: [],
    filter: { kind: 'tcp', destinations: [] },
  });
  const chains = [
    chain(),
    chain(['*.a.test']),
    chain(['*.x.a.test']),
    chain(['y.a.test']),
    chain(['b.test'], ['10.0.0.0/8']),
    chain(['b.test'], ['10.1.0.0/16']),
  ];

  it.each([
    [{ serverName: 'y.a.test' }, 3],
    [{ serverName: 'Z.A.test' }, 1],
    [{ serverName: 'z.x.a.test' }, 2],
    [{ serverName: 'a.test' }, 0],
    [{}, 0],
    [{ serverName: 'b.test', destination: '10.1.2.3' }, 5],
    [{ serverName: 'b.test', destination: '10.2.2.3' }, 4],
    [{ serverName: 'b.test' }, 0],
  ])('%j is %s', (connection, expected) => {
    expect(chains.indexOf(chainOf(chains, connection) as FilterChain)).toBe(expected);
  });

  it('is none where no name fits', () => {
    expect(chainOf([chain(['a.test'])], { serverName: 'b.test' })).toBeUndefined();
  });
});
