import { filesWithoutObjects, isKustomization } from '../../lib/kubernetes/kustomization';

describe('a kustomization', () => {
  it('is known by the name of its file', () => {
    expect(
      ['a/kustomization.yaml', 'kustomization.yml', 'a/my-kustomization.yaml'].map(isKustomization),
    ).toEqual([true, true, false]);
  });

  it('names files that are no objects', () => {
    const text = `
resources: [deployment.yaml]
patches:
- path: replicas.yaml
- target: { kind: Deployment }
  patch: |-
    - op: remove
      path: /spec/replicas
patchesStrategicMerge:
- image.yaml
- |
  kind: Deployment
patchesJson6902: [{ target: { name: a }, path: ../shared/json.yaml }]
replacements: [{ path: replacement.yaml }, { source: { kind: Service } }]
configurations: [names.yaml]
transformers: [labels.yaml]
helmCharts: [{ name: base, valuesFile: values.yaml }]
`;
    expect(filesWithoutObjects('app/kustomization.yaml', text)).toEqual([
      'app/image.yaml',
      'app/names.yaml',
      'app/labels.yaml',
      'app/replicas.yaml',
      'shared/json.yaml',
      'app/replacement.yaml',
      'app/values.yaml',
    ]);
  });

  it.each(['', '- a', 'patches: x', '{', 'patches: [3, { path: 4 }]'])('may be anything: %s', (text) => {
    expect(filesWithoutObjects('kustomization.yaml', text)).toEqual([]);
  });
});
