import { ServerCredential } from '../../../lib/istio/gateway/server-credential';
import { renderServerTls, ServerTls } from '../../../lib/istio/gateway/server-tls';

const secret = ServerCredential.secret('a');
const files = ServerCredential.files({ certificate: '/tls.crt', privateKey: '/tls.key' });
const written = { serverCertificate: '/tls.crt', privateKey: '/tls.key' };
const tls13 = { minVersion: '1.3' } as const;
const clients = { caCertificates: '/ca.crt' };

it.each([
  [ServerTls.simple(secret), { mode: 'SIMPLE', credentialName: 'a' }],
  [ServerTls.simple(secret, tls13), { mode: 'SIMPLE', credentialName: 'a', minProtocolVersion: 'TLSV1_3' }],
  [ServerTls.mutual(secret), { mode: 'MUTUAL', credentialName: 'a' }],
  [
    ServerTls.mutual(files, { ...tls13, clients }),
    { mode: 'MUTUAL', ...written, caCertificates: '/ca.crt', minProtocolVersion: 'TLSV1_3' },
  ],
  [
    ServerTls.optionalMutual(secret, { ...tls13, clients: { subjectAltNames: ['b'] } }),
    {
      mode: 'OPTIONAL_MUTUAL',
      credentialName: 'a',
      subjectAltNames: ['b'],
      minProtocolVersion: 'TLSV1_3',
    },
  ],
  [
    ServerTls.optionalMutual(files, { clients }),
    { mode: 'OPTIONAL_MUTUAL', ...written, caCertificates: '/ca.crt' },
  ],
  [ServerTls.istioMutual(), { mode: 'ISTIO_MUTUAL' }],
  [ServerTls.istioMutual({ subjectAltNames: ['b'] }), { mode: 'ISTIO_MUTUAL', subjectAltNames: ['b'] }],
  [ServerTls.passthrough, { mode: 'PASSTHROUGH' }],
  [ServerTls.autoPassthrough, { mode: 'AUTO_PASSTHROUGH' }],
])('is written (%#)', (tls, rendered) => {
  expect(renderServerTls(tls)).toEqual(rendered);
});

const broken = { minVersion: '1.3', maxVersion: '1.2' } as const;

it.each([
  () => ServerTls.simple(secret, broken),
  () => ServerTls.mutual(secret, broken),
  () => ServerTls.optionalMutual(secret, broken),
])('rejects versions that leave nothing to speak (%#)', (build) => {
  expect(build).toThrow('no version of TLS is left, got 1.3 to 1.2');
});

it('rejects hashes that are none', () => {
  expect(() => ServerTls.mutual(secret, { clients: { certificateHashes: ['a'] } })).toThrow(
    'a certificate hash is 64 hexadecimal digits',
  );
});
