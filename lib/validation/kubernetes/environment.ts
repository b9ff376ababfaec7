import { shown } from '../schema/shown';
import { isSet, object, type Shape } from '../shape';
import { dnsSubdomain, isConfigKey, qualifiedName } from './names';

interface Named {
  readonly name?: string;
  readonly key?: string;
}

interface FieldRef {
  readonly apiVersion?: string;
  readonly fieldPath?: string;
}

interface Source {
  readonly resourceFieldRef?: ResourceField;
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

const divisors = {
  cpu: /^(?:1m?|0)$/,
  others: /^(?:1(?:[kMGTPE]|[KMGTPE]i)?|0)$/,
};

interface ResourceField {
  readonly resource?: string;
  readonly containerName?: string;
  readonly divisor?: number | string;
}

/** What the API server asks of so much of a resource as a variable or a file says. */
export const resourceField: Shape<ResourceField> = ({ resource = '', divisor = 0 }, place) => {
  if (!resourceNames.test(resource)) {
    place.report(`must be a resource such as limits.cpu, got ${shown(resource)}`, { at: ['resource'] });
    return;
  }
  const isCpu = resource.endsWith('.cpu');
  if (!(isCpu ? divisors.cpu : divisors.others).test(String(divisor)))
    place.report(`must be ${isCpu ? '1 or 1m' : '1 or one of a unit such as 1Mi'}, got ${divisor}`, {
      at: ['divisor'],
    });
};

const keyed = /^metadata\.(annotations|labels)\['([^']+)'\]$/;

/** The key of a label or annotation, of which the latter may have capitals in its domain too. */
function keyOf(fieldPath: string): string {
  const [, field, key = 'a'] = keyed.exec(fieldPath) ?? [];
  return field === 'annotations' ? key.toLowerCase() : key;
}

/** A field of the pod, of those that `paths` names. */
export function fieldOfPod(paths: RegExp, examples: string): Shape {
  return object<FieldRef>({}, ({ apiVersion, fieldPath = '' }, place) => {
    const at = ['fieldPath'];
    if (!paths.test(fieldPath))
      place.report(`must be a field of the pod such as ${examples}, got ${shown(fieldPath)}`, { at });
    else if (!qualifiedName.fits(keyOf(fieldPath)))
      place.report(`must name a key of labels or annotations, got ${shown(fieldPath)}`, { at });
    else if (apiVersion && apiVersion !== 'v1')
      place.report(`must be v1, got ${shown(apiVersion)}`, { at: ['apiVersion'] });
  });
}

const source: Shape<Source> = (keys, place) => {
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
  {
    valueFrom: object(
      {
        fieldRef: fieldOfPod(fieldPaths, 'metadata.name or status.podIP'),
        resourceFieldRef: resourceField,
      },
      source,
    ),
  },
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
  readonly prefix?: string;
  readonly configMapRef?: Named;
  readonly secretRef?: Named;
}

/** What the API server asks of a whole ConfigMap or Secret as environment. */
export const environmentSource: Shape<Sources> = (given, place) => {
  const refs = [given.configMapRef, given.secretRef].filter((ref) => ref !== undefined);
  if (refs.length !== 1) place.report('must have one of configMapRef and secretRef');
  else if (!dnsSubdomain.fits(refs[0]?.name ?? '')) place.report('must name an object');
  if (given.prefix && !/^[ -<>-~]+$/.test(given.prefix))
    place.report(`must have printable characters and no =, got ${shown(given.prefix)}`, { at: ['prefix'] });
};

/** What only features read that are usually off: the server drops it. */
export function isGated(source: string): boolean {
  return ['clusterTrustBundle', 'fileKeyRef', 'podCertificate'].includes(source);
}
