import { report } from '../../lib/synth/report';

test('every file is named with its state and its objects, then the sums and the next commands', () => {
  const files = [
    { file: '10-namespace.k8s.yaml', state: 'unchanged', objects: 1 },
    { file: '20-bookinfo.k8s.yaml', state: 'changed', objects: 14 },
    { file: 'install/values.yaml', state: 'new', objects: 0 },
    { file: 'old.k8s.yaml', state: 'removed', objects: 0 },
  ] as const;
  expect(report({ outdir: 'dist', files, next: ['kubectl apply -f dist/', 'npm run verify'] })).toBe(`\
dist/10-namespace.k8s.yaml  unchanged  1 object
dist/20-bookinfo.k8s.yaml   changed    14 objects
dist/install/values.yaml    new
dist/old.k8s.yaml           removed
15 objects in 3 files: 1 new, 1 changed, 1 removed, 1 unchanged

next:
  kubectl apply -f dist/
  npm run verify
`);
});

test('an empty app has nothing to write', () => {
  expect(report({ outdir: 'dist', files: [], next: [] })).toBe('0 objects in 0 files: nothing to write\n');
});

test('many unchanged files are counted and not named', () => {
  const files = Array.from({ length: 100 }, (_, index) => ({
    file: `${index}.yaml`,
    state: 'unchanged' as const,
    objects: 2,
  }));
  expect(report({ outdir: 'dist', files, next: [] })).toBe('200 objects in 100 files: 100 unchanged\n');
});
