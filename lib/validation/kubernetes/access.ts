import { shown } from '../schema/shown';
import { isSet, list, object, type Place, type Shape } from '../shape';
import { labelSelector } from './label-selector';
import { dnsSubdomain, pathSegment } from './names';
import { needs } from './required';

const group = 'rbac.authorization.k8s.io';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

function rules(isNamespaced: boolean): Shape {
  const rule: Shape<Rule> = (given, place) => {
    const { apiGroups, resources, resourceNames, nonResourceURLs } = given;
    if (!isSet(nonResourceURLs)) {
      needs('apiGroups', 'resources')(given, place);
      return;
    }
    if (isNamespaced) place.report('belongs to a ClusterRole', { at: ['nonResourceURLs'] });
    if (isSet(apiGroups) || isSet(resources) || isSet(resourceNames))
      place.report('can not stand beside resources', { at: ['nonResourceURLs'] });
  };
  return list(object<object>({}, needs('verbs'), rule));
}

/** What the API server asks of a Role. */
export const role = object({ rules: rules(true) });

/** What the API server asks of a ClusterRole. */
export const clusterRole = object({
  rules: rules(false),
  aggregationRule: object({ clusterRoleSelectors: list(labelSelector) }, needs('clusterRoleSelectors')),
});

interface Subject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

function subjects(isNamespaced: boolean): Shape {
  const subject: Shape<Subject> = ({ kind = '', name = '', namespace, apiGroup }, place) => {
    if (kind === 'ServiceAccount') {
      if (name !== '' && !dnsSubdomain.fits(name))
        place.report(`must ${dnsSubdomain.words}, got ${shown(name)}`, { at: ['name'] });
      if (apiGroup) place.report('must be empty for a ServiceAccount', { at: ['apiGroup'] });
      if (!isNamespaced && !namespace) place.report('is required', { at: ['namespace'] });
    } else if (kind !== 'User' && kind !== 'Group') {
      place.report(`must be ServiceAccount, User or Group, got ${shown(kind)}`, { at: ['kind'] });
    } else if (apiGroup && apiGroup !== group) {
      place.report(`must be ${group}, got ${shown(apiGroup)}`, { at: ['apiGroup'] });
    }
  };
  return list(object<object>({}, needs('name'), subject));
}

interface RoleRef {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}

function roleRef(...kinds: readonly string[]): Shape<{ readonly roleRef?: RoleRef }> {
  return ({ roleRef: { apiGroup, kind = '', name = '' } = {} }, place: Place) => {
    const at = (field: string) => ({ at: ['roleRef', field] });
    if (apiGroup && apiGroup !== group)
      place.report(`must be ${group}, got ${shown(apiGroup)}`, at('apiGroup'));
    if (!kinds.includes(kind)) place.report(`must be ${kinds.join(' or ')}, got ${shown(kind)}`, at('kind'));
    if (name === '') place.report('is required', at('name'));
    else if (!pathSegment.fits(name))
      place.report(`must ${pathSegment.words}, got ${shown(name)}`, at('name'));
  };
}

/** What the API server asks of a RoleBinding. */
export const roleBinding = object({ subjects: subjects(true) }, roleRef('Role', 'ClusterRole'));

/** What the API server asks of a ClusterRoleBinding. */
export const clusterRoleBinding = object({ subjects: subjects(false) }, roleRef('ClusterRole'));
