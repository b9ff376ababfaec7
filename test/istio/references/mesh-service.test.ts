import { Chart, Testing } from 'cdk8s';
import { hostOf, MeshService } from '../../../lib/istio/references/mesh-service';

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

it('has its ports by their names, and the only one without', () => {
  const two = MeshService.named('a.example.com', { ports: { http: 80, metrics: 9090 } });
  expect(MeshService.port(two, 'metrics')).toBe(9090);
  expect(MeshService.port(MeshService.named('a.example.com', { ports: { http: 80 } }))).toBe(80);
  expect(() => MeshService.port(two)).toThrow(
    new Error(
      "a.example.com: the service has several ports and none was chosen, got [ 'http', 'metrics' ]; name one, such as Destination.of(service, { port: 'http' })",
    ),
  );
});

it('is known by its construct where it has one', () => {
  const construct = new Chart(Testing.app(), 'chart');
  const ports = [80, 81].map((number) => ({ name: `p${number}`, number }));
  const service = { host: 'a.example.com', ports, construct } as const;
  expect(() => MeshService.port(service)).toThrow('chart: the service has several ports');
  expect(() => MeshService.port(service, 'p82')).toThrow('chart: the service has no such port');
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
