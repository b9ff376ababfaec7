import { renderTrust, Trust } from '../../../lib/istio/destination-rule/trust';

const names = { subjectAltNames: ['a.example.com'] } as const;

it.each([
  [Trust.system(), {}],
  [Trust.system(names), names],
  [Trust.sameSecret(names), names],
  [Trust.secret('ca'), { credentialName: 'ca' }],
  [Trust.secret('ca', names), { credentialName: 'ca', ...names }],
  [Trust.caCertificates('/ca.crt'), { caCertificates: '/ca.crt' }],
  [
    Trust.caCertificates('/ca.crt', { ...names, caCrl: '/crl.pem' }),
    { caCertificates: '/ca.crt', caCrl: '/crl.pem', ...names },
  ],
  [Trust.insecureSkipVerify, { insecureSkipVerify: true }],
])('is written (%#)', (trust, written) => {
  expect(renderTrust(trust)).toEqual(written);
});
