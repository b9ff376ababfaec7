import { join } from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { ManifestValidation } from '../../lib';
import { folderWith } from '../synth/folders';

async function validated(yaml: string, options = {}) {
  const file = join(folderWith({ 'a.k8s.yaml': yaml }), 'a.k8s.yaml');
  const context = new ValidationContext([file], 'cdk8s-istio', '0.1.0');
  await new ManifestValidation(options).validate(context);
  const { violations, summary } = context.report.toJson();
  return { violations: violations.map(({ ruleName }) => ruleName), status: summary.status };
}

const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web.shop.svc.cluster.local, trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true } } }
`;

describe('the validation plugin of cdk8s', () => {
  it('succeeds where nothing is an error', async () => {
    expect(await validated(rule)).toEqual({ violations: [], status: 'success' });
  });

  it('reports from the level on that is asked for', async () => {
    expect(await validated(rule, { failOn: 'warning' })).toEqual({
      violations: ['tls-not-verified'],
      status: 'failure',
    });
  });

  it('rejects options that are none', () => {
    expect(() => new ManifestValidation({ relase: '1.30' } as never)).toThrow(
      "ManifestValidation: relase: there is no such property, got '1.30'; did you mean 'release'?",
    );
    expect(() => new ManifestValidation({ failOn: 'warn' } as never)).toThrow(
      'ManifestValidation: failOn: it is one of a few values',
    );
  });

  it('reports what the API server would refuse', async () => {
    expect(await validated(`${rule}\n---\na: [`)).toEqual({ violations: ['not-yaml'], status: 'failure' });
  });
});
