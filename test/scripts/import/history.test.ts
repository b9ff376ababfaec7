import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCrds, type Schema } from '../../../scripts/import/crd';
import { importHistory } from '../../../scripts/import/histories';
import { istioHistory } from '../../../scripts/import/history';
import { readLocal } from '../../../scripts/import/sources';
import { releaseFolders, releaseOfFolder } from '../../release/release-folder';
import { crdText, specOf } from './crd-text';

const text: Schema = { type: 'string' };
const release = (name: string, kinds: Readonly<Record<string, Readonly<Record<string, Schema>>>>) => ({
  release: name,
  crds: Object.entries(kinds).flatMap(([kind, versions]) =>
    readCrds(crdText('example.com', kind, versions), `${name}.yaml`),
  ),
});
const lines = (...releases: readonly ReturnType<typeof release>[]): string[] =>
  /`\n([\s\S]*)\n`/.exec(istioHistory(releases))?.[1]?.split('\n') ?? [];

test('kinds, versions, fields and values are told with the release that brought them, whichever comes first', () => {
  const deep = (properties: Readonly<Record<string, Schema>>): Schema => ({
    type: 'array',
    items: { type: 'object', additionalProperties: { type: 'object', properties } },
  });
  const mode = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
  const first = specOf({ hosts: deep({}), mode: mode('A') });
  const third = specOf({
    hosts: deep({ name: text }),
    mode: mode('A', 'B'),
    all: { type: 'object', properties: { of: text } },
  });
  expect(
    lines(
      release('1.10', { Route: { v1: third, v1beta1: third }, Gate: { v1: specOf({ port: text }) } }),
      release('1.8', { Route: { v1beta1: first } }),
      release('1.9', { Route: { v1beta1: first, v1: first } }),
    ),
  ).toEqual([
    'Gate 1.10',
    'Route all 1.10',
    'Route example.com/v1 1.9',
    'Route hosts[]{}.name 1.10',
    'Route mode=B 1.10',
  ]);
});

test('rejects a release that lost something', () => {
  const route = (properties: Readonly<Record<string, Schema>>) => ({ Route: { v1: specOf(properties) } });
  expect(() => lines(release('1.9', route({})), release('1.8', route({ host: text })))).toThrow(
    "Istio 1.9: the release no longer has what an earlier one had, got 'Route host'; teach scripts/import/history.ts when it went",
  );
});

(releaseFolders.length < 16 ? test.skip : test)(
  'the committed history is that of the releases (needs ISTIO_RELEASES, ISTIO_HOME and ISTIO_HOME_OLD)',
  () => {
    const committed = readFileSync(join(__dirname, '../../../lib/release/istio-history.ts'), 'utf8');
    const releases = releaseFolders.map((folder) => ({
      release: releaseOfFolder(folder).version,
      crds: readLocal(folder).filter(({ kind }) => kind !== 'IstioOperator'),
    }));
    expect(istioHistory(releases)).toBe(committed);
  },
);

test('it is written where the CRDs of all releases are at hand, and said to differ by a check', () => {
  const root = mkdtempSync(join(tmpdir(), 'history-'));
  mkdirSync(join(root, 'lib', 'release'), { recursive: true });
  const crds = (...names: readonly string[]) =>
    crdText('example.com', 'Route', { v1: specOf(Object.fromEntries(names.map((name) => [name, text]))) });
  const istio = new Map([
    ['1.8', `${crds('host')}\n---\n${crdText('example.com', 'IstioOperator', { v1: specOf({}) })}`],
    ['1.9', crds('host', 'port')],
  ]);
  const run = (check: boolean) => importHistory({ root, sources: { istio }, check }).changed;
  expect(importHistory({ root, sources: {}, check: false }).changed).toEqual([]);
  expect([run(true), run(false), run(true)]).toEqual([['istio-history.ts'], ['istio-history.ts'], []]);
  expect(readFileSync(join(root, 'lib/release/istio-history.ts'), 'utf8')).toContain('\nRoute port 1.9\n`');
  const gatewayApiOfIstio = new Map([
    ['1.16', ''],
    ['1.20', crdText('gateway.networking.k8s.io', 'HTTPRoute', { v1: specOf({}) })],
  ]);
  const sources = { istio, gatewayApiOfIstio };
  expect(importHistory({ root, sources, check: false }).changed).toEqual(['gateway-api-history.ts']);
  rmSync(root, { recursive: true });
});
