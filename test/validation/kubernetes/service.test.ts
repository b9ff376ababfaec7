import { refused } from './refused';

const policy = 'NetworkPolicy deny';

describe('what a real API server refuses of Services, what is behind them and who may reach it', () => {
  it.each([
    ['Service web', { 'spec.externalIPs': ['fe80::1'] }, 'spec.externalIPs[0]'],
    ['Ingress older', { 'spec.rules': [{ host: '10.0.0.1' }] }, 'spec.rules[0].host'],
    ['Service web', { 'spec.ipFamilies': ['IPv4', 'IPv6'] }, 'spec.ipFamilyPolicy'],
    ['Service web', { 'spec.ipFamilies': ['IPv6'], 'spec.clusterIP': '10.0.0.9' }, 'spec.clusterIP'],
    [
      'Service web',
      { 'spec.clusterIP': '10.0.0.9', 'spec.clusterIPs': ['10.0.0.9', 'fd00::9'] },
      'spec.ipFamilyPolicy',
    ],
    [
      'Service web',
      {
        'spec.type': 'NodePort',
        'spec.ports': [
          { name: 'a', port: 1, nodePort: 30001 },
          { name: 'b', port: 2, nodePort: 30001 },
        ],
      },
      'spec.ports[1].nodePort',
    ],
    [
      'Service web',
      { 'spec.type': 'LoadBalancer', 'spec.externalTrafficPolicy': 'Local', 'spec.healthCheckNodePort': -1 },
      'spec.healthCheckNodePort',
    ],
    ['Service web', { 'spec.ports.0.targetPort': 2 ** 31 }, 'spec.ports[0].targetPort'],
    [
      'Ingress older',
      { 'spec.ingressClassName': 'other' },
      'metadata.annotations[kubernetes.io/ingress.class]',
    ],
    ['Service web', { 'spec.clusterIPs': ['10.0.0.9'] }, 'spec.clusterIPs'],
    ['Service web', { 'spec.loadBalancerClass': 'a.b/c' }, 'spec.loadBalancerClass'],
    ['Service web', { 'spec.healthCheckNodePort': 31000 }, 'spec.healthCheckNodePort'],
    ['Service web', { 'spec.trafficDistribution': 'Near' }, 'spec.trafficDistribution'],
    ['Service np', { 'spec.clusterIP': 'None' }, 'spec.clusterIP'],
    ['Service lb', { 'spec.loadBalancerSourceRanges': ['10.0.0.0'] }, 'spec.loadBalancerSourceRanges[0]'],
    ['Service lb', { 'spec.ipFamilies': ['IPv4', 'IPv4'] }, 'spec.ipFamilies[1]'],
    ['Service ext', { 'spec.ipFamilyPolicy': 'SingleStack' }, 'spec.ipFamilyPolicy'],
    ['NetworkPolicy deny', { 'spec.ingress.0.from.0': {} }, 'spec.ingress[0].from[0]'],
    ['NetworkPolicy deny', { 'spec.ingress.0.ports.2.endPort': 10 }, 'spec.ingress[0].ports[2].endPort'],
    ['Ingress ing', { 'spec.rules.0.http.paths.0.path': 'a' }, 'spec.rules[0].http.paths[0].path'],
    [
      'Ingress ing',
      { 'spec.defaultBackend.service.port': { number: 80, name: 'http' } },
      'spec.defaultBackend.service.port',
    ],
    ['IngressClass istio', { 'spec.controller': 'istio' }, 'spec.controller'],
    ['Service web', { 'spec.internalTrafficPolicy': '' }, 'spec.internalTrafficPolicy'],
    ['Endpoints ep', { 'subsets.0.addresses.0.ip': '127.0.0.1' }, 'subsets[0].addresses[0].ip'],
    ['Endpoints ep', { 'subsets.0.ports.1.name': '' }, 'subsets[0].ports[1].name'],
    ['Endpoints ep', { 'subsets.0.addresses': [], 'subsets.0.notReadyAddresses': [] }, 'subsets[0]'],
    ['EndpointSlice eps', { 'endpoints.0.addresses': ['a.example'] }, 'endpoints[0].addresses[0]'],
    ['EndpointSlice eps', { 'endpoints.0.addresses': [] }, 'endpoints[0].addresses'],
    ['EndpointSlice eps', { 'ports.0.name': '' }, 'ports[1].name'],
    ['EndpointSlice eps', { 'ports.1.appProtocol': 'a b' }, 'ports[1].appProtocol'],
    ['EndpointSlice hosts', { 'endpoints.0.addresses': ['a'] }, 'endpoints[0].addresses[0]'],
    [
      'Ingress ing',
      { 'spec.defaultBackend': { resource: { kind: 'a/b', name: 'c' } } },
      'spec.defaultBackend.resource.kind',
    ],
  ])('is refused: %s %j', (name, changes, field) => {
    expect(refused(name, changes)).toEqual([field]);
  });
});

test.each(['10.0.0.0/8', '11.1.0.0/16', 'fd00::/16'])('%s is no part of 10.0.0.0/8', (part) => {
  const egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', part] } }] }];
  expect(refused(policy, { 'spec.egress': egress })).toEqual(['spec.egress[0].to[0].ipBlock.except[1]']);
});
