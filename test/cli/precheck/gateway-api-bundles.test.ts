import { gatewayApiBundles } from '../../../lib/cli/precheck/gateway-api-bundles';
import { fakeKubectl } from '../fake-kubectl';

const advice = {
  hint: (...words: string[]) => words.join(' '),
  install: 'install Istio',
  gatewayApi: 'apply the CRDs',
};
const route = (kind: string) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  metadata: { name: 'a', namespace: 'shop' },
});
const name = 'tlsroutes.gateway.networking.k8s.io';
const crd = (annotations?: Readonly<Record<string, string>>) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name, ...(annotations && { annotations }) },
});
const told = async (found: string | object, version = '1.30') => {
  const kubectl = fakeKubectl({ [`get customresourcedefinition ${name}`]: found });
  const objects = [route('HTTPRoute'), route('TLSRoute'), route('TLSRoute')];
  return {
    outcomes: await gatewayApiBundles(kubectl, objects, version, advice),
    calls: kubectl.calls.length,
  };
};

describe('the check of the CRDs of the Gateway API', () => {
  it('reports those that istiod does not read, and what installs others', async () => {
    expect(await told(crd({ 'gateway.networking.k8s.io/bundle-version': 'v1.4.1' }))).toEqual({
      calls: 1,
      outcomes: [
        {
          check: 'served-kinds',
          status: 'finding',
          message:
            'istiod 1.30 reads TLSRoute from v1.5.0 of the Gateway API on, and this is v1.4.1: what dist/ has of it is ignored',
          fix: 'install the CRDs of the Gateway API: apply the CRDs',
        },
      ],
    });
    const [unnamed] = (await told(crd())).outcomes;
    expect(unnamed?.message).toMatch(/this has no annotation gateway.networking.k8s.io\/bundle-version/);
  });

  it('is content with what is read, and leaves what is not there to the check of served kinds', async () => {
    const read = crd({ 'gateway.networking.k8s.io/bundle-version': 'v1.5.1' });
    expect([await told(read), await told(''), await told(crd(), '1.29')]).toEqual([
      { outcomes: [], calls: 1 },
      { outcomes: [], calls: 1 },
      { outcomes: [], calls: 1 },
    ]);
  });

  it('asks nothing where dist/ has no such kind', async () => {
    const kubectl = fakeKubectl({});
    expect(await gatewayApiBundles(kubectl, [route('HTTPRoute')], '1.30', advice)).toEqual([]);
  });
});
