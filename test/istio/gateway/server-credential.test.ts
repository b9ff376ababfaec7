import {
  renderServerCredential,
  ServerCredential,
  serverCredential,
} from '../../../lib/istio/gateway/server-credential';
import { refusal, refusedAt } from '../../refusal';

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
  expect(refusal(serverCredential, ServerCredential.secret('a', ''))).toBe(
    "a Secret is named by a DNS name, got ''; write for example 'bookinfo-credential'",
  );
  expect(refusedAt(serverCredential, ServerCredential.secret('a', ''))).toBe('names[1]');
});
