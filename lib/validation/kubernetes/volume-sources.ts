import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { claim } from './claims';
import { fieldOfPod, isGated, resourceField } from './environment';
import { dnsSubdomain } from './names';
import { exactlyOne, needs, within } from './required';
import { amount } from './resources';

/** The most that a file's permissions can be. */
const mode = within(0, 0o777);

/** A path below where it is looked from. */
export function descending(path: string): string | undefined {
  return path.startsWith('/') || path.split('/').includes('..')
    ? `must lead down from where it begins, got ${shown(path)}`
    : undefined;
}

/** The path of a file of a volume: names that begin with two dots are those of its maker. */
const relative = value<string>(
  (path) =>
    descending(path) ?? (path.startsWith('..') ? `can not begin with .., got ${shown(path)}` : undefined),
);

const item = object<object>({ mode, path: relative }, needs('key', 'path'));

const files = { items: list(item), defaultMode: mode };

const own = object<object>(
  {
    path: relative,
    mode,
    fieldRef: fieldOfPod(
      /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['[^']+'\])$/,
      'metadata.labels',
    ),
    resourceFieldRef: object<object>({}, needs('containerName'), resourceField),
  },
  needs('path'),
  exactlyOne('fieldRef', 'resourceFieldRef'),
);

/** Ten minutes is the shortest that a token lives. */
const shortestToken = 600;

const projection = object<object>(
  {
    configMap: object<object>({ items: list(item) }, needs('name')),
    secret: object<object>({ items: list(item) }, needs('name')),
    downwardAPI: object({ items: list(own) }),
    serviceAccountToken: object<object>(
      { path: relative, expirationSeconds: within(shortestToken, 2 ** 32) },
      needs('path'),
    ),
  },
  (given, place) => {
    const set = Object.entries(given).filter(
      ([name, source]) => source !== undefined && source !== null && !isGated(name),
    );
    if (set.length > 1) place.report(`can have one source, got ${set.map(([name]) => name).join(' and ')}`);
  },
);

/** What the API server asks of the sources of a volume that applications use. */
export const volumeSources: Readonly<Record<string, Shape>> = {
  configMap: object<object>(files, needs('name')),
  secret: object<object>(files, needs('secretName')),
  downwardAPI: object({ items: list(own), defaultMode: mode }),
  projected: object({ sources: list(projection), defaultMode: mode }),
  hostPath: object<object>({}, needs('path'), ({ path = '' }: { readonly path?: string }, place) => {
    if (path.split('/').includes('..')) place.report(`can not lead up, got ${shown(path)}`, { at: ['path'] });
  }),
  emptyDir: object<{ readonly sizeLimit?: number | string | null }>({}, ({ sizeLimit }, place) => {
    if (amount(sizeLimit ?? 0) < 0)
      place.report(`must not be negative, got ${sizeLimit}`, { at: ['sizeLimit'] });
  }),
  ephemeral: object<object>({ volumeClaimTemplate: claim }, needs('volumeClaimTemplate')),
  persistentVolumeClaim: object<object>({}, needs('claimName')),
  csi: object<{ readonly driver?: string }>(
    { nodePublishSecretRef: object<object>({}, needs('name')) },
    ({ driver = '' }, place) => {
      if (driver.length > 63 || !dnsSubdomain.fits(driver.toLowerCase()))
        place.report(`must ${dnsSubdomain.words}, got ${shown(driver)}`, { at: ['driver'] });
    },
  ),
  nfs: object<{ readonly path?: string }>({}, (given, place) => {
    needs('server')(given, place);
    if (!given.path?.startsWith('/'))
      place.report(`must begin with /, got ${shown(given.path ?? '')}`, { at: ['path'] });
  }),
};
