import { judge } from '../../../lib/analysis/judge';
import { readText } from '../../../lib/kubernetes/manifest';

const definition = (versions: string, group = 'gateway.networking.k8s.io') => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: tlsroutes.${group}
  annotations: { gateway.networking.k8s.io/bundle-version: v1.5.1 }
spec:
  group: ${group}
  scope: Namespaced
  names: { kind: TLSRoute, plural: tlsroutes }
  ${versions}
`;
const version =
  'versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]';
const told = (text: string) =>
  judge(readText(text).objects, { complete: true }).map(({ rule, field }) => `${rule} ${field}`);

describe('a CRD', () => {
  it('needs a version, and for a group of Kubernetes’ own an approval', () => {
    expect(told(definition(version))).toEqual(['schema metadata.annotations[api-approved.kubernetes.io]']);
    expect(told(definition('', 'example.com'))).toEqual(['schema spec.versions']);
  });

  it('is read by its head where a list of what is installed gives no more', () => {
    expect(told(definition('versions: []'))).toEqual([]);
  });
});
