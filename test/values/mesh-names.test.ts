import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeshSettings } from '../../lib/istio';
import { meshSettings } from '../../lib/model/mesh-settings';
import { istioNames } from '../../lib/values/mesh-names';
import { proxyPorts } from '../../lib/values/proxy-ports';
import { filesBelow } from '../../scripts/import/folder';

const lib = join(__dirname, '../../lib');

it('is what constructs and manifests take where nobody said otherwise', () => {
  expect(MeshSettings.over()).toEqual(istioNames);
  expect(meshSettings([])).toMatchObject({
    trustDomain: istioNames.trustDomain,
    domain: istioNames.clusterDomain,
    rootNamespace: istioNames.rootNamespace,
  });
});

/** Where the names and ports are said, and the namespace of what a profile runs on every node. */
const places = ['values/mesh-names.ts', 'values/proxy-ports.ts', 'install/profile.ts'];

it('is said in one place, as the ports of the proxies are', () => {
  const restated = /(?<![\w"`.-])'(?:cluster\.local|istio-system)'|(?<![\w'"])(?:PORTS)\b/.source.replace(
    'PORTS',
    Object.values(proxyPorts).join('|'),
  );
  const found = filesBelow(lib)
    .filter((file) => file.endsWith('.ts') && !places.includes(file))
    .flatMap((file) =>
      readFileSync(join(lib, file), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(?:\/?\*|\/\/)|instead: /.test(line) && new RegExp(restated).test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
