import { MeshService } from '../../../lib/istio/references/mesh-service';
import { checkMirror, renderMirrors } from '../../../lib/istio/virtual-service/mirror';

const to = MeshService.named('v2.demo.svc.cluster.local');
const destination = { host: 'v2.demo.svc.cluster.local' };

it('writes one mirror as every release reads it', () => {
  expect(renderMirrors([{ to }])).toEqual({ mirror: destination });
  expect(renderMirrors([{ to, percent: 0 }])).toEqual({
    mirror: destination,
    mirrorPercentage: { value: 0 },
  });
});

it('writes several mirrors as a list', () => {
  expect(renderMirrors([{ to, percent: 12.5 }, { to }])).toEqual({
    mirrors: [{ destination, percentage: { value: 12.5 } }, { destination }],
  });
});

it('rejects a part that is no percentage', () => {
  expect(() => checkMirror({ to })).not.toThrow();
  expect(() => checkMirror({ to, percent: 101 })).toThrow(
    new Error(
      'the part of the requests that a mirror gets must be a percentage from 0 to 100, got 101; write for example 12.5',
    ),
  );
});
