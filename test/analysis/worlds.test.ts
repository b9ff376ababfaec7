import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeModel } from '../../lib/analysis/analyze';
import type { KubernetesObject } from '../../lib/kubernetes/identity';
import { MeshModel } from '../../lib/model/mesh-model';

interface World {
  readonly id: string;
  readonly kind: 'healthy' | 'mistake' | 'near-miss';
  readonly objects: readonly KubernetesObject[];
  readonly wanted: readonly { readonly about: string; readonly rule: string; readonly level: string }[];
}

const folder = process.env.MESH_FINDINGS;

const worlds: readonly World[] =
  folder === undefined
    ? []
    : readFileSync(join(folder, 'scenarios.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as World);

/** What the schema tells is told by lib/validation. */
const ofOneObject = ['schema', 'unknown-field'];

function told({ objects }: World): string[] {
  const findings = analyzeModel(MeshModel.of(objects, { complete: true })).map(({ finding }) => finding);
  return findings.map(({ rule, object }) => {
    const namespace = object?.namespace === undefined ? '' : `${object.namespace}/`;
    return `${rule} ${object?.kind} ${namespace}${object?.name}`;
  });
}

function wanted({ wanted: all }: World): string[] {
  return all.filter(({ rule }) => !ofOneObject.includes(rule)).map(({ rule, about }) => `${rule} ${about}`);
}

// Recorded worlds are no part of this repository: CONTRIBUTING.md says where they come from.
(folder === undefined ? describe.skip : describe)('worlds that were recorded', () => {
  it.each(worlds.filter(({ kind }) => kind === 'mistake'))('tells what is wrong with $id', (world) => {
    expect(told(world)).toEqual(expect.arrayContaining(wanted(world)));
  });

  it.each(worlds.filter(({ kind }) => kind !== 'mistake'))('tells nothing unwanted of $id', (world) => {
    expect(told(world).sort()).toEqual(wanted(world).sort());
  });
});
