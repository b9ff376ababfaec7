import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConfigError } from '../../../lib/diagnostics/error';
import { filesBelow } from '../folder';
import type { OpenApiDocument } from './open-api';
import {
  gatewayApiFiles,
  gatewayApiReleases,
  istioReleases,
  kubernetesKinds,
  kubernetesReleases,
} from './pinned';

/** What is read of each product; a product of which a release is missing is left as it is committed. */
export interface Sources {
  /** The text of the CRDs, by minor version, oldest first. */
  readonly istio?: ReadonlyMap<string, string>;
  readonly gatewayApi?: ReadonlyMap<string, string>;
  /** The text of the Gateway API's CRDs that each Istio release is tested with, by its minor version. */
  readonly gatewayApiOfIstio?: ReadonlyMap<string, string>;
  /** The documents of an API server, by path. */
  readonly kubernetes?: ReadonlyMap<string, OpenApiDocument>;
  /** Descriptors of Envoy's configuration, as `buf build` makes them. */
  readonly envoy?: Uint8Array;
}

const raw = 'https://raw.githubusercontent.com';
const crdsOfIstio = ['files', 'crds'].map((folder) => `manifests/charts/base/${folder}/crd-all.gen.yaml`);

/** Where the sources of Istio have the CRDs of the Gateway API that they are tested with. */
const crdsOfGatewayApi = 'tests/integration/pilot/testdata/gateway-api-crd.yaml';

/** The products that were found, for a report. */
export function productsIn({ istio, gatewayApi, gatewayApiOfIstio, kubernetes, envoy }: Sources): string[] {
  const found = {
    Istio: istio,
    'Gateway API': gatewayApi,
    'Gateway API by Istio release': gatewayApiOfIstio,
    Kubernetes: kubernetes,
    Envoy: envoy,
  };
  return Object.entries(found).flatMap(([product, source]) => (source === undefined ? [] : [product]));
}

/**
 * Reads the sources that lie in folders: unpacked Istio releases, Istio's own sources (of which one file is read, see
 * {@link crdsOfGatewayApi}) and folders of Gateway API CRDs, each named after its
 * version, saved OpenAPI documents (`kubernetes-1.34.4/api__v1_openapi.json`) and descriptors (`envoy/descriptors.binpb`).
 *
 * @throws ConfigError where there is no such folder, or a saved document is missing or is not JSON
 */
export function readFolders(folders: readonly string[]): Sources {
  const inside = folders.flatMap(foldersIn);
  const named = (names: readonly string[]) => inside.find((folder) => names.includes(basename(folder)));
  return {
    ...complete('istio', istioReleases, (version) => {
      const folder = named([version, `istio-${version}`]);
      const file = crdsOfIstio.map((path) => join(folder ?? '', path)).find(existsSync);
      return folder && file && readFileSync(file, 'utf8');
    }),
    ...complete('gatewayApiOfIstio', istioReleases, (version) => {
      const file = inside
        .filter((folder) => [version, `istio-${version}`].includes(basename(folder)))
        .map((folder) => join(folder, crdsOfGatewayApi))
        .find(existsSync);
      return file && readFileSync(file, 'utf8');
    }),
    ...complete('gatewayApi', gatewayApiReleases, (version) => {
      const folder = named([`gateway-api-${version}`]);
      return (
        folder &&
        yamlFiles(folder)
          .map((file) => readFileSync(file, 'utf8'))
          .join('\n---\n')
      );
    }),
    ...savedDescriptors(named(['envoy'])),
    ...savedDocuments(named([`kubernetes-${kubernetesReleases['1.34']}`])),
  };
}

function foldersIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError({
      problem: '--releases names a folder that does not exist',
      got: folder,
      instead: 'give a folder that holds unpacked releases, each in a folder named after its version',
    });
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

function complete(
  product: 'istio' | 'gatewayApi' | 'gatewayApiOfIstio',
  versions: Readonly<Record<string, string>>,
  read: (version: string) => string | undefined,
): Sources {
  const texts = Object.entries(versions).map(([minor, version]) => [minor, read(version)] as const);
  if (texts.some(([, text]) => text === undefined)) return {};
  return { [product]: new Map(texts as [string, string][]) };
}

function yamlFiles(folder: string): string[] {
  return filesBelow(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

function savedDescriptors(folder: string | undefined): Sources {
  const file = join(folder ?? '', 'descriptors.binpb');
  return folder !== undefined && existsSync(file) ? { envoy: readFileSync(file) } : {};
}

function savedDocuments(folder: string | undefined): Sources {
  if (folder === undefined) return {};
  const documents = kubernetesKinds.map(({ document }) => {
    const file = join(folder, `${document.replaceAll('/', '__')}_openapi.json`);
    return [document, savedDocument(file)] as const;
  });
  return { kubernetes: new Map(documents) };
}

function savedDocument(file: string): OpenApiDocument {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;
  } catch (error) {
    throw new ConfigError({
      at: file,
      problem: "is not a document of an API server's OpenAPI",
      got: (error as Error).message,
      instead: 'save what kubectl get --raw /openapi/v3/<path> prints',
    });
  }
}

/**
 * Downloads the CRDs from where the projects publish them. What Kubernetes publishes of its own kinds is not what its
 * server says of them: its schemas are made from a server's documents.
 *
 * @throws ConfigError when one can't be reached
 */
export async function downloadSources(): Promise<Sources> {
  const istio = await all(istioReleases, async (version, minor) => {
    const path = crdsOfIstio[Number(minor.slice(2)) < 24 ? 1 : 0];
    return text(`${raw}/istio/istio/${version}/${path}`);
  });
  const gatewayApi = await all(gatewayApiReleases, async (version, minor) => {
    const files = gatewayApiFiles[minor as keyof typeof gatewayApiFiles];
    const at = `${raw}/kubernetes-sigs/gateway-api/v${version}/config/crd`;
    return (
      await Promise.all(
        files.map((file) => text(`${at}/${file.replace('/', '/gateway.networking.k8s.io_')}.yaml`)),
      )
    ).join('\n---\n');
  });
  const gatewayApiOfIstio = await all(istioReleases, (version) =>
    text(`${raw}/istio/istio/${version}/${crdsOfGatewayApi}`),
  );
  return { istio, gatewayApi, gatewayApiOfIstio };
}

async function all(
  versions: Readonly<Record<string, string>>,
  read: (version: string, minor: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = Object.entries(versions).map(async ([minor, version]) => [minor, await read(version, minor)]);
  return new Map((await Promise.all(texts)) as [string, string][]);
}

async function text(url: string): Promise<string> {
  const failed = (got: unknown) =>
    new ConfigError({
      at: url,
      problem: 'the schemas can not be downloaded',
      got,
      instead: 'without the network, give folders: npm run import -- --releases <folder of releases>',
    });
  const response = await fetch(url).catch((error: Error) => {
    throw failed(((error.cause ?? error) as Error).message);
  });
  if (!response.ok) throw failed(response.status);
  return response.text();
}
