import { shown } from '../schema/shown';
import { list, object, type Shape } from '../shape';
import { dnsLabel, dnsSubdomain, named } from './names';
import { exactlyOne } from './required';

/** A device, or what a device is made from, that a pod claims. */
export interface ResourceClaim {
  readonly name?: string;
  readonly resourceClaimName?: string | null;
  readonly resourceClaimTemplateName?: string | null;
}

interface Asked {
  readonly name?: string;
  readonly request?: string;
}

interface Container {
  readonly resources?: { readonly claims?: readonly Asked[] };
}

interface Claiming {
  readonly resourceClaims?: readonly ResourceClaim[];
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

/** Devices that containers claim are claimed by the pod. */
export const claims: Shape<Claiming> = (spec, place) => {
  const known = new Set((spec.resourceClaims ?? []).map(({ name }) => name));
  for (const field of ['initContainers', 'containers'] as const) {
    spec[field]?.forEach(({ resources: { claims: asked = [] } = {} }, index) => {
      asked.forEach(({ name = '', request = '' }, position) => {
        const at = [field, index, 'resources', 'claims', position];
        const isSame = (other: Asked) => other.name === name && (other.request ?? '') === request;
        if (!known.has(name))
          place.report(`must be the name of one of the pod's resourceClaims, got ${shown(name)}`, { at });
        else if (request !== '' && !dnsLabel.fits(request))
          place.report(`must ${dnsLabel.words}, got ${shown(request)}`, { at: [...at, 'request'] });
        else if (asked.findIndex(isSame) < position) place.report(`is there twice: ${name}`, { at });
      });
    });
  }
};

const resourceClaim = object<ResourceClaim>(
  { resourceClaimName: named(dnsSubdomain), resourceClaimTemplateName: named(dnsSubdomain) },
  ({ name = '' }, place) => {
    if (!dnsLabel.fits(name)) place.report(`must ${dnsLabel.words}, got ${shown(name)}`, { at: ['name'] });
  },
  exactlyOne('resourceClaimName', 'resourceClaimTemplateName'),
);

const eachClaimOnce: Shape<readonly ResourceClaim[]> = (all, place) => {
  all.forEach(({ name = '' }, index) => {
    if (all.findIndex((other) => other.name === name) !== index)
      place.report(`is there twice: ${name}`, { at: [index, 'name'] });
  });
};

/** What the API server asks of what a pod claims. */
export const resourceClaims: Shape = list(resourceClaim, eachClaimOnce);
