import { renderServerCredential, ServerCredential } from '../../../lib/istio/gateway/server-credential';

const files = { certificate: '/tls.crt', privateKey: '/tls.key' };
const written = { serverCertificate: '/tls.crt', privateKey: '/tls.key' };

it('writes one or two of its kind', () => {
  const { secret } = ServerCredential;
  expect(renderServerCredential(secret('a'))).toEqual({ credentialName: 'a' });
  expect(renderServerCredential(secret('a', 'b'))).toEqual({ credentialNames: ['a', 'b'] });
  expect(renderServerCredential(ServerCredential.files(files))).toEqual(written);
  expect(renderServerCredential(ServerCredential.files(files, files))).toEqual({
    tlsCertificates: [written, written],
  });
});

it('rejects a Secret without a name', () => {
  expect(() => ServerCredential.secret('a', '')).toThrow(
    new Error("a Secret has a name, got ''; write for example 'bookinfo-credential'"),
  );
});
