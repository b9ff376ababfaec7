import { shown } from '../schema/shown';
import { object, type Place, type Shape } from '../shape';

type Texts = Readonly<Record<string, string>>;

interface Data {
  readonly data?: Texts;
  readonly binaryData?: Texts;
  readonly stringData?: Texts;
  readonly type?: string;
}

/** A megabyte in all, for what is mounted and watched. */
const most = 1024 * 1024;

function checkKeys(fields: Readonly<Record<string, Texts | undefined>>, place: Place): void {
  for (const [field, entries] of Object.entries(fields)) {
    for (const key of Object.keys(entries ?? {})) {
      const fits =
        key.length <= 253 &&
        /^[-._a-zA-Z0-9]+$/.test(key) &&
        key !== '.' &&
        key !== '..' &&
        !key.startsWith('../');
      if (!fits)
        place.report(
          `must be a file name of letters, digits, dashes, underscores and dots, got ${shown(key)}`,
          { at: [field, `[${key}]`] },
        );
    }
  }
}

function size(entries: Texts | undefined, encoding: 'base64' | 'utf8'): number {
  return Object.values(entries ?? {}).reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0);
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

/** What the API server asks of a Secret. */
export const secret = object<Data>({}, ({ data, stringData, type = 'Opaque' }, place) => {
  checkKeys({ data, stringData }, place);
  const all = { ...data, ...stringData };
  for (const key of (Object.hasOwn(types, type) && types[type]) || []) {
    if (all[key] === undefined) place.report(`must have ${key} for type ${type}`, { at: ['data'] });
  }
  const bytes = size(data, 'base64') + size(stringData, 'utf8');
  if (bytes > most) place.report(`may have ${most} bytes, has ${bytes}`);
}) as Shape;
