import { App, Chart } from 'cdk8s';
import * as gatewayApi from '../../lib/gateway-api';
import * as istio from '../../lib/istio';
import { inNamespace, isObjectName, objectName, perhapsInNamespace } from '../../lib/values/object-name';
import { refusal, refusedAt } from '../refusal';

it('is a DNS name of up to 253 letters', () => {
  expect(['a', 'a.b-c', '0', 'a'.repeat(253)].map(isObjectName)).toEqual([true, true, true, true]);
  expect(['', 'A', 'a.', '-a', 'a..b', 'a'.repeat(254)].map(isObjectName)).toEqual(Array(6).fill(false));
  expect(refusal(objectName, 'A')).toBe(
    "an object is named by a DNS name, got 'A'; use up to 253 lower-case letters, digits, dashes and dots",
  );
});

it('lies in a namespace, which some may leave out', () => {
  expect(refusal(inNamespace, { namespace: 'demo' })).toBeUndefined();
  expect(refusedAt(inNamespace, {})).toBe('namespace');
  expect(refusal(perhapsInNamespace, {})).toBeUndefined();
  expect(refusedAt(perhapsInNamespace, { namespace: 'A' })).toBe('namespace');
});

/** Doors to what is described elsewhere that need a name and nothing more. */
const byNameAlone = ['AuthorizationProvider', 'TelemetryProvider', 'GatewayClass'];

type Named = (name: string, options?: object) => unknown;

const doors = Object.entries({ ...istio, ...gatewayApi })
  .flatMap(([name, value]): [string, Named][] => {
    const { named } = value as unknown as { readonly named?: Named };
    return named === undefined ? [] : [[name, named.bind(value)]];
  })
  .filter(([name]) => !byNameAlone.includes(name));

it('there are some doors to what is described elsewhere', () => {
  expect(doors.length).toBeGreaterThan(10);
});

it.each(doors)('rejects an option that %s.named does not know, and none where one is needed', (_, named) => {
  expect(() => named('a.example.com', { nmespace: 'demo' })).toThrow(
    /^\w+\.named: nmespace: there is no such property, got 'demo'; .* \(test\/values\/object-name\.test\.ts:\d+\)$/,
  );
  expect(() => named('a.example.com', null as never)).toThrow(
    /^\w+\.named: an object is expected, got null; /,
  );
});

it('rejects the subset of a destination that no rule describes, and other options of one', () => {
  const reviews = istio.MeshService.named('reviews.demo.svc.cluster.local');
  expect(() => istio.Destination.of(reviews, { subset: 'v1' } as never)).toThrow(
    "Destination.of: subset: there is no such property, got 'v1'; known are 'port'",
  );
  const chart = new Chart(new App(), 'chart', { namespace: 'demo' });
  const rule = new istio.DestinationRule(chart, 'reviews', {
    host: reviews,
    subsets: { v1: { version: 'v1' } },
  });
  expect(() => rule.subset('v1', { prot: 'http' } as never)).toThrow(
    "chart/reviews: prot: there is no such property, got 'http'; did you mean 'port'?",
  );
  expect(() => istio.Workload.labelled({ app: 'a' }, { namspace: 'demo' } as never)).toThrow(
    "Workload.labelled: namspace: there is no such property, got 'demo'; did you mean 'namespace'?",
  );
});
