import { recipeOf } from '../../lib/kubernetes/recipe';

const files = (names: readonly string[], file: string, text: string) => {
  const recipe = recipeOf(file, text);
  return names.filter((name) => recipe?.isPart(name));
};

describe('what kustomize makes manifests by', () => {
  it('is known by the name of its file', () => {
    const commands = ['a/kustomization.yaml', 'kustomization.yml', 'a/my-kustomization.yaml'].map(
      (file) => recipeOf(file, '')?.command,
    );
    expect(commands).toEqual(['kubectl kustomize a', 'kubectl kustomize .', undefined]);
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
    const parts = [
      'app/image.yaml',
      'app/names.yaml',
      'app/labels.yaml',
      'app/replicas.yaml',
      'shared/json.yaml',
      'app/replacement.yaml',
      'app/values.yaml',
    ];
    expect(files([...parts, 'app/deployment.yaml', 'image.yaml'], 'app/kustomization.yaml', text)).toEqual(
      parts,
    );
  });

  it.each(['', '- a', 'patches: x', '{', 'patches: [3, { path: 4 }]'])('may be anything: %s', (text) => {
    expect(files(['a.yaml'], 'kustomization.yaml', text)).toEqual([]);
  });
});

describe('what Helm makes manifests by', () => {
  const parts = [
    'shop/templates/web.yaml',
    'shop/templates/tests/web.yaml',
    'shop/charts/db/Chart.yaml',
    'shop/values.yaml',
    'shop/values-prod.yaml',
  ];
  const plain = ['shop/crds/crd.yaml', 'shop/other.yaml', 'values.yaml', 'templates/web.yaml'];

  it('has templates, values and charts beside it', () => {
    expect(files([...parts, ...plain], 'shop/Chart.yaml', 'apiVersion: v2\nname: shop\n')).toEqual(parts);
    expect(recipeOf('shop/Chart.yaml', 'name: shop')?.command).toBe('helm template shop');
  });

  it('is none without a name', () => {
    expect(recipeOf('shop/Chart.yaml', 'a: b')).toBeUndefined();
  });
});
