import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ConfigPatch, EnvoyFilter, type PatchOperation, Workload } from '../../../lib/istio';
import { filesBelow } from '../../../scripts/import/folder';
import { describeReleases, istioHome, withIstio } from '../../release/release-folder';
import { rendered } from '../rendered';

interface SamplePatch {
  readonly applyTo: string;
  readonly match?: {
    readonly context?: string;
    readonly listener?: {
      readonly filterChain?: {
        readonly filter?: { readonly name: string; readonly subFilter?: { readonly name: string } };
      };
    };
    readonly routeConfiguration?: {
      readonly vhost?: { readonly name?: string; readonly route?: { readonly action?: string } };
    };
    readonly cluster?: { readonly service?: string };
  };
  readonly patch: { readonly operation: string; readonly value: object };
}

interface Sample {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly workloadSelector: { readonly labels: Record<string, string> };
    readonly configPatches: readonly SamplePatch[];
  };
}

function samplesIn(folder: string): readonly Sample[] {
  return filesBelow(join(folder, 'samples'))
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => readFileSync(join(folder, 'samples', file), 'utf8'))
    .filter((text) => /^kind: EnvoyFilter$/m.test(text))
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Sample))
    .filter((object) => object?.kind === 'EnvoyFilter');
}

const kebab = (name: string) => name.toLowerCase().replaceAll('_', '-');

/** What a sample says without effect, which the construct has no word for. */
function effective({ match, ...sample }: SamplePatch): SamplePatch {
  const { routeConfiguration, cluster, ...rest } = match ?? {};
  const { name, route } = routeConfiguration?.vhost ?? {};
  // Any action is no condition, and neither is the empty name.
  const vhost = {
    ...(name && { name }),
    ...(route?.action !== undefined && route.action !== 'ANY' && { route }),
  };
  const kept = {
    ...rest,
    ...(Object.keys(vhost).length > 0 && { routeConfiguration: { vhost } }),
    // istiod adds a cluster whatever is matched.
    ...(cluster && sample.patch.operation !== 'ADD' && { cluster }),
  };
  return { ...sample, ...(Object.keys(kept).length > 0 && { match: kept }) };
}

/** The same patch in the words of the construct. */
function typed({ applyTo, match = {}, patch }: SamplePatch): ConfigPatch {
  const { context, listener, routeConfiguration } = match;
  const { vhost } = routeConfiguration ?? {};
  const filter = listener?.filterChain?.filter?.subFilter?.name;
  return {
    kind: kebab(applyTo),
    match: {
      ...(context && { context: kebab(context) }),
      ...(filter && { filter }),
      ...(vhost?.name && { virtualHost: { name: vhost.name } }),
    },
    patch: { kind: kebab(patch.operation), value: patch.value } as PatchOperation,
  } as ConfigPatch;
}

function written({ metadata, spec }: Sample): unknown {
  return rendered(
    (chart) =>
      new EnvoyFilter(chart, metadata.name, {
        metadata: { namespace: metadata.namespace },
        workload: Workload.labelled(spec.workloadSelector.labels),
        configPatches: spec.configPatches.map(effective).map(typed) as [ConfigPatch],
      }),
  )[0]?.spec;
}

describeReleases('EnvoyFilters of the samples', (_, folder) => {
  it('are written by the construct', () => {
    const samples = samplesIn(folder);
    expect(samples.map(written)).toEqual(
      samples.map(({ spec }) => ({ ...spec, configPatches: spec.configPatches.map(effective) })),
    );
  });
});

withIstio('The samples', () => {
  it('have EnvoyFilters', () => {
    expect(samplesIn(istioHome as string).map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['filter-ratelimit', 'filter-ratelimit-svc', 'filter-local-ratelimit-svc']),
    );
  });
});
