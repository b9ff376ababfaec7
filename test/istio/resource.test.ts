import { App } from 'cdk8s';
import { ApiVersions, DestinationRule, MeshService } from '../../lib/istio';
import { objectName } from '../../lib/values/object-name';
import { errorOf } from '../error-of';
import { refusal } from '../refusal';
import { rendered } from './rendered';

const host = MeshService.named('a.example.com');

it('is named by its id, or by its metadata, which may say more', () => {
  const objects = rendered((chart) => {
    new DestinationRule(chart, 'a.b', { host });
    new DestinationRule(chart, 'second', {
      host,
      metadata: { name: 'b', namespace: 'other', labels: { app: 'a' }, annotations: { note: 'x' } },
    });
  });
  expect(objects.map(({ metadata }) => metadata)).toEqual([
    { name: 'a.b', namespace: 'demo' },
    { name: 'b', namespace: 'other', labels: { app: 'a' }, annotations: { note: 'x' } },
  ]);
});

it('has the apiVersion of the release that the app chose', () => {
  const app = new App();
  ApiVersions.use(app, { DestinationRule: 'networking.istio.io/v1alpha3' });
  const [object] = rendered((chart) => new DestinationRule(chart, 'a', { host }), app);
  expect(object).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'DestinationRule',
    metadata: { name: 'a', namespace: 'demo' },
    spec: { host: 'a.example.com' },
  });
});

it.each(['a', 'a.b-c', '0', 'a'.repeat(253)])('takes the name %s', (name) => {
  expect(refusal(objectName, name)).toBeUndefined();
});

it.each(['', 'A', 'a_b', 'a.', '-a', 'a'.repeat(254)])('rejects the name %p', (name) => {
  expect(refusal(objectName, name)).toBe(
    `an object is named by a DNS name, got '${name}'; use up to 253 lower-case letters, digits, dashes and dots`,
  );
});

it('reports where the name is', () => {
  expect(() => rendered((chart) => new DestinationRule(chart, 'A', { host }))).toThrow(
    errorOf(
      "chart/A: an object is named by a DNS name, got 'A'; use up to 253 lower-case letters, digits, dashes and dots, or set metadata.name",
    ),
  );
});
