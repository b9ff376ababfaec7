import { Destination, renderDestination } from '../../../lib/istio/references/destination';
import { MeshService } from '../../../lib/istio/references/mesh-service';

const one = MeshService.named('a.demo.svc.cluster.local', { ports: { http: 9080 } });
const two = MeshService.named('b.demo.svc.cluster.local', { ports: { http: 80, metrics: 9090 } });

it('takes the only port of a service, or the one that is named', () => {
  expect(renderDestination(Destination.of(one))).toEqual({
    host: 'a.demo.svc.cluster.local',
    port: { number: 9080 },
  });
  expect(renderDestination(Destination.of(two, { port: 'metrics' }))).toEqual({
    host: 'b.demo.svc.cluster.local',
    port: { number: 9090 },
  });
});

it('names no port where none is known, and a subset where there is one', () => {
  const service = MeshService.named('*.example.com');
  expect(renderDestination(Destination.of(service))).toEqual({ host: '*.example.com' });
  expect(renderDestination({ ...Destination.of(service), subset: 'v1' })).toEqual({
    host: '*.example.com',
    subset: 'v1',
  });
});

it('tells a service from a destination, whatever else the service says', () => {
  const service = { ...one, kind: 'service' };
  expect(Destination.from(service)).toEqual(Destination.of(one));
});

it('is what it is made from', () => {
  const destination = Destination.of(two, { port: 'http' });
  expect(Destination.from(destination)).toBe(destination);
  expect(Destination.from(one)).toEqual(Destination.of(one));
});

it.each([
  [
    () => Destination.of(two),
    "b.demo.svc.cluster.local: the service has several ports and none was chosen, got [ 'http', 'metrics' ]; name one, such as Destination.of(service, { port: 'http' })",
  ],
  [
    () => Destination.of(one, { port: 'htp' }),
    "a.demo.svc.cluster.local: the service has no such port, got 'htp'; did you mean 'http'? known are 'http'",
  ],
  [
    () => Destination.of({ host: '*', ports: [], construct: undefined }),
    "a route leads to a service, got '*'; name the service",
  ],
  [
    () => Destination.of({ host: '10.0.0.1', ports: [], construct: undefined }),
    "the host that a route leads to can't be an IP address, got '10.0.0.1'; write the DNS name",
  ],
])('rejects a target that is none (%#)', (build, message) => {
  expect(build).toThrow(new Error(message));
});
