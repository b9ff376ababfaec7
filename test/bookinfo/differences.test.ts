import { differences } from './differences';

const service = (name: string, spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});

describe('the comparison with upstream', () => {
  it('finds nothing between objects that say the same in another order', () => {
    const one = [service('a', { x: 1, ports: [{ port: 80 }] }), service('b', {})];
    const other = [service('b', {}), service('a', { ports: [{ port: 80 }], x: 1 })];
    expect(differences(one, other)).toEqual([]);
  });

  it('reports a changed, a missing and an additional field by its path', () => {
    const ours = [service('a', { ports: [{ port: 80 }], only: true })];
    const upstream = [service('a', { ports: [{ port: 81, name: 'http' }] })];
    expect(differences(ours, upstream)).toEqual([
      { object: 'Service a', path: 'spec.only', ours: true, upstream: undefined },
      { object: 'Service a', path: 'spec.ports.0.name', ours: undefined, upstream: 'http' },
      { object: 'Service a', path: 'spec.ports.0.port', ours: 80, upstream: 81 },
    ]);
  });

  it('reports an empty object against none, and a list against an object', () => {
    const ours = [service('a', { emptyDir: {}, list: [] })];
    const upstream = [service('a', { list: {} })];
    expect(differences(ours, upstream).map(({ path }) => path)).toEqual(['spec.emptyDir', 'spec.list']);
  });

  it('reports objects that only one side has', () => {
    expect(differences([service('a', {})], [service('b', {})])).toEqual([
      { object: 'Service a', path: '', ours: 'present', upstream: undefined },
      { object: 'Service b', path: '', ours: undefined, upstream: 'present' },
    ]);
  });
});
