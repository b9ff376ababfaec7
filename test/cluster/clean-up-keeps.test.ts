import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cleanUpWorld, kept, object, ours, settings } from './clean-up-world';
import { type ControlPlane, withControlPlane } from './control-plane';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

withControlPlane('what clean-up keeps on an API server', () => {
  let plane: ControlPlane;
  let dist: string;
  /** Each test has a namespace of its own. */
  let name: string;
  const { world, cleanUp, there } = cleanUpWorld();
  beforeEach(() => {
    ({ plane, dist, name } = world());
  });

  it('keeps a namespace in which others have put something, until it is told to delete that too', async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'deployment', 'web', '--image=nginx']);
    await plane.must(['-n', name, 'create', 'secret', 'generic', 'password', '--from-literal=a=b']);
    const first = await cleanUp();
    expect(kept(first.lines)).toEqual([
      `keep     namespace/${name}: holds what is not of dist/: secret/password, deployment/web`,
    ]);
    expect(first.code).toBe(1);
    expect(await there('-n', name, 'configmap,deployment,secret')).toBe(
      'deployment.apps/web\nsecret/password',
    );
    const second = await cleanUp('--yes --delete-foreign');
    expect([second.code, kept(second.lines), await there('namespace', name)]).toEqual([0, [], '']);
  });

  it('does not mind what Kubernetes and Istio keep in each namespace', async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'serviceaccount', 'default']);
    await plane.must(['-n', name, 'create', 'configmap', 'kube-root-ca.crt', '--from-literal=ca.crt=x']);
    const istio = { name: 'istio-ca-root-cert', namespace: name, labels: { 'istio.io/config': 'true' } };
    await plane.must(['create', '-f', '-'], object('ConfigMap', istio, { data: { 'root-cert.pem': 'x' } }));
    expect((await cleanUp()).code).toBe(0);
    expect(await there('namespace', name)).toBe('');
  });

  it('keeps a namespace that was there before, as it was before', async () => {
    await plane.must(['create', 'namespace', name]);
    await plane.must(['label', 'namespace', name, 'team=a']);
    await plane.must(['apply', '-f', dist]);
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([`keep     namespace/${name}: was there before (made by kubectl-create)`]);
    expect(lines).toContain('         -> takes off the labels cdk8s-istio/project, istio-injection');
    expect(code).toBe(0);
    const { metadata } = JSON.parse(await plane.must(['get', 'namespace', name, '-o', 'json']));
    expect(metadata.labels).toEqual({ 'kubernetes.io/metadata.name': name, team: 'a' });
    expect(metadata.annotations).toBeUndefined();
    expect(await there('-n', name, 'configmap')).toBe('');
  });

  it('keeps the label of a namespace that someone else gave it', async () => {
    await plane.must(['create', 'namespace', name]);
    await plane.must(['label', 'namespace', name, 'istio-injection=enabled']);
    await plane.must(['apply', '-f', dist]);
    expect((await cleanUp()).code).toBe(0);
    const { metadata } = JSON.parse(await plane.must(['get', 'namespace', name, '-o', 'json']));
    expect(metadata.labels['istio-injection']).toBe('enabled');
  });

  it('keeps what has the name of ours and is another', async () => {
    await plane.must(['apply', '-f', join(dist, '10-namespace.k8s.yaml')]);
    await plane.must(['create', '-f', '-'], settings(name, 'theirs', {}));
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([
      `keep     configmap/settings -n ${name}: does not carry the label cdk8s-istio/project=istio-101 of dist/ (made by kubectl-create)`,
      `keep     namespace/${name}: holds what is not of dist/: configmap/settings`,
    ]);
    expect(code).toBe(1);
    expect(await there('-n', name, 'configmap')).toBe('configmap/settings');
    const named = await cleanUp('--yes --unlabelled configmap/settings');
    expect([named.code, kept(named.lines), await there('namespace', name)]).toEqual([0, [], '']);
  });

  it('keeps a namespace with a claim that an account owns, and the account, whose end would be the end of the claim', async () => {
    const data = { name: 'data', namespace: name, labels: ours };
    writeFileSync(join(dist, '30-account.k8s.yaml'), object('ServiceAccount', data));
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'serviceaccount', 'default']);
    const owned = async (of: string) => ({
      name: `claim-of-${of}`,
      namespace: name,
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          name: of,
          uid: await plane.must(['-n', name, 'get', 'serviceaccount', of, '-o', 'jsonpath={.metadata.uid}']),
        },
      ],
    });
    for (const account of ['default', 'data'])
      await plane.must(
        ['create', '-f', '-'],
        object('PersistentVolumeClaim', await owned(account), { spec: claim }),
      );
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([
      `keep     serviceaccount/data -n ${name}: with it would go what is not of dist/: persistentvolumeclaim/claim-of-data`,
      `keep     namespace/${name}: holds what is not of dist/: persistentvolumeclaim/claim-of-data, persistentvolumeclaim/claim-of-default`,
    ]);
    expect(code).toBe(1);
    expect(await there('-n', name, 'persistentvolumeclaims')).toBe(
      'persistentvolumeclaim/claim-of-data\npersistentvolumeclaim/claim-of-default',
    );
  });

  it('keeps a namespace with two objects that own each other', async () => {
    await plane.must(['apply', '-f', dist]);
    const uidOf = async (one: string) => {
      await plane.must(['-n', name, 'create', 'configmap', one, '--from-literal=a=b']);
      return plane.must(['-n', name, 'get', 'configmap', one, '-o', 'jsonpath={.metadata.uid}']);
    };
    const uids = { a: await uidOf('a'), b: await uidOf('b') };
    const owned = (of: 'a' | 'b') => ({
      metadata: {
        ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: of, uid: uids[of], controller: true }],
      },
    });
    for (const [one, of] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const)
      await plane.must(['-n', name, 'patch', 'configmap', one, '-p', JSON.stringify(owned(of))]);
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([
      `keep     namespace/${name}: holds what is not of dist/: configmap/a, configmap/b`,
    ]);
    expect(code).toBe(1);
  });

  it("keeps a namespace with a user's Secret for an account, and with a user's ConfigMap that is called as Istio's", async () => {
    await plane.must(['apply', '-f', dist]);
    await plane.must(['-n', name, 'create', 'serviceaccount', 'default']);
    const annotations = { 'kubernetes.io/service-account.name': 'default' };
    const secret = (of: string) => ({ name: of, namespace: name, annotations });
    const token = { type: 'kubernetes.io/service-account-token' };
    await plane.must(['create', '-f', '-'], object('Secret', secret('noted'), { stringData: { a: 'b' } }));
    await plane.must(['create', '-f', '-'], object('Secret', secret('token'), token));
    await plane.must(['-n', name, 'create', 'configmap', 'istio-ca-root-cert', '--from-literal=mine=x']);
    const { code, lines } = await cleanUp();
    expect(kept(lines)).toEqual([
      `keep     namespace/${name}: holds what is not of dist/: configmap/istio-ca-root-cert, secret/noted, secret/token`,
    ]);
    expect(code).toBe(1);
    expect(await there('-n', name, 'secrets')).toBe('secret/noted\nsecret/token');
  });

  it('looks into a namespace through several hundred kinds', async () => {
    const crds = Array.from({ length: 250 }, (_, index) =>
      crdOf(`widget${index}s`, `many${name}.example.com`),
    );
    await plane.must(['create', '-f', '-'], crds.join('---\n'));
    await plane.must(['apply', '-f', dist]);
    const widget = { apiVersion: `many${name}.example.com/v1`, kind: 'Widget249', metadata: { name: 'w' } };
    await eventually(() => plane.kubectl(['-n', name, 'create', '-f', '-'], stringify(widget)));
    expect(kept((await cleanUp()).lines)).toEqual([
      `keep     namespace/${name}: holds what is not of dist/: widget249/w`,
    ]);
    await plane.must(['-n', name, 'delete', `widget249s.many${name}.example.com`, 'w']);
    await plane.must(['delete', '-f', '-', '--wait=false'], crds.join('---\n'));
  });
});

/** A CRD of a kind in namespaces that holds anything. */
function crdOf(plural: string, group: string): string {
  const singular = plural.slice(0, -1);
  const kind = singular.replace('w', 'W');
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, singular, kind, listKind: `${kind}List` },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
}

/** Tries until it works; the API server takes its time with new kinds. */
async function eventually(attempt: () => Promise<{ readonly code: number; readonly stderr: string }>) {
  for (let tries = 0; tries < 60; tries++) {
    const { code, stderr } = await attempt();
    if (code === 0) return;
    if (tries === 59) throw new Error(stderr);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
