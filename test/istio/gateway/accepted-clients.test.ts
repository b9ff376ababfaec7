import { acceptedClients, renderAcceptedClients } from '../../../lib/istio/gateway/accepted-clients';
import { refusal } from '../../refusal';

const digits = '0123456789abcdef'.repeat(4);
const colons = `${'0B:'.repeat(31)}0B`;
const base64 = `0+/${'Az'.repeat(20)}=`;

it('writes whom a gateway lets in', () => {
  expect(renderAcceptedClients({})).toEqual({});
  expect(
    renderAcceptedClients({
      caCertCredential: 'ca',
      caCertificates: '/ca.crt',
      caCrl: '/crl.pem',
      subjectAltNames: ['a'],
      insecureSkipVerify: true,
      certificateHashes: [digits],
      certificateSpkis: [base64],
    }),
  ).toEqual({
    caCertCredentialName: 'ca',
    caCertificates: '/ca.crt',
    caCrl: '/crl.pem',
    subjectAltNames: ['a'],
    insecureSkipVerify: true,
    verifyCertificateHash: [digits],
    verifyCertificateSpki: [base64],
  });
});

it('takes hashes as openssl prints them', () => {
  const clients = { certificateHashes: [digits, colons], certificateSpkis: [base64] } as const;
  expect(refusal(acceptedClients, clients)).toBeUndefined();
});

it.each([digits.slice(1), `${digits}0`, 'g'.repeat(64), colons.slice(3), ''])(
  'rejects the hash %p',
  (hash) => {
    expect(refusal(acceptedClients, { certificateHashes: [digits, hash] })).toBe(
      `a certificate hash is 64 hexadecimal digits, got '${hash}'; take the SHA-256 hash as openssl prints it`,
    );
  },
);

it.each([base64.slice(1), `A${base64}`, 'A'.repeat(44)])('rejects the public key hash %p', (hash) => {
  expect(refusal(acceptedClients, { certificateSpkis: [hash] })).toBe(
    `the hash of a public key is 44 characters of base64, got '${hash}'; take the SHA-256 hash as openssl prints it`,
  );
});

it('rejects a Secret without a name', () => {
  expect(refusal(acceptedClients, { caCertCredential: '' })).toContain(
    "a Secret is named by a DNS name, got ''",
  );
});
