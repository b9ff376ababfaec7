import { labelText } from '../../../kubernetes/label-selector';
import { type BoundGateway, boundGateway } from '../../../model/bound-gateways';
import { lacksNamespace, meantNamespace } from '../../../model/knowledge';
import type { ObjectOf } from '../../../model/mesh-kinds';
import type { MeshModel } from '../../../model/mesh-model';
import { ruledHosts } from '../../../model/virtual-service';
import { servicesNamed } from '../../../model/visibility';
import type { Analyzer, Path, Told } from '../../analyzer';

type VirtualService = ObjectOf<'virtualServices'>;

interface Match {
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

/** Conditions that nothing meets. */
export const matches: Analyzer = {
  rules: ['vs-match-port-unknown', 'vs-source-labels-match-nothing', 'vs-match-gateway-not-listed'],
  reads: ['virtualServices', 'gateways', 'services', 'workloads', 'namespaces', 'settings'],
  *analyze(model) {
    for (const service of model.virtualServices) {
      // What a delegate is bound to, its roots say.
      if ((service.spec.hosts ?? []).length === 0) continue;
      for (const { match, path } of matchesOf(service)) {
        if (match.gateways?.length) yield* unlisted(model, service, match.gateways, path);
        if (match.sourceNamespace) yield* nowhere(model, service, match.sourceNamespace, path);
        if (match.sourceLabels !== undefined) yield* unlabelled(model, service, match, path);
        if (match.port !== undefined) yield* unported(model, service, match.port, match.gateways, path);
      }
    }
  },
};

/** The matches that say who is to be where. */
function matchesOf(service: VirtualService): { readonly match: Match; readonly path: Path }[] {
  const found: { readonly match: Match; readonly path: Path }[] = [];
  for (const kind of ['http', 'tls', 'tcp'] as const) {
    service.spec[kind]?.forEach((rule, index) => {
      (rule.match as readonly Match[] | undefined)?.forEach((match, at) => {
        const { gateways, sourceLabels, sourceNamespace, port } = match;
        if ([gateways, sourceLabels, sourceNamespace, port].some((one) => one !== undefined))
          found.push({ match, path: ['spec', kind, index, 'match', at] });
      });
    });
  }
  return found;
}

function keyOf(bound: BoundGateway): string {
  return bound.kind === 'gateway' ? `${bound.namespace}/${bound.name}` : bound.kind;
}

function boundTo(model: MeshModel, service: VirtualService): BoundGateway[] {
  const written = service.spec.gateways?.length ? service.spec.gateways : ['mesh'];
  return written.map((name) => boundGateway(model, name, service.namespace));
}

function* unlisted(
  model: MeshModel,
  service: VirtualService,
  gateways: readonly string[],
  path: Path,
): Iterable<Told> {
  const listed = new Set(boundTo(model, service).map(keyOf));
  for (const [index, written] of gateways.entries()) {
    if (listed.has(keyOf(boundGateway(model, written, service.namespace)))) continue;
    yield {
      rule: 'vs-match-gateway-not-listed',
      about: service,
      path: [...path, 'gateways', index],
      message: `the match is for ${written}, but the VirtualService is bound to ${[...listed].join(', ')} only: it never holds`,
    };
  }
}

function* nowhere(
  model: MeshModel,
  service: VirtualService,
  sourceNamespace: string,
  path: Path,
): Iterable<Told> {
  const meant = meantNamespace(model, sourceNamespace);
  if (meant === undefined && !lacksNamespace(model, sourceNamespace)) return;
  yield {
    rule: 'vs-source-labels-match-nothing',
    about: service,
    path: [...path, 'sourceNamespace'],
    message: `there is no namespace ${sourceNamespace}: the match never holds`,
    suggestion: `write ${meant ?? 'the name of a namespace'}`,
  };
}

function* unlabelled(
  model: MeshModel,
  service: VirtualService,
  { sourceLabels = {}, sourceNamespace }: Match,
  path: Path,
): Iterable<Told> {
  if (Object.keys(sourceLabels).length === 0 || !model.complete) return;
  if (sourceNamespace && lacksNamespace(model, sourceNamespace)) return;
  if (model.workloadIndex.select(sourceLabels, sourceNamespace || undefined).length > 0) return;
  yield {
    rule: 'vs-source-labels-match-nothing',
    about: service,
    path: [...path, 'sourceLabels'],
    message: `no workload${sourceNamespace ? ` of ${sourceNamespace}` : ''} is labelled ${labelText(sourceLabels)}: the match never holds`,
  };
}

function* unported(
  model: MeshModel,
  service: VirtualService,
  port: number,
  gateways: Match['gateways'],
  path: Path,
): Iterable<Told> {
  const bound = gateways?.length
    ? gateways.map((written) => boundGateway(model, written, service.namespace))
    : boundTo(model, service);
  const called = new Set<number>();
  for (const one of bound) {
    if (one.kind === 'internal' || (one.kind === 'gateway' && one.object === undefined)) return;
    if (one.kind === 'gateway') {
      for (const server of one.object?.spec.servers ?? [])
        if (server.port?.number) called.add(server.port.number);
      continue;
    }
    for (const host of ruledHosts(service, model)) {
      const found = servicesNamed(model, host);
      if (found.length === 0) return;
      for (const { number } of found.flatMap(({ ports }) => ports)) called.add(number);
    }
  }
  if (called.size === 0 || called.has(port)) return;
  yield {
    rule: 'vs-match-port-unknown',
    about: service,
    path: [...path, 'port'],
    message: `nobody is called on port ${port}, only on ${[...called].sort((a, b) => a - b).join(', ')}: the match never holds`,
  };
}
