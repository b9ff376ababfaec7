import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { AlphaGatewayApi } from '../../lib/release/alpha-gateway-api';
import { ApiVersions } from '../../lib/release/api-versions';
import { filesBelow } from '../../scripts/import/folder';
import { rendered } from '../istio/rendered';
import { type Manifest, releaseFolders, releaseOfFolder } from '../release/release-folder';
import { constructs, meaningOf } from './as-constructs';

/** What constructs refuse, by the file of the sample and the object, and what is wrong with it. docs/istio.md tells the same. */
const refused: Readonly<Record<string, RegExp>> = {
  'bookinfo/networking/fault-injection-details-v1.yaml VirtualService details':
    /route 1 of 2 takes every request, so those behind it are never reached/,
};

const groups =
  /^(networking\.istio|security\.istio|telemetry\.istio|extensions\.istio|gateway\.networking\.k8s)\.io$/;

interface Sample {
  readonly at: string;
  readonly object: Manifest;
}

function samplesIn(folder: string): readonly Sample[] {
  return filesBelow(join(folder, 'samples'))
    .filter((file) => /\.ya?ml$/.test(file) && !file.includes('templates'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, 'samples', file), 'utf8'))
        .filter(({ errors }) => errors.length === 0)
        .map((document) => document.toJS() as Manifest | null)
        .filter((object): object is Manifest => groups.test(object?.apiVersion?.split('/')[0] ?? ''))
        .map((object) => ({ at: `${file} ${object.kind} ${object.metadata.name}`, object })),
    );
}

const kindOf = ({ apiVersion, kind }: Manifest) => `${apiVersion.split('/')[0]}/${kind}`;

/** Without the names of the ports of servers, which nothing depends on. */
function unnamedPorts(spec: unknown): unknown {
  return JSON.parse(JSON.stringify(spec), (key, value) =>
    key === 'servers'
      ? value.map((one: { port: object }) => ({ ...one, port: { ...one.port, name: '' } }))
      : value,
  );
}

/** What the construct writes of a sample, for its release. */
function written(sample: Manifest, folder: string): unknown {
  const app = new App();
  ApiVersions.use(app, releaseOfFolder(folder).apiVersions);
  AlphaGatewayApi.use(app);
  const make = constructs[kindOf(sample)];
  if (make === undefined) throw new Error(`no construct is known for ${kindOf(sample)}`);
  const objects = rendered((chart) => {
    make(chart, sample);
  }, app);
  return objects.at(-1)?.spec;
}

const folders = releaseFolders.filter((folder) => readdirSync(folder).includes('samples'));

(folders.length === 0 ? describe.skip : describe)(
  'the samples of releases (needs ISTIO_RELEASES or ISTIO_HOME)',
  () => {
    it.each(folders.map((folder) => [basename(folder), folder]))(
      '%s are what the constructs write',
      (_, folder) => {
        // EnvoyFilters have a test of their own: istio/envoy-filter/samples.test.ts.
        const samples = samplesIn(folder).filter(({ object }) => object.kind !== 'EnvoyFilter');
        expect(samples.length).toBeGreaterThan(5);
        const taken = samples.filter(({ at }) => !(at in refused));
        const compared = taken.map(({ at, object }) => ({
          at,
          spec: unnamedPorts(written(object, folder)),
        }));
        expect(compared).toEqual(taken.map(({ at, object }) => ({ at, spec: meaningOf(object) })));
        for (const { at, object } of samples.filter((sample) => sample.at in refused)) {
          expect(() => written(object, folder)).toThrow(refused[at]);
        }
      },
    );

    it('have every sample that is refused', () => {
      const all = new Set(folders.flatMap((folder) => samplesIn(folder).map(({ at }) => at)));
      expect(Object.keys(refused).filter((at) => !all.has(at))).toEqual([]);
    });

    it('are of kinds that are all known here', () => {
      const kinds = folders.flatMap((folder) => samplesIn(folder).map(({ object }) => kindOf(object)));
      const known = [...Object.keys(constructs), 'networking.istio.io/EnvoyFilter'];
      expect([...new Set(kinds)].sort()).toEqual(known.sort());
    });
  },
);

it('docs/istio.md says of each sample that is refused why', () => {
  const page = readFileSync(join(__dirname, '../../docs/istio.md'), 'utf8');
  for (const at of Object.keys(refused)) expect(page).toContain(`\`${at.split(' ')[0]}\``);
});
