import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueTypes } from '../../scripts/helm-values/generate';
import { shapeOf } from '../../scripts/helm-values/shape';
import { inRelease, needs, withNewest } from '../release/newest-release-folder';

const where = 'manifests/charts/gateway';

withNewest(where)(`the types of the chart values ${needs(where)}`, () => {
  test.each(['base.ts', 'istiod.ts', 'gateway.ts', 'cni.ts', 'ztunnel.ts'])(
    '%s is what the chart gives',
    (name) => {
      expect(readFileSync(join(__dirname, '../../lib/install/values', name), 'utf8')).toBe(
        valueTypes(inRelease('')).get(name),
      );
    },
  );
});

test('rejects a folder without charts', () => {
  expect(() => valueTypes('/nowhere')).toThrow(
    "there is no chart 'base' in the release folder, got '/nowhere'; name an unpacked Istio release, with manifests/charts in it",
  );
});

test('a default tells its type', () => {
  expect(shapeOf('', { replicas: 1, image: 'pilot', on: true, args: ['a'], things: [] }, undefined)).toEqual({
    keys: {
      replicas: { type: 'number' },
      image: { type: 'string' },
      on: { type: 'boolean' },
      args: { type: 'readonly string[]' },
      things: { type: 'readonly FreeForm[]' },
    },
  });
});

test('a name tells what an empty default can not', () => {
  expect(shapeOf('podAnnotations', {}, undefined)).toEqual({ type: 'StringMap' });
  expect(shapeOf('resources', { requests: { cpu: '1' } }, undefined)).toEqual({ type: 'Resources' });
  expect(shapeOf('lifecycle', {}, undefined)).toEqual({ type: 'FreeForm' });
  expect(shapeOf('imagePullSecrets', [], undefined)).toEqual({ type: 'readonly string[]' });
});

test('a schema tells what a missing default can not', () => {
  const schema = {
    properties: {
      kind: { type: 'string', enum: ['Deployment', 'DaemonSet'] },
      replicaCount: { type: ['null', 'integer'] },
      imagePullSecrets: { type: 'array' },
    },
  };
  expect(shapeOf('', { kind: 'Deployment', replicaCount: null }, schema)).toEqual({
    keys: {
      kind: { type: "'Deployment' | 'DaemonSet'" },
      replicaCount: { type: 'number | null' },
      imagePullSecrets: { type: 'readonly FreeForm[]' },
    },
  });
});
