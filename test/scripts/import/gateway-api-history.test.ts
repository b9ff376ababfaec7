import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayApiHistory as committed } from '../../../lib/release/gateway-api-history';
import { readCrds, type Schema } from '../../../scripts/import/crd';
import { gatewayApiHistory } from '../../../scripts/import/gateway-api-history';
import { fieldsOf } from '../../../scripts/import/history';
import { crdText, specOf } from './crd-text';

const text: Schema = { type: 'string' };
const group = 'gateway.networking.k8s.io';
const route = (...versions: readonly (readonly [string, ...string[]])[]) =>
  crdText(
    group,
    'HTTPRoute',
    Object.fromEntries(
      versions.map(([version, ...fields]) => [
        version,
        specOf(Object.fromEntries(fields.map((field) => [field, text]))),
      ]),
    ),
  );
const release = (name: string, ...texts: readonly string[]) => ({
  release: name,
  crds: texts.flatMap((one) => readCrds(one, name)),
});
const lines = (written: string) => /`\n([\s\S]*)\n`/.exec(written)?.[1]?.split('\n');

describe('the history of the Gateway API', () => {
  it('tells the release of Istio with which the version it is written at got a field, the last time', () => {
    const history = gatewayApiHistory([
      release('1.31', route(['v1', 'hostnames', 'parentRefs', 'rules', 'again'])),
      release('1.16', route(['v1beta1', 'hostnames', 'again', 'gone'])),
      release('1.20', route(['v1beta1', 'old'], ['v1', 'hostnames', 'parentRefs'])),
    ]);
    expect(lines(history)).toEqual([
      'HTTPRoute again 1.31',
      'HTTPRoute gateway.networking.k8s.io/v1 1.20',
      'HTTPRoute parentRefs 1.20',
      'HTTPRoute rules 1.31',
    ]);
  });

  it('begins with the release that takes the kind, and passes over what is no kind of ours', () => {
    const set = crdText(group, 'ListenerSet', { v1: specOf({ listeners: text }) });
    const other = crdText(group, 'UDPRoute', { v1: specOf({ rules: text }) });
    const foreign = crdText('gateway.networking.x-k8s.io', 'ListenerSet', { v1: specOf({ all: text }) });
    const history = gatewayApiHistory([
      release('1.16', ''),
      release('1.29', set, other),
      release('1.31', set, foreign),
    ]);
    expect(lines(history)).toEqual(['ListenerSet 1.31']);
  });
});

/** Which release of Istio goes with the CRDs that are given. */
function releaseOf(crds: string): number {
  return crds.includes('bundle-version: v1.5.') ? 30 : 31;
}

const folder = process.env.GATEWAY_API_CRDS;
(folder === undefined ? describe.skip : describe)('the committed history (needs GATEWAY_API_CRDS)', () => {
  const crds = [join(folder ?? '', 'experimental'), folder ?? ''].filter(existsSync).flatMap((path) =>
    readdirSync(path)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(path, name), 'utf8')),
  );
  const known = new Set(
    crds.flatMap((one) =>
      readCrds(one, 'a CRD').flatMap(({ kind, versions }) => [
        kind,
        ...versions.flatMap(({ name, schema }) => [
          `${kind} ${group}/${name}`,
          ...fieldsOf(schema.properties?.spec ?? {}, '').map((path) => `${kind} ${path}`),
        ]),
      ]),
    ),
  );

  it('tells of a later release what these CRDs do not have yet', () => {
    const told = committed
      .trim()
      .split('\n')
      .map((line) => line.split(/ (?=[^ ]*$)/));
    const later = told.filter(([, since = '']) => Number(since.slice(2)) > releaseOf(crds.join()));
    expect(told.length).toBeGreaterThan(40);
    expect(later.filter(([part = '']) => known.has(part))).toEqual([]);
    const has = (part: string) => told.some(([one]) => one === part) && known.has(part);
    expect(has('HTTPRoute rules[].timeouts') && has('Gateway tls') && has('ListenerSet')).toBe(true);
  });
});
