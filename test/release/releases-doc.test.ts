import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IstioRelease, type IstioVersion } from '../../lib/release/istio-release';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'releases.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| 1\.\d+ \|/.test(line))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()))
  .filter((cells) => cells.length === 10);

const tag = (image: string): string => image.slice(image.lastIndexOf(':') + 1);

describe('docs/releases.md', () => {
  it('has the releases 1.16 to 1.31 in its table', () => {
    expect(rows.length).toBeGreaterThanOrEqual(16);
    expect(rows[0]?.[0]).toBe('1.16');
  });

  it.each(rows.map((row) => [row[0] as IstioVersion, row] as const))(
    'says of %s what is in its row',
    (version, row) => {
      const { patch, kubernetes, apiVersions, gatewayApi, bookinfo, addons } = IstioRelease.of(version);
      expect(row).toEqual([
        version,
        patch,
        `${kubernetes.oldest} to ${kubernetes.newest}`,
        `\`${tag(apiVersions.VirtualService as string).split('/')[1]}\``,
        gatewayApi,
        bookinfo.tag,
        ...[addons.prometheus, addons.grafana, addons.jaeger, addons.kiali].map(tag),
      ]);
    },
  );
});
