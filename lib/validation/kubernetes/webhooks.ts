import { isURL } from '../cel/url';
import { shown } from '../schema/shown';
import { list, object, type Place, type Shape, value } from '../shape';
import { labelSelector } from './label-selector';
import { matchConditions } from './match-conditions';
import { dnsSubdomain, serviceName } from './names';
import { exactlyOne, needs, oneOf, within } from './required';

interface Rule {
  readonly operations?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
}

/** What a star stands for can not be named after it. Of plain names the server looks at the last alone. */
function checkResources(resources: readonly string[], place: Place): void {
  let plain = false;
  const stars = new Set<string>();
  let isTwice = resources.length > 1 && resources.includes('*/*');
  resources.forEach((resource, index) => {
    if (resource === '') place.report('can not be empty', { at: ['resources', index] });
    const slash = resource.indexOf('/');
    if (slash < 0) {
      plain = resource !== '*';
      return;
    }
    const [kind, part] = [resource.slice(0, slash), resource.slice(slash + 1)];
    isTwice ||= stars.has(`${kind}/*`) || stars.has(`*/${part}`);
    if (kind === '*' || part === '*') stars.add(resource);
  });
  isTwice ||= plain && resources.includes('*');
  if (isTwice) place.report('can not name beside * what it stands for', { at: ['resources'] });
}

const rule = object<object>(
  { scope: oneOf('*', 'Cluster', 'Namespaced') },
  needs('operations', 'apiGroups', 'apiVersions', 'resources'),
  (given: Rule, place) => {
    for (const field of ['operations', 'apiVersions', 'apiGroups'] as const) {
      const all = given[field] ?? [];
      if (all.length > 1 && all.includes('*')) place.report('can not have others beside *', { at: [field] });
    }
    given.operations?.forEach((operation, index) => {
      if (!['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'].includes(operation))
        place.report(`must be *, CREATE, UPDATE, DELETE or CONNECT, got ${shown(operation)}`, {
          at: ['operations', index],
        });
    });
    given.apiVersions?.forEach((version, index) => {
      if (version === '') place.report('can not be empty', { at: ['apiVersions', index] });
    });
    checkResources(given.resources ?? [], place);
  },
);

interface Webhook {
  readonly name?: string;
  readonly sideEffects?: string;
  readonly admissionReviewVersions?: readonly string[];
  readonly clientConfig?: object;
}

/** A path of names, as a Service of admission is called by. */
const path: Shape = value<string>((text) => {
  if (text === '' || text === '/') return undefined;
  const fits = text.startsWith('/') && text.slice(1).split('/').every(dnsSubdomain.fits);
  return fits ? undefined : `must begin with / and have names between its slashes, got ${shown(text)}`;
});

/** How a webhook is called. */
export const client = object<object>(
  {
    url: (text: string, place) => {
      if (!/^https:\/\/[^/?#@]+(?:\/[^?#]*)?$/i.test(text) || !isURL(text))
        place.report(`must be https, a host and a path alone, got ${shown(text)}`);
    },
    service: object<object>({ port: within(1, 65535), path }, needs('name', 'namespace')),
  },
  exactlyOne('url', 'service'),
);

const reviews = ['v1', 'v1beta1'];

/** The versions of what a webhook is asked, of which the server must know one. */
export function checkReviews(versions: readonly string[], field: string, place: Place): void {
  if (!versions.some((one) => reviews.includes(one)))
    place.report('must have v1 or v1beta1', { at: [field] });
  versions.forEach((version, index) => {
    const at = [field, index];
    if (!serviceName.fits(version)) place.report(`must ${serviceName.words}, got ${shown(version)}`, { at });
    else if (versions.indexOf(version) !== index) place.report(`is there twice: ${version}`, { at });
  });
}

function webhook(
  { name = '', sideEffects, admissionReviewVersions = [], clientConfig }: Webhook,
  place: Place,
) {
  if (!dnsSubdomain.fits(name) || name.split('.').length < 3)
    place.report(`must be a domain of three parts at least, got ${shown(name)}`, { at: ['name'] });
  if (!['None', 'NoneOnDryRun'].includes(sideEffects ?? ''))
    place.report(`must be None or NoneOnDryRun, got ${shown(sideEffects ?? '')}`, { at: ['sideEffects'] });
  if (!clientConfig) place.report('must have one of url and service', { at: ['clientConfig'] });
  checkReviews(admissionReviewVersions, 'admissionReviewVersions', place);
}

const eachNameOnce: Shape<readonly Webhook[]> = (webhooks, place) => {
  const names = new Set<string>();
  webhooks.forEach(({ name = '' }, index) => {
    if (name !== '' && names.has(name)) place.report(`is there twice: ${name}`, { at: [index, 'name'] });
    names.add(name);
  });
};

/** What the API server asks of the webhooks of admission. */
export const webhooks = object({
  webhooks: list(
    object<object>(
      {
        clientConfig: client,
        rules: list(rule),
        failurePolicy: oneOf('Fail', 'Ignore'),
        matchPolicy: oneOf('Exact', 'Equivalent'),
        timeoutSeconds: within(1, 30),
        matchConditions,
        namespaceSelector: labelSelector,
        objectSelector: labelSelector,
        reinvocationPolicy: oneOf('Never', 'IfNeeded'),
      },
      webhook,
    ),
    eachNameOnce,
  ),
});
