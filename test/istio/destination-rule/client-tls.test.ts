import {
  ClientCertificate,
  ClientTls,
  clientTls,
  renderClientTls,
} from '../../../lib/istio/destination-rule/client-tls';
import { Trust } from '../../../lib/istio/destination-rule/trust';
import { refusal } from '../../refusal';

const files = { certificate: '/tls.crt', privateKey: '/tls.key' };
const written = { clientCertificate: '/tls.crt', privateKey: '/tls.key' };
const sni = 'a.example.com';

it.each([
  [ClientTls.disabled, { mode: 'DISABLE' }],
  [ClientTls.istioMutual(), { mode: 'ISTIO_MUTUAL' }],
  [
    ClientTls.istioMutual({ sni, subjectAltNames: ['b'] }),
    { mode: 'ISTIO_MUTUAL', sni, subjectAltNames: ['b'] },
  ],
  [ClientTls.simple(), { mode: 'SIMPLE' }],
  [ClientTls.simple({ sni, trust: Trust.secret('ca') }), { mode: 'SIMPLE', sni, credentialName: 'ca' }],
  [ClientTls.mutual(ClientCertificate.secret('a')), { mode: 'MUTUAL', credentialName: 'a' }],
  [
    ClientTls.mutual(ClientCertificate.secret('a', { trust: Trust.insecureSkipVerify }), { sni }),
    { mode: 'MUTUAL', sni, credentialName: 'a', insecureSkipVerify: true },
  ],
  [ClientTls.mutual(ClientCertificate.files(files)), { mode: 'MUTUAL', ...written }],
  [
    ClientTls.mutual(ClientCertificate.files({ ...files, trust: Trust.caCertificates('/ca.crt') })),
    { mode: 'MUTUAL', ...written, caCertificates: '/ca.crt' },
  ],
])('is written (%#)', (tls, rendered) => {
  expect(renderClientTls(tls)).toEqual(rendered);
});

it.each([
  () => ClientTls.istioMutual({ sni: '*.example.com' }),
  () => ClientTls.simple({ sni: '*.example.com' }),
  () => ClientTls.mutual(ClientCertificate.secret('a'), { sni: '*.example.com' }),
])('rejects to ask for a wildcard (%#)', (build) => {
  expect(refusal(clientTls, build())).toContain("the host can't be a wildcard, got '*.example.com'");
});
