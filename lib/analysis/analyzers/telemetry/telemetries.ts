import { nearest as nearestName } from '../../../diagnostics/nearest-name';
import { isGiven } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import type { Analyzer, Path, Told } from '../../analyzer';
import { selectedTwice } from '../../selected-twice';

/** The providers that every mesh has. */
const builtIn = [
  'envoy',
  'prometheus',
  'stackdriver',
  'skywalking',
  'datadog',
  'zipkin',
  'lightstep',
  'opencensus',
];

/** Who reports what to whom. */
export const telemetries: Analyzer = {
  rules: [
    'telemetry-two-defaults',
    'telemetry-same-workload',
    'telemetry-no-provider',
    'telemetry-provider-unknown',
  ],
  reads: ['telemetries', 'workloads', 'settings'],
  *analyze(model) {
    const policies = model.telemetries
      .filter(({ spec }) => spec.targetRef === undefined && !spec.targetRefs?.length)
      .map((object) => {
        const labels = object.spec.selector?.matchLabels ?? {};
        return { object, selector: Object.keys(labels).length === 0 ? undefined : labels };
      });
    yield* selectedTwice(model, policies, {
      whole: 'telemetry-two-defaults',
      workload: 'telemetry-same-workload',
      field: 'selector',
    });
    for (const telemetry of model.telemetries) {
      yield* unnamed(model, telemetry);
      yield* unknown(model, telemetry);
    }
  },
};

function* unnamed(model: MeshModel, telemetry: ObjectOf<'telemetries'>): Iterable<Told> {
  const { accessLogging = [] } = telemetry.spec;
  const { config, given } = model.settings;
  const hasDefault =
    (config.defaultProviders?.accessLogging ?? []).length > 0 || Boolean(config.accessLogFile);
  if (hasDefault || !(given || isGiven(model, model.settings.rootNamespace))) return;
  for (const [index, { providers = [], disabled }] of accessLogging.entries()) {
    if (providers.length > 0 || disabled) continue;
    // What a wider Telemetry of the same names, this one inherits.
    if (inherits(model, telemetry)) continue;
    yield {
      rule: 'telemetry-no-provider',
      about: telemetry,
      path: ['spec', 'accessLogging', index, 'providers'],
      message: 'no provider is named, and the mesh has no default one for access logs: the entry is ignored',
    };
  }
}

function inherits(model: MeshModel, telemetry: ObjectOf<'telemetries'>): boolean {
  const isWider = ({ namespace, spec }: ObjectOf<'telemetries'>) =>
    spec.selector === undefined &&
    (namespace === model.settings.rootNamespace ||
      (namespace === telemetry.namespace && telemetry.spec.selector !== undefined));
  return model.telemetries.some(
    (other) =>
      other !== telemetry &&
      isWider(other) &&
      (other.spec.accessLogging ?? []).some(({ providers }) => (providers ?? []).length > 0),
  );
}

function* unknown(model: MeshModel, telemetry: ObjectOf<'telemetries'>): Iterable<Told> {
  const { config, given } = model.settings;
  if (!given && !isGiven(model, model.settings.rootNamespace)) return;
  const known = new Set([...builtIn, ...(config.extensionProviders ?? []).map(({ name = '' }) => name)]);
  for (const kind of ['tracing', 'metrics', 'accessLogging'] as const) {
    for (const [index, entry] of (telemetry.spec[kind] ?? []).entries()) {
      for (const [at, { name }] of (entry.providers ?? []).entries()) {
        if (name === undefined || known.has(name)) continue;
        const path: Path = ['spec', kind, index, 'providers', at, 'name'];
        const nearest = nearestName(name, [...known]);
        yield {
          rule: 'telemetry-provider-unknown',
          about: telemetry,
          path,
          message: `the mesh has no extension provider ${name}: nothing is reported to it`,
          ...(nearest !== undefined && { suggestion: `write ${nearest}` }),
        };
      }
    }
  }
}
