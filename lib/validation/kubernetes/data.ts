import { shown } from '../schema/shown';
import { object, type Place } from '../shape';
import { isConfigKey } from './names';

/** Bytes as they are written: base64, or their numbers. */
type Bytes = string | readonly (number | null)[];

type Entries = Readonly<Record<string, Bytes>>;

interface Data {
  readonly data?: Entries;
  readonly binaryData?: Entries;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly type?: string;
}

/** A megabyte in all, for what is mounted and watched. */
const most = 1024 * 1024;

function checkKeys(fields: Readonly<Record<string, Entries | undefined>>, place: Place): void {
  for (const [field, entries] of Object.entries(fields)) {
    for (const key of Object.keys(entries ?? {})) {
      if (!isConfigKey(key))
        place.report(
          `must be a file name of letters, digits, dashes, underscores and dots, got ${shown(key)}`,
          { at: [field, `[${key}]`] },
        );
    }
  }
}

function size(entries: Entries | undefined, encoding: 'base64' | 'utf8'): number {
  return Object.values(entries ?? {}).reduce(
    (sum, bytes) => sum + (typeof bytes === 'string' ? Buffer.byteLength(bytes, encoding) : bytes.length),
    0,
  );
}

/** What the API server asks of a ConfigMap. */
export const configMap = object<Data>({}, ({ data, binaryData }, place) => {
  checkKeys({ data, binaryData }, place);
  for (const key of Object.keys(binaryData ?? {})) {
    if (data !== undefined && Object.hasOwn(data, key))
      place.report('is in data too', { at: ['binaryData', `[${key}]`] });
  }
  const bytes = size(data, 'utf8') + size(binaryData, 'base64');
  if (bytes > most) place.report(`may have ${most} bytes, has ${bytes}`);
});

/** Types of Secrets, and the keys that they must have. */
const types: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

const account = 'kubernetes.io/service-account.name';

function checkType(type: string, secret: Data, place: Place): void {
  const { data = {}, stringData = {} } = secret;
  const has = (key: string) => Object.hasOwn(data, key) || Object.hasOwn(stringData, key);
  for (const key of (Object.hasOwn(types, type) && types[type]) || []) {
    if (!has(key)) place.report(`must have ${key} for type ${type}`, { at: ['data'] });
    else if (key.startsWith('.docker') && !isJsonObject(textOf(secret, key)))
      place.report('must be an object of JSON', {
        at: [stringData[key] === undefined ? 'data' : 'stringData', `[${key}]`],
      });
    else if (key === 'ssh-privatekey' && textOf(secret, key) === '')
      place.report('can not be empty', { at: ['data', `[${key}]`] });
  }
  if (type === 'kubernetes.io/basic-auth' && !has('username') && !has('password'))
    place.report(`must have username or password for type ${type}`, { at: ['data'] });
  if (type === 'kubernetes.io/service-account-token' && !place.context.annotations[account])
    place.report(`must have the annotation ${account} for type ${type}`, { at: ['metadata', 'annotations'] });
}

function textOf({ data = {}, stringData = {} }: Data, key: string): string {
  if (Object.hasOwn(stringData, key)) return stringData[key] ?? '';
  const bytes = data[key] ?? '';
  return typeof bytes === 'string'
    ? Buffer.from(bytes, 'base64').toString()
    : Buffer.from(bytes as number[]).toString();
}

function isJsonObject(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && !Array.isArray(read);
  } catch {
    return false;
  }
}

/** What the API server asks of a Secret. */
export const secret = object<Data>({}, (given, place) => {
  const { data, stringData, type = 'Opaque' } = given;
  checkKeys({ data, stringData }, place);
  checkType(type, given, place);
  const bytes = size(data, 'base64') + size(stringData, 'utf8');
  if (bytes > most) place.report(`may have ${most} bytes, has ${bytes}`);
});
