import { mesh, namedGateway, type RouteGateway } from '../../../lib/istio/references/gateway-ref';
import { Workload } from '../../../lib/istio/references/workload';
import { holdsForSidecars, scopeFault } from '../../../lib/istio/virtual-service/match-scope';
import { exactly } from '../../../lib/istio/virtual-service/string-match';
import { refusal } from '../../refusal';

const shared = namedGateway('shared', 'istio-ingress');
const source = Workload.labelled({ app: 'curl' });
const claim = { '@request.auth.claims[admin]': exactly('yes') };
const check = (gateways: readonly RouteGateway[], match: object) =>
  refusal(() => scopeFault({ namespace: 'demo', gateways }, [{}, { match: [match] }]), undefined);

it('knows which routes hold for sidecars', () => {
  expect([[], [mesh], [shared, mesh], [shared]].map(holdsForSidecars)).toEqual([true, true, true, false]);
});

it.each<[readonly RouteGateway[], object]>([
  [[], { gateways: [mesh], source }],
  [[shared, mesh], { gateways: [shared] }],
  [[shared, mesh], { sourceNamespace: 'demo' }],
  [[shared], { headers: claim, withoutHeaders: claim }],
  [[shared], { headers: { 'x-a': exactly('a') } }],
])('takes a match that can be met (%#)', (gateways, match) => {
  expect(check(gateways, match)).toBeUndefined();
});

const sourceless = (got: string) =>
  `the source of traffic is known to sidecars only, and the route is not for them, got ${got}; add mesh to the gateways or leave the source out`;
const claimless =
  "claims are matched at gateways only, got '@request.auth.claims[admin]'; bind the routes to gateways alone, or match a header";

it.each<[string, readonly RouteGateway[], object, string]>([
  [
    'a gateway that the routes are not bound to',
    [mesh],
    { gateways: [shared] },
    "a match names a gateway that the VirtualService is not bound to, got 'istio-ingress/shared'; add it to the gateways, which are mesh",
  ],
  [
    'sidecars where the routes are bound to gateways',
    [shared],
    { gateways: [mesh] },
    "a match names a gateway that the VirtualService is not bound to, got 'mesh'; add it to the gateways, which are istio-ingress/shared",
  ],
  ['the source of what a gateway takes', [shared], { source }, sourceless("{ app: 'curl' }")],
  ['the source of what a gateway takes', [shared], { sourceNamespace: 'demo' }, sourceless("'demo'")],
  [
    'the source of what one of the gateways takes',
    [shared, mesh],
    { source, gateways: [shared] },
    sourceless("{ app: 'curl' }"),
  ],
  ['a claim at sidecars', [], { headers: claim }, claimless],
  ['the lack of a claim at sidecars', [shared, mesh], { withoutHeaders: claim }, claimless],
])('rejects %s', (_, gateways, match, message) => {
  expect(check(gateways, match)).toBe(message);
});
