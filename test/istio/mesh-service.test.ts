import { hostOf, MeshService } from '../../lib/istio/mesh-service';

it('is described by its host and ports', () => {
  expect(MeshService.named('a.example.com', { ports: { http: 80 } })).toEqual({
    host: 'a.example.com',
    ports: [{ name: 'http', number: 80 }],
    construct: undefined,
  });
});

it('has no port to name where none is known', () => {
  const service = MeshService.named('a.example.com');
  expect(MeshService.port(service)).toBeUndefined();
  expect(() => MeshService.port(service, 'http')).toThrow(
    new Error("a.example.com: the service has no such port, got 'http'; none is known"),
  );
});

it.each([
  [
    () => MeshService.named('a.b' as '*.c', { ports: { http: 0 } }),
    "port 'http' of a.b must be a whole number",
  ],
  [() => MeshService.named('10.0.0.1'), "the host of a service can't be an IP address"],
  [() => MeshService.named('a' as '*'), 'the host of a service must be a fully qualified DNS name'],
])('rejects what is no service (%#)', (build, problem) => {
  expect(build).toThrow(problem);
});

it('is written by its host', () => {
  expect(hostOf(MeshService.named('a.example.com'))).toBe('a.example.com');
  expect(hostOf('b.example.com')).toBe('b.example.com');
});
