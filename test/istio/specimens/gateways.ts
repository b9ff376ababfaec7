import type { Construct } from 'constructs';
import {
  type CipherSuite,
  Gateway,
  type IGatewayWorkload,
  Server,
  ServerCredential,
  ServerTls,
} from '../../../lib/istio';

const ingress: IGatewayWorkload = {
  kind: 'ingress-gateway',
  serviceAccount: 'istio-ingressgateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  ports: [80, 443, 31400, 31401].map((port) => ({ name: `port-${port}`, port, targetPort: port })),
};
const files = { certificate: '/tls.crt', privateKey: '/tls.key' };
const cipherSuites: readonly [CipherSuite] = ['ECDHE-RSA-AES128-GCM-SHA256'];
const digits = '0123456789abcdef'.repeat(4);

/** A Gateway with a server of every protocol, TLS mode, credential and TLS version. */
export function gateways(scope: Construct): void {
  const { secret } = ServerCredential;
  const terminated = [
    ServerTls.simple(secret('one'), { minVersion: '1.0', maxVersion: '1.0', cipherSuites }),
    ServerTls.simple(secret('rsa', 'ecdsa'), { minVersion: '1.1', maxVersion: '1.1', cipherSuites }),
    ServerTls.simple(ServerCredential.files(files), { minVersion: '1.2', maxVersion: '1.2' }),
    ServerTls.simple(ServerCredential.files(files, files), { minVersion: '1.3', maxVersion: '1.3' }),
    ServerTls.mutual(secret('one'), {
      clients: {
        caCertCredential: 'ca',
        subjectAltNames: ['spiffe://cluster.local/ns/demo/sa/curl'],
        certificateHashes: [digits],
        certificateSpkis: ['47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
      },
    }),
    ServerTls.mutual(ServerCredential.files(files, files), {
      clients: { caCertificates: '/ca.crt', caCrl: '/crl.pem', insecureSkipVerify: true },
    }),
    ServerTls.optionalMutual(secret('one')),
    ServerTls.istioMutual(),
  ] as const;
  const plain = ['bookinfo.example.com', './*.example.com'] as const;
  new Gateway(scope, 'gateway', {
    ingress,
    servers: [
      Server.http({ hosts: plain, name: 'plain', bind: '0.0.0.0', redirectToHttps: true }),
      ...(['HTTP2', 'GRPC', 'GRPC-WEB'] as const).map((protocol) => Server.http({ hosts: plain, protocol })),
      ...terminated.map((tls, index) => Server.https({ hosts: [`${index}.example.com`], tls })),
      Server.tls({ hosts: ['tls.example.com'], tls: ServerTls.istioMutual({ caCrl: '/crl.pem' }) }),
      Server.tls({ hosts: ['passed.example.com'], tls: ServerTls.passthrough }),
      Server.tls({ hosts: ['*.local'], tls: ServerTls.autoPassthrough }),
      Server.tcp({ hosts: ['*'], port: 31400 }),
      Server.tcp({ hosts: ['*'], port: 31401, protocol: 'MONGO' }),
    ],
  });
}
