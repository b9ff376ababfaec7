import { ApiObject, App, Chart } from 'cdk8s';
import { Findings } from '../../lib/analysis/findings';
import { judge } from '../../lib/analysis/judge';
import { readText } from '../../lib/kubernetes/manifest';

const text = (label: string) => `apiVersion: v1
kind: ServiceAccount
metadata: { name: cart, namespace: shop, labels: { app: ${label} } }
`;

function made(namespaces: readonly [string, string], label = 'b') {
  const app = new App();
  namespaces.forEach((namespace, index) => {
    const metadata = { name: 'cart', namespace, labels: { app: index === 0 ? 'a' : label } };
    new ApiObject(new Chart(app, `chart${index}`), 'cart', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
    });
  });
  return Findings.of(app);
}

it('reports an object that another construct overwrites', () => {
  expect(made(['shop', 'shop'])).toEqual([
    {
      rule: 'object-twice',
      level: 'error',
      message: 'the same object is written again (chart1/cart): only that one is left in the cluster',
      object: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'cart' },
      construct: 'chart0/cart',
      suggestion: 'write it once, or give one of the two another name or namespace',
    },
  ]);
});

it('says nothing of the same object in two places, and of one in two namespaces', () => {
  expect(made(['shop', 'shop'], 'a')).toEqual([]);
  expect(made(['shop', 'other'])).toEqual([]);
});

it('reports as a warning what a file has twice', () => {
  const { objects } = readText([text('a'), text('b')].join('---\n'), 'shop.yaml');
  expect(judge(objects).map(({ level, line, message }) => [level, line, message])).toEqual([
    ['warning', 1, 'the same object is written again (shop.yaml): only that one is left in the cluster'],
  ]);
});

it('says nothing of two files, which may be alternatives, or what a cluster holds and what is to be', () => {
  const files = ['a', 'b'].flatMap((label) => readText(text(label), `${label}.yaml`).objects);
  expect(judge(files)).toEqual([]);
});
