import {
  operation as anOperation,
  del,
  get,
  head,
  method,
  type Operation,
  patch,
  post,
  put,
  renderOperation,
} from '../../../lib/istio/security/policy-operation';
import { refusal } from '../../refusal';

it('names a method and paths', () => {
  const operations = [
    get('/a', '/b*'),
    head('/a'),
    post('/a'),
    put('/a'),
    patch('/a'),
    del('/a'),
    method('LOCK', '/a'),
  ];
  expect(operations.map(renderOperation)).toEqual([
    { methods: ['GET'], paths: ['/a', '/b*'] },
    ...['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'LOCK'].map((name) => ({ methods: [name], paths: ['/a'] })),
  ]);
  expect(renderOperation(get())).toEqual({ methods: ['GET'] });
});

it('writes conditions, ports as texts', () => {
  const operation: Operation = {
    hosts: ['*.example.com'],
    notHosts: ['a.example.com'],
    ports: [80, 9080],
    notPorts: [1],
    notMethods: ['DELETE'],
    notPaths: ['*'],
  };
  expect(refusal(anOperation, operation)).toBeUndefined();
  expect(renderOperation(operation)).toEqual({ ...operation, ports: ['80', '9080'], notPorts: ['1'] });
});

it.each<[Operation, string]>([
  [{ ports: [0] }, 'a port must be a whole number from 1 to 65535, got 0'],
  [{ notPorts: [65536] }, 'a port must be'],
  [{ paths: ['/a', '/a/*/b'] }, 'a path is matched whole'],
  [{ notPaths: ['/a/*/b'] }, 'a path is matched whole'],
  [{ methods: ['' as 'A'] }, "a method is a text with at most one '*'"],
  [{ notMethods: ['*A*'] }, "a method is a text with at most one '*'"],
  [{ hosts: ['a*b'] }, "a host is a text with at most one '*'"],
  [{ notHosts: [''] }, "a host is a text with at most one '*'"],
])('rejects what Istio does not take (%#)', (operation, problem) => {
  expect(refusal(anOperation, operation)).toContain(problem);
});
