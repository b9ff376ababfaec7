import {
  Destination,
  type RouteTarget,
  renderDestination,
  routeTarget,
} from '../../../lib/istio/references/destination';
import { type IMeshService, MeshService } from '../../../lib/istio/references/mesh-service';
import type { HostName } from '../../../lib/values/host-name';
import { refusal, refusedAt } from '../../refusal';

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

it('is what it is made from', () => {
  const destination = Destination.of(two, { port: 'http' });
  expect(Destination.from(destination)).toBe(destination);
  expect(Destination.from(one)).toEqual(Destination.of(one));
});

const service = (host: HostName): IMeshService => ({
  kind: 'service',
  host,
  ports: [],
  construct: undefined,
});

it.each<[RouteTarget, string, string]>([
  [
    two,
    '',
    "b.demo.svc.cluster.local has several ports and none was chosen, got [ 'http', 'metrics' ]; name one, such as Destination.of(service, { port: 'http' })",
  ],
  [
    Destination.of(one as IMeshService, { port: 'htp' }),
    'port',
    "a.demo.svc.cluster.local has no such port, got 'htp'; did you mean 'http'? known are 'http'",
  ],
  [service('*'), 'host', "a route leads to a service, got '*'; name the service"],
  [
    Destination.of(service('10.0.0.1')),
    'service.host',
    "the host can't be an IP address, got '10.0.0.1'; write the DNS name",
  ],
])('rejects a target that is none (%#)', (target, place, message) => {
  expect(refusal(routeTarget, target)).toBe(message);
  expect(refusedAt(routeTarget, target)).toBe(place);
});
