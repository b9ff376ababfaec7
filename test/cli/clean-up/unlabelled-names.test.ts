import { namedIn } from '../../../lib/cli/clean-up/unlabelled-names';

const settings = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace },
});
const folders = [
  {
    folder: 'dist',
    manifests: [settings('a'), settings('b')].map((object) => ({ file: 'dist/a.yaml', object })),
  },
];
const allowed = (names: true | string[] | undefined) =>
  ['a', 'b'].filter((namespace) => namedIn(folders, names)(settings(namespace)));

describe('what may be deleted without our label', () => {
  it('is nothing, all, or what is named', () => {
    expect(allowed(undefined)).toEqual([]);
    expect(allowed(true)).toEqual(['a', 'b']);
    expect(allowed(['configmap/settings'])).toEqual(['a', 'b']);
    expect(allowed(['b/ConfigMap/settings'])).toEqual(['b']);
  });

  it('rejects a name of nothing in dist/', () => {
    expect(() => namedIn(folders, ['configmap/setting'])).toThrow(
      "--unlabelled: dist/ has no such object, got 'configmap/setting'; write kind and name as the plan shows them, such as configmap/settings",
    );
  });
});
