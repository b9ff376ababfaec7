import {
  DelegateVirtualService,
  DestinationRule,
  exactly,
  Gateway,
  HttpRoute,
  MeshService,
  VirtualService,
} from '../../../lib/istio';
import { delegate } from '../../../lib/istio/references/delegate-ref';
import { refusal, refusedAt } from '../../refusal';
import { rendered, spec } from '../rendered';

const to = MeshService.named('a.example.com');
const route = [{ destination: { host: 'a.example.com' } }];

describe('DelegateVirtualService', () => {
  it('has routes and nothing else', () => {
    const written = spec(
      (chart) => new DelegateVirtualService(chart, 'routes', { http: [HttpRoute.to(to)] }),
    );
    expect(written).toEqual({ http: [{ route }] });
  });

  it('says who may hand it requests, and names gateways with their namespace', () => {
    const gateways = [Gateway.named('shared', { namespace: 'demo' })] as const;
    const written = spec(
      (chart) =>
        new DelegateVirtualService(chart, 'routes', {
          exportTo: 'own-namespace',
          http: [HttpRoute.to(to, { match: [{ gateways }] })],
        }),
    );
    expect(written).toEqual({ exportTo: ['.'], http: [{ match: [{ gateways: ['demo/shared'] }], route }] });
  });

  it('is written before the routes that hand it requests, and after what it names', () => {
    const objects = rendered((chart) => {
      const rule = new DestinationRule(chart, 'versions', { host: to, subsets: { v1: { version: 'v1' } } });
      const inner = new DelegateVirtualService(chart, 'delegate', {
        http: [HttpRoute.to(rule.subset('v1'))],
        metadata: { namespace: 'other' },
      });
      expect([inner.name, inner.namespace]).toEqual(['delegate', 'other']);
      const http = [HttpRoute.delegate(inner), HttpRoute.to(to)] as const;
      new VirtualService(chart, 'a-root', { hosts: ['a.example.com'], http });
    });
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['versions', 'delegate', 'a-root']);
    expect(objects[2]?.spec).toEqual({
      hosts: ['a.example.com'],
      http: [{ delegate: { name: 'delegate', namespace: 'other' } }, { route }],
    });
  });

  it('rejects claims, which Istio does not look for here', () => {
    const match = [{ headers: { '@request.auth.claims[admin]': exactly('yes') } }] as const;
    const http = [HttpRoute.to(to, { match })] as const;
    expect(() => rendered((chart) => new DelegateVirtualService(chart, 'routes', { http }))).toThrow(
      "chart/routes: http[0].match[0].headers: claims are matched at gateways only, got '@request.auth.claims[admin]'",
    );
  });

  it('rejects a route behind one that takes everything', () => {
    const http = [HttpRoute.to(to), HttpRoute.to(to)] as const;
    expect(() => rendered((chart) => new DelegateVirtualService(chart, 'routes', { http }))).toThrow(
      'chart/routes: http[0]: route 1 of 2 takes every request',
    );
  });

  it('rejects the name of outside routes that is none', () => {
    const named = (name: string, namespace: string) => DelegateVirtualService.named(name, { namespace });
    expect(refusal(delegate, named('A', 'other'))).toContain("an object is named by a DNS name, got 'A'");
    expect(() => named('a', '')).toThrow(
      "DelegateVirtualService.named: namespace: a namespace is named by a DNS label, got ''",
    );
    expect(refusedAt(delegate, { ...named('a', 'b'), namespace: '' })).toBe('namespace');
    expect(refusal(delegate, Gateway.named('a', { namespace: 'b' }))).toContain('a delegate is expected');
  });
});
