import { shown } from '../schema/shown';
import { isSet, object, type Shape } from '../shape';
import { dnsSubdomain, isConfigKey } from './names';
import { isGated } from './volume-sources';

interface Named {
  readonly name?: string;
  readonly key?: string;
}

interface Source {
  readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath?: string };
  readonly resourceFieldRef?: { readonly resource?: string };
  readonly configMapKeyRef?: Named;
  readonly secretKeyRef?: Named;
}

interface Variable {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: Source;
}

/** What a pod says of itself that a variable may hold. */
const fieldPaths =
  /^(?:metadata\.(?:name|namespace|uid|annotations\['[^']+'\]|labels\['[^']+'\])|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIP|hostIPs|podIP|podIPs))$/;

const resourceNames = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

const source: Shape<Source> = ({ fieldRef, resourceFieldRef, ...keys }, place) => {
  if (fieldRef) {
    const { apiVersion, fieldPath = '' } = fieldRef;
    if (!fieldPaths.test(fieldPath))
      place.report(
        `must be a field of the pod such as metadata.name or status.podIP, got ${shown(fieldPath)}`,
        {
          at: ['fieldRef', 'fieldPath'],
        },
      );
    else if (apiVersion && apiVersion !== 'v1')
      place.report(`must be v1, got ${shown(apiVersion)}`, { at: ['fieldRef', 'apiVersion'] });
  }
  if (resourceFieldRef) {
    const { resource = '' } = resourceFieldRef;
    if (!resourceNames.test(resource))
      place.report(`must be a resource such as limits.cpu, got ${shown(resource)}`, {
        at: ['resourceFieldRef', 'resource'],
      });
  }
  for (const field of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const ref = keys[field];
    if (!ref) continue;
    const { name = '', key = '' } = ref;
    if (!dnsSubdomain.fits(name))
      place.report(`must ${dnsSubdomain.words}, got ${shown(name)}`, { at: [field, 'name'] });
    if (!isConfigKey(key))
      place.report(
        `must be a file name of letters, digits, dashes, underscores and dots, got ${shown(key)}`,
        {
          at: [field, 'key'],
        },
      );
  }
};

/** What the API server asks of an environment variable. */
export const environment = object<Variable>(
  { valueFrom: source as Shape },
  ({ name = '', value: text, valueFrom }, place) => {
    if (!/^[ -<>-~]+$/.test(name))
      place.report(`must have printable characters and no =, got ${shown(name)}`, { at: ['name'] });
    if (!valueFrom) return;
    if (text) place.report('can have one of value and valueFrom');
    if (Object.entries(valueFrom).filter(([name, from]) => isSet(from) && !isGated(name)).length !== 1)
      place.report('must have one source', { at: ['valueFrom'] });
  },
);

interface Sources {
  readonly configMapRef?: Named;
  readonly secretRef?: Named;
}

/** What the API server asks of a whole ConfigMap or Secret as environment. */
export const environmentSource: Shape<Sources> = (given, place) => {
  const refs = [given.configMapRef, given.secretRef].filter((ref) => ref !== undefined);
  if (refs.length !== 1) place.report('must have one of configMapRef and secretRef');
  else if (!dnsSubdomain.fits(refs[0]?.name ?? '')) place.report('must name an object');
};
