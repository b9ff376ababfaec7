import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor';
import { type ApiItem, ApiModel } from '@microsoft/api-extractor-model';
import { TSDocConfigFile } from '@microsoft/tsdoc-config';
import type { Entry } from './entries';

/** An entry and what it exports, by name. */
export interface ReadEntry {
  readonly module: string;
  readonly items: readonly ApiItem[];
}

const compilerOptions = { target: 'ES2022', module: 'node16', moduleResolution: 'node16', strict: true };

/** Reads the declarations of one entry. */
export function readEntry(root: string, entry: Entry): ReadEntry {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    const apiJsonFilePath = join(folder, 'entry.api.json');
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder: root,
        mainEntryPointFilePath: entry.types,
        apiReport: { enabled: false },
        docModel: { enabled: true, apiJsonFilePath },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        compiler: {
          overrideTsconfig: {
            compilerOptions: { ...compilerOptions, lib: ['ES2022'], types: [], skipLibCheck: true },
            files: [entry.types],
          },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, 'package.json'),
      tsdocConfigFile: comments(),
    });
    Extractor.invoke(config, { localBuild: true, messageCallback });
    const [entryPoint] = new ApiModel().loadPackage(apiJsonFilePath).entryPoints;
    const items = entryPoint?.members ?? [];
    return { module: entry.module, items: [...items].sort(byName) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a comment of ours may hold beside TSDoc's own tags. */
function comments(): TSDocConfigFile {
  return TSDocConfigFile.loadFromObject({
    $schema: 'https://developer.microsoft.com/json-schemas/tsdoc/v0/tsdoc.schema.json',
    tagDefinitions: [{ tagName: '@default', syntaxKind: 'block' }],
    supportForTags: { '@default': true },
  });
}

/** An error stops the run; what it has to say of style does not. */
function messageCallback(message: ExtractorMessage): void {
  message.handled = true;
  if (message.logLevel === 'error') throw new Error(message.text);
}

const byName = (a: ApiItem, b: ApiItem) =>
  a.displayName < b.displayName ? -1 : a.displayName > b.displayName ? 1 : 0;
