import { ServiceIdentity } from '../../../lib/istio/references/workload';
import { source as aSource, renderSources, type Source } from '../../../lib/istio/security/policy-source';
import { refusal } from '../../refusal';

const mesh = { trustDomain: 'cluster.local', clusterDomain: 'cluster.local', rootNamespace: 'istio-system' };
const reviews = ServiceIdentity.named('bookinfo-reviews', { namespace: 'demo' });
const curl = ServiceIdentity.named('curl', { namespace: 'other' });

it('names the workloads that are given as such in one source', () => {
  expect(
    renderSources([reviews, { namespaces: ['demo'] }, curl], { ...mesh, trustDomain: 'example.org' }),
  ).toEqual([
    { source: { principals: ['example.org/ns/demo/sa/bookinfo-reviews', 'example.org/ns/other/sa/curl'] } },
    { source: { namespaces: ['demo'] } },
  ]);
});

it.each<[Source, object]>([
  [
    { principals: [reviews, '*/sa/curl'], notPrincipals: [curl, 'old/*'] },
    {
      principals: ['cluster.local/ns/demo/sa/bookinfo-reviews', '*/sa/curl'],
      notPrincipals: ['cluster.local/ns/other/sa/curl', 'old/*'],
    },
  ],
  [
    { serviceAccounts: [reviews], notServiceAccounts: [curl], trustDomains: ['a.*'], notTrustDomains: ['b'] },
    {
      serviceAccounts: ['demo/bookinfo-reviews'],
      notServiceAccounts: ['other/curl'],
      trustDomains: ['a.*'],
      notTrustDomains: ['b'],
    },
  ],
  [
    { requestPrincipals: ['a/b'], notRequestPrincipals: ['*'], notNamespaces: ['demo*'] },
    { requestPrincipals: ['a/b'], notRequestPrincipals: ['*'], notNamespaces: ['demo*'] },
  ],
  [
    { ipBlocks: ['::1'], notIpBlocks: ['10.0.0.1'], remoteIpBlocks: ['::/0'], notRemoteIpBlocks: ['::2'] },
    { ipBlocks: ['::1'], notIpBlocks: ['10.0.0.1'], remoteIpBlocks: ['::/0'], notRemoteIpBlocks: ['::2'] },
  ],
  // As a program without types may leave one out.
  [{ namespaces: ['demo'], ipBlocks: undefined } as unknown as Source, { namespaces: ['demo'] }],
])('writes conditions (%#)', (source, written) => {
  expect(refusal(aSource, source)).toBeUndefined();
  expect(renderSources([source], mesh)).toEqual([{ source: written }]);
});

const many = Array.from({ length: 17 }, () => reviews) as unknown as readonly [typeof reviews];
const tooMany = 'the list holds at most 16, got 17; leave some out, or write several of what it is a part of';
const mixed = (...keys: string[]) =>
  `a source names service accounts without principals and namespaces, got [ ${keys.map((key) => `'${key}'`).join(', ')} ]; write several sources, or all of them as principals`;
const text = (what: string) => `${what} is a text with at most one '*'`;
const subnet = "a subnet is an IP address or a CIDR block, got '10'";

it.each<[Source, string]>([
  [{ principals: [reviews, '*a*'] }, text('a principal')],
  [{ notPrincipals: ['*a*'] }, text('a principal')],
  [{ requestPrincipals: [''] }, text('a request principal')],
  [{ notRequestPrincipals: ['*a*'] }, text('a request principal')],
  [{ namespaces: ['a*b'] }, text('a namespace')],
  [{ notNamespaces: [''] }, text('a namespace')],
  [{ trustDomains: [''] }, text('a trust domain')],
  [{ notTrustDomains: ['a*b'] }, text('a trust domain')],
  [
    { notTrustDomains: ['a', 'a/ns'] },
    "a trust domain is the beginning of an identity, up to the first slash, got 'a/ns'; write for example 'cluster.local'",
  ],
  [{ ipBlocks: ['10'] }, subnet],
  [{ notIpBlocks: ['10'] }, subnet],
  [{ remoteIpBlocks: ['10'] }, subnet],
  [{ notRemoteIpBlocks: ['10'] }, subnet],
  [{ serviceAccounts: many }, tooMany],
  [{ notServiceAccounts: many }, tooMany],
  [{ serviceAccounts: [curl], namespaces: ['demo'] }, mixed('serviceAccounts', 'namespaces')],
  [{ serviceAccounts: [curl], notNamespaces: ['demo'] }, mixed('serviceAccounts', 'notNamespaces')],
  [{ notServiceAccounts: [curl], principals: [curl] }, mixed('notServiceAccounts', 'principals')],
  [{ notServiceAccounts: [curl], notPrincipals: [curl] }, mixed('notServiceAccounts', 'notPrincipals')],
])('rejects what Istio does not take (%#)', (source, problem) => {
  expect(refusal(aSource, source)).toContain(problem);
});

it('takes 16 accounts', () => {
  expect(refusal(aSource, { serviceAccounts: many.slice(1) as unknown as typeof many })).toBeUndefined();
});
