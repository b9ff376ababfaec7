import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../lib/kubernetes/identity';

/** A small world, and what a user is to be told of it. */
export interface World {
  readonly id: string;
  readonly kind: 'healthy' | 'mistake' | 'near-miss';
  readonly objects: readonly KubernetesObject[];
  readonly wanted: readonly { readonly about: string; readonly rule: string; readonly level: string }[];
}

const folder = process.env.MESH_FINDINGS;

/** Those of `MESH_FINDINGS`, of which CONTRIBUTING.md tells; none where it is not set. */
export const recordedWorlds: readonly World[] =
  folder === undefined
    ? []
    : readFileSync(join(folder, 'scenarios.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as World);
