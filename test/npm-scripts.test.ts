import { scripts } from '../package.json';

describe('the scripts of package.json', () => {
  it('have no name that makes npm run one before or after another', () => {
    const names = Object.keys(scripts);
    // `npm run check` would first run a script called `precheck`, which asks a cluster.
    const hooks = names.flatMap((name) => [`pre${name}`, `post${name}`]);
    expect(names.filter((name) => hooks.includes(name))).toEqual([]);
  });
});
