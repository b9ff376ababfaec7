import { App, Chart, JsonPatch } from 'cdk8s';
import { KubernetesObject } from '../../lib/kubernetes/kubernetes-object';

function patchedBy(...patches: JsonPatch[]) {
  const object = new KubernetesObject(new Chart(new App(), 'shop'), 'public', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'public' },
    spec: { servers: [{ 'a/b': 1, '~': 2 }], list: [] },
  } as never);
  object.addJsonPatch(...patches);
  return object.toJson();
}

it('applies patches one after the other', () => {
  const { spec } = patchedBy(
    JsonPatch.add('/spec/more', {}),
    JsonPatch.add('/spec/more/list', [1]),
    JsonPatch.add('/spec/more/list/-', 2),
    JsonPatch.move('/spec/servers/0/a~1b', '/spec/more/moved'),
    JsonPatch.test('/spec/servers/0/~0', 2),
    JsonPatch.remove('/spec/list'),
  );
  expect(spec).toEqual({ servers: [{ '~': 2 }], more: { list: [1, 2], moved: 1 } });
});

it.each([
  [JsonPatch.replace('/spec/nope/0', 1), 'a patch finds nothing at /spec/nope', "'replace /spec/nope/0'"],
  [
    JsonPatch.add('/spec/servers/1/x', 1),
    'a patch finds nothing at /spec/servers/1',
    "'add /spec/servers/1/x'",
  ],
  [
    JsonPatch.remove('/spec/toString/x'),
    'a patch finds nothing at /spec/toString',
    "'remove /spec/toString/x'",
  ],
  [JsonPatch.copy('/spec/nope', '/spec/x'), 'a patch finds nothing at /spec/nope', "'copy /spec/nope'"],
])('rejects a patch that leads nowhere', (patch, problem, got) => {
  expect(() => patchedBy(patch)).toThrow(
    `shop/public: ${problem}, got ${got}; add that first, or mend the path`,
  );
});

it('rejects a test that fails', () => {
  expect(() => patchedBy(JsonPatch.test('/kind', 'Other'))).toThrow(
    "shop/public: the patch tests /kind, which is something else, got 'Thing'; mend the test",
  );
});
