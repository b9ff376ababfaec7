import {
  renderServerCredential,
  ServerCredential,
  serverCredential,
} from '../../../lib/istio/gateway/server-credential';
import { Secret } from '../../../lib/istio/references/secret-ref';
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

it('writes Secrets that are objects, and names of other kinds as Istio documents them', () => {
  const { secret, sds } = ServerCredential;
  expect(renderServerCredential(secret(Secret.named('a')))).toEqual({ credentialName: 'a' });
  expect(renderServerCredential(secret(Secret.named('a'), 'b'))).toEqual({ credentialNames: ['a', 'b'] });
  expect(renderServerCredential(sds('web'))).toEqual({ credentialName: 'sds://web' });
  for (const name of ['a', 'kubernetes://a', 'kubernetes://demo/a', 'sds://web', 'sds://Web_1'])
    expect(refusal(serverCredential, secret(name))).toBeUndefined();
});

it('rejects names of kinds that gateways are not given, and one that is there twice', () => {
  const { secret, sds } = ServerCredential;
  for (const name of ['configmap://demo/a', 'sds://', 'file://a', 'a/b/c', 'A'])
    expect(refusal(serverCredential, secret(name))).toMatch(/a Secret is named by a DNS name, got/);
  expect(refusal(serverCredential, sds('a b'))).toMatch(/a Secret is named by a DNS name/);
  expect(refusal(serverCredential, sds(Object.create(null)))).toMatch(/a Secret is expected/);
  expect(refusal(serverCredential, secret('a', Secret.named('a')))).toBe(
    "it is there already, got 'a'; name each once",
  );
  expect(refusal(serverCredential, secret(7 as never))).toMatch(/a Secret is expected, got 7/);
});

it('rejects a Secret without a name', () => {
  expect(refusal(serverCredential, ServerCredential.secret('a', ''))).toBe(
    "a Secret is named by a DNS name, got ''; write for example 'bookinfo-credential'",
  );
  expect(refusedAt(serverCredential, ServerCredential.secret('a', ''))).toBe('names[1]');
});
