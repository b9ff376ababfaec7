import { directResponse, renderDirectResponse } from '../../../lib/istio/virtual-service/direct-response';
import { refusal } from '../../refusal';

it('writes text as it is and bytes in base64', () => {
  expect(renderDirectResponse({ status: 200 })).toEqual({ status: 200 });
  expect(renderDirectResponse({ status: 503, body: '' })).toEqual({ status: 503, body: { string: '' } });
  expect(renderDirectResponse({ status: 200, body: 'ok' })).toEqual({ status: 200, body: { string: 'ok' } });
  expect(renderDirectResponse({ status: 200, body: Uint8Array.of(0, 255) })).toEqual({
    status: 200,
    body: { bytes: 'AP8=' },
  });
});

it.each([200, 404, 599])('answers with %d', (status) => {
  expect(refusal(directResponse, { status })).toBeUndefined();
});

it.each([199, 600, 200.5])('rejects the status %d', (status) => {
  expect(refusal(directResponse, { status })).toBe(
    `a direct response has a status from 200 to 599, got ${status}; write for example 503`,
  );
});

it('rejects a body of more bytes than Istio takes', () => {
  expect(refusal(directResponse, { status: 200, body: 'a'.repeat(1048576) })).toBeUndefined();
  expect(refusal(directResponse, { status: 200, body: new Uint8Array(1048576) })).toBeUndefined();
  expect(refusal(directResponse, { status: 200, body: 'é'.repeat(524289) })).toBe(
    'the body of a direct response has at most 1048576 bytes, got 1048578; redirect to a workload that serves it',
  );
});

it('rejects bytes that are none, which the API server would not take', () => {
  expect(refusal(directResponse, { status: 200, body: new Uint8Array() })).toContain(
    'a body of no bytes can not be written',
  );
  expect(refusal(directResponse, { status: 200, body: 5 })).toBe(
    'a body is text or bytes, got 5; write it in quotes, or as a Uint8Array',
  );
});
