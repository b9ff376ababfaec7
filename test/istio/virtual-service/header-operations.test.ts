import {
  type HeaderOperations,
  headerOperations,
  renderHeaderOperations,
  setsHost,
} from '../../../lib/istio/virtual-service/header-operations';
import { refusal } from '../../refusal';

it('writes what is given, for each direction', () => {
  expect(
    renderHeaderOperations({
      request: { set: { 'x-a': '' }, add: { 'x-b': '1' }, remove: ['x-c'] },
      response: { remove: ['x-d'] },
    }),
  ).toEqual({
    request: { set: { 'x-a': '' }, add: { 'x-b': '1' }, remove: ['x-c'] },
    response: { remove: ['x-d'] },
  });
  expect(renderHeaderOperations({ response: { add: { a: '1' } } })).toEqual({
    response: { add: { a: '1' } },
  });
});

it('lets a request set its host, and knows that it does', () => {
  const operations = { request: { set: { Host: 'a.example.com' } } };
  expect(refusal(headerOperations, operations)).toBeUndefined();
  expect(setsHost(operations)).toBe(true);
  expect(setsHost({ request: { add: { a: '1' } } })).toBe(false);
  expect(setsHost({ response: { set: { a: '1' } } })).toBe(false);
});

const host = 'this header can only be set, and only of a request';
const name = 'a header name has characters that HTTP does not allow';
const value = "a '%' in a header value begins one of Envoy's command operators";

it.each<[string, HeaderOperations, string]>([
  ['appending to the host', { request: { add: { host: 'a' } } }, host],
  ['removing the host', { request: { remove: ['host'] } }, host],
  ['setting the host of a response', { response: { set: { host: 'a' } } }, host],
  [
    'setting what is no header of a request',
    { request: { set: { ':path': 'a' } } },
    'a header of this name can not be changed',
  ],
  [
    'setting what is no header of a response',
    { response: { set: { ':status': 'a' } } },
    'a header of this name',
  ],
  [
    'setting the authority',
    { request: { set: { ':authority': 'a' } } },
    "a header of this name can not be changed, got ':authority'; write 'Host', which is the same",
  ],
  ['appending to what is no header', { response: { add: { 'a b': 'a' } } }, name],
  ['removing what is no header', { response: { remove: [''] } }, name],
  ['setting a broken value', { request: { set: { a: '5%' } } }, value],
  ['appending a broken value', { response: { add: { a: '5%' } } }, value],
])('rejects %s', (_, operations, problem) => {
  expect(refusal(headerOperations, operations)).toContain(problem);
});
