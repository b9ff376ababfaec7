import { App, Chart, Testing } from 'cdk8s';
import { Findings } from '../../../lib/analysis/findings';
import { Gateway as EdgeGateway, Listener, ReferenceGrant } from '../../../lib/gateway-api';
import { IngressGateway } from '../../../lib/install/ingress-gateway';
import {
  Gateway,
  Secret,
  type SecretCredential,
  Server,
  ServerCredential,
  ServerTls,
  TlsSecret,
} from '../../../lib/istio';
import { rendered } from '../rendered';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const ingress = IngressGateway.istioctl();
const inPods = { namespace: 'istio-system' };

const serverOf = (...names: SecretCredential['names']) =>
  Server.https({ hosts: ['*'], tls: ServerTls.simple(ServerCredential.secret(...names)) });

describe('TlsSecret', () => {
  it('is a Secret with the keys that gateways read', () => {
    const crl = '-----BEGIN X509 CRL-----\nMIID\n-----END X509 CRL-----';
    const [secret] = rendered((chart) => {
      new TlsSecret(chart, 'web', {
        metadata: { name: 'web-credential', labels: { team: 'web' } },
        certificate,
        privateKey,
        caCertificate: certificate + certificate,
        caCrl: crl,
      });
    });
    expect(secret).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'web-credential', namespace: 'demo', labels: { team: 'web' } },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': base64(certificate),
        'tls.key': base64(privateKey),
        'ca.crt': base64(certificate + certificate),
        'ca.crl': base64(crl),
      },
    });
  });

  it('is named by gateways of Istio and of the Gateway API, which are applied after it', () => {
    const app = new App();
    const chart = new Chart(app, 'edge', { namespace: 'istio-system' });
    const gateway = (id: string, secret: TlsSecret) =>
      new Gateway(chart, id, { ingress, servers: [serverOf(secret)] });
    const secret = new TlsSecret(chart, 'z-secret', { certificate, privateKey });
    const own = gateway('own', secret);
    const edge = new EdgeGateway(chart, 'edge', {
      listeners: { https: Listener.https({ port: 443, certificates: [secret] }) },
    });
    const objects = Testing.synth(chart);
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['z-secret', 'own', 'edge']);
    expect(own.node.dependencies).toEqual([secret]);
    expect(edge.node.dependencies).toEqual([secret]);
    expect(objects[1].spec.servers[0].tls).toEqual({ mode: 'SIMPLE', credentialName: 'z-secret' });
    expect(objects[2].spec.listeners[0].tls.certificateRefs).toEqual([{ name: 'z-secret' }]);
    const found = Findings.of(chart).filter(({ rule }) => rule === 'gateway-secret-missing');
    expect(found).toEqual([]);
  });

  it('rejects what is no PEM, without telling a key', () => {
    const make = (props: object) => () =>
      rendered((chart) => {
        new TlsSecret(chart, 'web', { certificate, privateKey, ...props });
      });
    expect(make({ certificate: 'cert.pem' })).toThrow(
      /chart\/web: certificate: a certificate is written in PEM, got a text of 8 characters; give the text of a file that begins with -----BEGIN CERTIFICATE-----/,
    );
    expect(make({ privateKey: 'secret-key' })).toThrow(
      /privateKey: a key is written in PEM, got a text of 10 char/,
    );
    expect(make({ privateKey: 'secret-key' })).not.toThrow(/secret-key/);
    expect(make({ privateKey: certificate })).toThrow(/privateKey: a key is written in PEM/);
    expect(make({ caCertificate: 7 })).toThrow(/caCertificate: a certificate is written in PEM, got 7/);
    expect(make({ key: privateKey })).toThrow(/key: /);
  });
});

describe('a Secret of another namespace', () => {
  const gatewayOf =
    (...names: SecretCredential['names']) =>
    () =>
      rendered((chart) => {
        new Gateway(chart, 'gateway', { ingress, servers: [serverOf(...names)] });
      });

  it.each<[string, SecretCredential['names'], string]>([
    ['by an object', [Secret.named('web', { namespace: 'demo' })], 'names[0]'],
    ['as the second', ['web', Secret.named('more', { namespace: 'demo' })], 'names[1]'],
    ['by its name in full', ['kubernetes://demo/web'], 'names[0]'],
  ])("is refused to Istio's gateways %s", (_, names, path) => {
    expect(gatewayOf(...names)).toThrow(`chart/gateway: servers[0].tls.credential.${path}: `);
    expect(gatewayOf(...names)).toThrow(
      /the pods of the gateway run in 'istio-system' and read Secrets of that namespace alone, got '.*'; make it there: metadata: \{ namespace: 'istio-system' \}, or Secret\.named\('(web|more)'\)/,
    );
  });

  it('is refused where it lies in the chart of an Istio gateway, whose pods run elsewhere', () => {
    const make = (metadata: object) => () =>
      rendered((chart) => {
        const secret = new TlsSecret(chart, 'web', { metadata, certificate, privateKey });
        new Gateway(chart, 'gateway', { ingress, servers: [serverOf(secret)] });
      });
    expect(make({})).toThrow(/read Secrets of that namespace alone, got 'demo\/web'/);
    expect(make(inPods)).not.toThrow();
    const clients = { caCertCredential: Secret.named('ca', { namespace: 'demo' }) };
    const tls = ServerTls.mutual(ServerCredential.secret('web'), { clients });
    expect(() =>
      rendered((chart) => {
        new Gateway(chart, 'gateway', { ingress, servers: [Server.https({ hosts: ['*'], tls })] });
      }),
    ).toThrow('servers[0].tls.clients.caCertCredential: the pods of the gateway run in');
  });

  it('is refused to gateways of the Gateway API without the grant of its namespace', () => {
    const app = new App();
    const vault = new Chart(app, 'vault', { namespace: 'vault' });
    const secret = new TlsSecret(vault, 'web', { certificate, privateKey });
    const chart = new Chart(app, 'edge', { namespace: 'edge' });
    const listeners = { https: Listener.https({ port: 443, certificates: [secret] }) };
    expect(() => new EdgeGateway(chart, 'refused', { listeners })).toThrow(
      /listeners\.https\.certificates\[0\]: the Secret is in another namespace, which does not let Gateways of 'edge' name it/,
    );
    const grant = new ReferenceGrant(vault, 'edge', {
      from: [{ kind: 'Gateway', namespace: 'edge' }],
      to: [secret],
    });
    new EdgeGateway(chart, 'taken', { listeners, grants: [grant] });
    expect(Testing.synth(chart).at(-1).spec.listeners[0].tls.certificateRefs).toEqual([
      { name: 'web', namespace: 'vault' },
    ]);
  });
});
