import { App, Chart } from 'cdk8s';
import { ReferenceGrant } from '../../../lib/gateway-api';
import {
  grantFault,
  type IReferenceGrant,
  type Referrer,
} from '../../../lib/gateway-api/references/reference-grant-ref';
import { MeshSettings } from '../../../lib/istio';

const construct = new Chart(new App(), 'chart');
const place = { construct, name: 'route', namespace: 'demo', mesh: MeshSettings.of(construct) };
const ratings = { group: '', kind: 'Service', name: 'ratings', namespace: 'other' };
const outside = ReferenceGrant.named('all', { namespace: 'other' });
const exact: IReferenceGrant = {
  ...outside,
  from: [{ kind: 'HTTPRoute', namespace: 'demo' }],
  to: [{ group: '', kind: 'Service', name: 'ratings' }],
};
const isRefused = (grants: IReferenceGrant[], referrer: Referrer = 'HTTPRoute', target = ratings) =>
  grantFault(target, referrer, place, grants) !== undefined;

describe('a grant', () => {
  it('lets an object of its namespace be named by whom it is for', () => {
    expect(isRefused([exact])).toBe(false);
    expect(isRefused([outside])).toBe(false);
    expect(isRefused([{ ...exact, to: [{ group: '', kind: 'Service', name: undefined }] }])).toBe(false);
    expect(isRefused([{ ...exact, name: 'b', from: [] }, exact])).toBe(false);
  });

  it('is not asked for in the own namespace', () => {
    expect(isRefused([], 'HTTPRoute', { ...ratings, namespace: 'demo' })).toBe(false);
  });

  it('lets nothing else be named', () => {
    expect(isRefused([])).toBe(true);
    expect(isRefused([{ ...exact, namespace: 'third' }])).toBe(true);
    expect(isRefused([{ ...outside, namespace: 'third' }])).toBe(true);
    expect(isRefused([exact], 'GRPCRoute')).toBe(true);
    expect(isRefused([exact], 'HTTPRoute', { ...ratings, name: 'reviews' })).toBe(true);
    expect(isRefused([exact], 'HTTPRoute', { ...ratings, kind: 'Secret' })).toBe(true);
    expect(isRefused([exact], 'HTTPRoute', { ...ratings, group: 'example.com' })).toBe(true);
    expect(isRefused([{ ...exact, from: [{ kind: 'HTTPRoute', namespace: 'third' }] }])).toBe(true);
  });
});
