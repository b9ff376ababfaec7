import { isIPv4 } from 'node:net';
import { shown } from '../schema/shown';
import type { Place, Shape } from '../shape';
import { addressFamily, addressProblem, isRange } from './ranges';

/** What a Service says of its own addresses. */
export interface Addresses {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalIPs?: readonly string[];
  readonly selector?: object | null;
  readonly ipFamilies?: readonly string[];
  readonly ipFamilyPolicy?: string;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly loadBalancerClass?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/** The addresses of a Service, which belong to some of its types only. */
export const addresses: Shape<Addresses> = (spec, place) => {
  const isExternalName = spec.type === 'ExternalName';
  if (isExternalName) {
    for (const field of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const) {
      const given = spec[field];
      if (given && given.length > 0) place.report('can not be set for type ExternalName', { at: [field] });
    }
  } else {
    clusterAddresses(spec, place);
    families(spec, place);
  }
  spec.ipFamilies?.forEach((family, index, all) => {
    if (family !== 'IPv4' && family !== 'IPv6')
      place.report(`must be IPv4 or IPv6, got ${shown(family)}`, { at: ['ipFamilies', index] });
    else if (all.indexOf(family) !== index)
      place.report(`is there twice: ${family}`, { at: ['ipFamilies', index] });
  });
  spec.externalIPs?.forEach((address, index) => {
    const problem = addressProblem(address);
    if (problem !== undefined) place.report(problem, { at: ['externalIPs', index] });
  });
  balanced(spec, place);
};

function clusterAddresses({ type, clusterIP = '', clusterIPs = [] }: Addresses, place: Place): void {
  if (clusterIPs.length === 0) {
    if (type === 'NodePort' && clusterIP === 'None')
      place.report('can not be None for type NodePort', { at: ['clusterIP'] });
    return;
  }
  if (clusterIP === '') place.report('needs clusterIP beside it', { at: ['clusterIPs'] });
  else if (clusterIPs[0] !== clusterIP)
    place.report(`must be clusterIP, which is ${clusterIP}, got ${shown(clusterIPs[0] ?? '')}`, {
      at: ['clusterIPs', 0],
    });
  clusterIPs.forEach((address, index) => {
    if (address === 'None' ? clusterIPs.length > 1 : addressFamily(address) === 0)
      place.report(`must be an IP address, or None alone, got ${shown(address)}`, {
        at: ['clusterIPs', index],
      });
  });
  if (type === 'NodePort' && clusterIPs.includes('None'))
    place.report('can not be None for type NodePort', { at: ['clusterIPs'] });
  const isDual = clusterIPs.length === 2 && isIPv4(clusterIPs[0] ?? '') !== isIPv4(clusterIPs[1] ?? '');
  if (clusterIPs.length > 1 && !isDual)
    place.report('may have one address of a family', { at: ['clusterIPs'] });
}

function families(spec: Addresses, place: Place): void {
  const { clusterIP = '', ipFamilies = [], ipFamilyPolicy } = spec;
  const clusterIPs = spec.clusterIPs?.length ? spec.clusterIPs : [clusterIP];
  clusterIPs.forEach((address, index) => {
    const expected = ipFamilies[index];
    const family = addressFamily(address);
    if (family !== 0 && expected !== undefined && expected !== `IPv${family}`)
      place.report(`must be of ipFamilies[${index}], which is ${expected}, got ${shown(address)}`, {
        at: spec.clusterIPs?.length ? ['clusterIPs', index] : ['clusterIP'],
      });
  });
  // A Service without selector and address of its own has both families where nothing is said.
  const byDefault = clusterIP === 'None' && isEmpty(spec.selector) ? 'RequireDualStack' : 'SingleStack';
  const isDual = new Set(ipFamilies).size === 2 || clusterIPs.length === 2;
  if (isDual && (ipFamilyPolicy ?? byDefault) === 'SingleStack')
    place.report('must be RequireDualStack or PreferDualStack for two families', { at: ['ipFamilyPolicy'] });
}

const isEmpty = (map: object | null | undefined) => Object.keys(map ?? {}).length === 0;

function balanced(spec: Addresses, place: Place): void {
  const isBalancer = spec.type === 'LoadBalancer';
  if (spec.healthCheckNodePort && !(isBalancer && spec.externalTrafficPolicy === 'Local'))
    place.report('belongs to type LoadBalancer with externalTrafficPolicy Local', {
      at: ['healthCheckNodePort'],
    });
  else if (spec.healthCheckNodePort && (spec.healthCheckNodePort < 1 || spec.healthCheckNodePort > 65_535))
    place.report(`must be from 1 to 65535, got ${spec.healthCheckNodePort}`, { at: ['healthCheckNodePort'] });
  if (typeof spec.loadBalancerClass === 'string' && !isBalancer)
    place.report('belongs to type LoadBalancer', { at: ['loadBalancerClass'] });
  if (typeof spec.allocateLoadBalancerNodePorts === 'boolean' && !isBalancer)
    place.report('belongs to type LoadBalancer', { at: ['allocateLoadBalancerNodePorts'] });
  spec.loadBalancerSourceRanges?.forEach((range, index) => {
    if (!isRange(range.trim()))
      place.report(`must be a range such as 10.0.0.0/8, got ${shown(range)}`, {
        at: ['loadBalancerSourceRanges', index],
      });
  });
}
