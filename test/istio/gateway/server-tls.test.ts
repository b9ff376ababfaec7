import { ServerCredential } from '../../../lib/istio/gateway/server-credential';
import { renderServerTls, ServerTls, serverTls } from '../../../lib/istio/gateway/server-tls';
import { refusal, refusedAt } from '../../refusal';

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

it('rejects clients by what their credential does not have', () => {
  expect(refusal(serverTls, ServerTls.mutual(files as never))).toBe(
    "files leave open which CA signs the clients, got undefined; write for example '/etc/certs/ca.crt'",
  );
  expect(
    refusal(
      serverTls,
      ServerTls.mutual(files, { clients: { ...clients, certificateHashes: ['a'.repeat(64)] } as never }),
    ),
  ).toContain('it goes with a credential in a Secret');
  expect(refusal(serverTls, ServerTls.mutual(secret, { clients: { caCrl: '/crl.pem' } as never }))).toContain(
    'it goes with a credential in files',
  );
});

const broken = { minVersion: '1.3', maxVersion: '1.2' } as const;

it.each([
  () => ServerTls.simple(secret, broken),
  () => ServerTls.mutual(secret, broken),
  () => ServerTls.optionalMutual(secret, broken),
])('rejects versions that leave nothing to speak (%#)', (build) => {
  expect(refusal(serverTls, build())).toContain('no version of TLS is left, got 1.3 to 1.2');
});

it('rejects hashes that are none', () => {
  const tls = ServerTls.mutual(secret, { clients: { certificateHashes: ['a'] } });
  expect(refusal(serverTls, tls)).toContain('a certificate hash is 64 hexadecimal digits');
  expect(refusedAt(serverTls, tls)).toBe('clients.certificateHashes[0]');
});
