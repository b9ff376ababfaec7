import { MeshService } from '../../../lib/istio/references/mesh-service';
import { mirror, renderMirrors } from '../../../lib/istio/virtual-service/mirror';
import { refusal } from '../../refusal';

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
  expect(refusal(mirror, { to })).toBeUndefined();
  expect(refusal(mirror, { to, percent: 101 })).toBe(
    'a percentage from 0 to 100 is expected, got 101; write for example 12.5',
  );
});
