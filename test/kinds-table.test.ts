import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as gatewayApi from '../lib/gateway-api';
import * as istio from '../lib/istio';
import { newestApiVersions } from '../lib/release/api-versions';
import { gatewayApiKinds } from '../lib/release/gateway-api-kinds';

const root = join(__dirname, '..');
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** The rows of README's table of kinds. */
const rows = /\| kinds \| constructs \| page \|\n.*\n((?:\|.*\n)+)/
  .exec(read('README.md'))?.[1]
  ?.trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  ) as string[][];

/** The anchors of a page, as GitHub makes them of its headings. */
function anchors(page: string): string[] {
  return read(page)
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
}

const isGatewayApi = (kinds: string) => kinds.startsWith('Gateway API: ');
const kindsOf = (cell: string) => cell.replace('Gateway API: ', '').split(/[,;] /);
const rowOf = (kind: string, ofGatewayApi: boolean) =>
  rows.find(([kinds = '']) => isGatewayApi(kinds) === ofGatewayApi && kindsOf(kinds).includes(kind));

describe("README's table of kinds", () => {
  it.each([
    ...Object.keys(newestApiVersions).map((kind) => [kind, 'Istio'] as const),
    ...gatewayApiKinds.map((kind) => [kind, 'the Gateway API'] as const),
  ])('names %s of %s, its construct and its page', (kind, whose) => {
    const ofGatewayApi = whose !== 'Istio';
    const [, constructs = '', link = ''] = rowOf(kind, ofGatewayApi) ?? [];
    expect(constructs.startsWith('by the same names') || constructs.includes(`\`${kind}\``)).toBe(true);
    expect(Object.keys(ofGatewayApi ? gatewayApi : istio)).toContain(kind);
    const [, page = '', anchor] = /\]\(([^)#]+)(?:#([^)]+))?\)/.exec(link) ?? [];
    expect(existsSync(join(root, page))).toBe(true);
    if (anchor !== undefined) expect(anchors(page)).toContain(anchor);
    expect(read(page)).toContain(kind);
  });

  it('leads to headings that are there', () => {
    const links = [...read('README.md').matchAll(/\]\((docs\/[^)#]+)#([^)]+)\)/g)];
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(([, page = '', anchor = '']) => !anchors(page).includes(anchor))).toEqual([]);
  });
});

it.each(gatewayApiKinds)('docs/gateway-api.md names %s in its table', (kind) => {
  expect(read('docs/gateway-api.md')).toMatch(new RegExp(`^\\|.*\\b${kind}\\b.*\\| .*\`${kind}\``, 'm'));
});

it.each(Object.keys(newestApiVersions))('docs/istio-fields.md has the fields of %s', (kind) => {
  expect(read('docs/istio-fields.md')).toMatch(new RegExp(`^#+ .*\\b${kind}\\b`, 'm'));
});
