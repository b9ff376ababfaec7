import {
  hostOf,
  type IMeshService,
  MeshService,
  meshService,
  portFault,
  portOf,
} from '../../../lib/istio/references/mesh-service';
import { refusal, refusedAt } from '../../refusal';

it('is described by its host and ports', () => {
  expect(MeshService.named('a.example.com', { ports: { http: 80 } })).toEqual({
    kind: 'service',
    host: 'a.example.com',
    ports: [{ name: 'http', number: 80 }],
    construct: undefined,
  });
});

const ofPort = (service: IMeshService, name?: string) => refusal(() => portFault(service, name), undefined);

it('has no port to name where none is known', () => {
  const service = MeshService.named('a.example.com');
  expect(portOf(service)).toBeUndefined();
  expect(ofPort(service, 'http')).toBe("a.example.com has no such port, got 'http'; none is known");
  expect(ofPort(service)).toBeUndefined();
});

it('has its ports by their names, and the only one without', () => {
  const two = MeshService.named('a.example.com', { ports: { http: 80, metrics: 9090 } });
  expect(portOf(two, 'metrics')).toBe(9090);
  expect(ofPort(two, 'metrics')).toBeUndefined();
  expect(portOf(MeshService.named('a.example.com', { ports: { http: 80 } }))).toBe(80);
  expect(ofPort(two)).toBe(
    "a.example.com has several ports and none was chosen, got [ 'http', 'metrics' ]; name one, such as Destination.of(service, { port: 'http' })",
  );
});

it.each([
  [
    { ...MeshService.named('a.b' as '*.c'), ports: [{ name: 'http', number: 0 }] },
    'ports[0].number',
    'a port must be a whole number',
  ],
  [MeshService.named('10.0.0.1'), 'host', "the host can't be an IP address"],
  [MeshService.named('a' as '*'), 'host', 'a host must be a fully qualified DNS name'],
  [{ ...MeshService.named('a.b'), construct: 'a' }, 'construct', "a construct is expected, got 'a'"],
  ['a.example.com', '', "a service is expected, got 'a.example.com'"],
])('rejects what is no service (%#)', (service, place, problem) => {
  expect(refusal(meshService, service)).toContain(problem);
  expect(refusedAt(meshService, service)).toBe(place);
});

it('rejects ports that are none', () => {
  expect(() => MeshService.named('a.b', { ports: { http: 0 } })).toThrow(
    /^MeshService\.named: ports\.http: a port must be a whole number .*, got 0; .* \(test\/istio\/.*:\d+\)$/,
  );
});

it('is written by its host', () => {
  expect(hostOf(MeshService.named('a.example.com'))).toBe('a.example.com');
  expect(hostOf('b.example.com')).toBe('b.example.com');
});
