import {
  renderTlsParameters,
  type TlsParameters,
  versionsFault,
} from '../../../lib/istio/gateway/tls-parameters';
import { refusal } from '../../refusal';

const cipherSuites = ['AES128-SHA'] as const;

it('writes versions and cipher suites', () => {
  expect(renderTlsParameters({})).toEqual({});
  expect(renderTlsParameters({ minVersion: '1.0', maxVersion: '1.1', cipherSuites })).toEqual({
    minProtocolVersion: 'TLSV1_0',
    maxProtocolVersion: 'TLSV1_1',
    cipherSuites: ['AES128-SHA'],
  });
  expect(renderTlsParameters({ minVersion: '1.2', maxVersion: '1.3' })).toEqual({
    minProtocolVersion: 'TLSV1_2',
    maxProtocolVersion: 'TLSV1_3',
  });
});

it.each<TlsParameters>([
  {},
  { minVersion: '1.3' },
  { maxVersion: '1.2' },
  { minVersion: '1.0', cipherSuites },
])('takes %j', (parameters) => {
  expect(refusal(versionsFault, parameters)).toBeUndefined();
});

it.each<[TlsParameters, string]>([
  [
    { minVersion: '1.3', maxVersion: '1.2' },
    'no version of TLS is left, got 1.3 to 1.2; make minVersion the lower one',
  ],
  [{ maxVersion: '1.1' }, 'no version of TLS is left, got 1.2 to 1.1; make minVersion the lower one'],
  [
    { minVersion: '1.1' },
    "TLS below 1.2 needs cipher suites that Envoy no longer has by default, got '1.1'; name some, such as cipherSuites: ['ECDHE-RSA-AES128-SHA'], or leave minVersion out",
  ],
])('rejects %j', (parameters, message) => {
  expect(refusal(versionsFault, parameters)).toBe(message);
});
