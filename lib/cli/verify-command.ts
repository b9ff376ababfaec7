import { labelText } from '../kubernetes/label-selector';
import { readSettings } from '../settings';
import type { CommonOptions, Surroundings } from './command';
import { ExitCode } from './exit-code';
import { gatewayFacts } from './ingress-service';
import { connect, type Kubectl } from './kubectl';
import { readManifests } from './manifests';
import { hintRow, printContext, row } from './report';
import type { Terminal } from './terminal';
import { type Verified, verify } from './verify';
import { entranceOf } from './verify/entrance';
import type { Way } from './verify/outside-address';
import { givenAddress, ingressOutside, type Outside } from './verify/route-outside';

/** The options of `verify`. */
export interface VerifyOptions extends CommonOptions {
  /** Seconds. */
  readonly timeout: number;
  readonly address?: string;
  readonly via?: Way;
  readonly path: string;
  readonly title: string;
  readonly unrouted: string;
}

/** What the cluster is known by, for advice; unknown where the user gave an address. */
interface Clues {
  readonly kubectl: Kubectl;
  readonly namespace: string;
  /** What the gateway's pods are found by. */
  readonly labels: string;
}

/** Does it work? */
export async function verifyCommand(
  options: VerifyOptions,
  { terminal, env }: Surroundings,
): Promise<ExitCode> {
  if (options.address !== undefined)
    return asked(givenAddress(options.address), options, terminal, undefined);
  const { ingress } = readSettings(env);
  const objects = readManifests(options.dist, { argocd: false }).flatMap(({ manifests }) =>
    manifests.map(({ object }) => object),
  );
  const kubectl = await connect(options, env);
  printContext(terminal, kubectl);
  const entrance = entranceOf(objects, ingress, await gatewayFacts(kubectl));
  if (typeof entrance === 'string') {
    row(terminal, 'finding', entrance, 'red');
    hintRow(terminal, 'npm run precheck tells what is missing');
    return ExitCode.findings;
  }
  const labels = labelText(entrance.service.spec.selector ?? {});
  const clues = { kubectl, namespace: entrance.namespace, labels };
  return asked(ingressOutside(kubectl, entrance, options.via), options, terminal, clues);
}

async function asked(
  outside: Outside,
  options: VerifyOptions,
  terminal: Terminal,
  clues: Clues | undefined,
): Promise<ExitCode> {
  const limit = options.timeout * 1000;
  try {
    const results = await verify(outside, { ...options, limit, pause: 2000 }, (last, elapsed) =>
      terminal.progress(
        `waiting  ${sentence(last)} (${Math.round(elapsed / 1000)} s of ${options.timeout} s)`,
      ),
    );
    terminal.endProgress();
    const [page] = results;
    if (page?.asked.base !== undefined) row(terminal, 'address', `${page.asked.base}, ${page.asked.way}`);
    for (const result of results) {
      row(terminal, result.right ? 'ok' : 'finding', sentence(result), result.right ? 'green' : 'red');
      const advice = result.right ? undefined : adviceFor(result, options, clues);
      if (advice !== undefined) hintRow(terminal, advice);
    }
    return results.every(({ right }) => right) ? ExitCode.ok : ExitCode.findings;
  } finally {
    outside.close();
  }
}

function sentence({ path, text, asked: { base, way } }: Verified): string {
  return `GET ${base === undefined ? `${path} by ${way}` : `${base}${path}`}: ${text}`;
}

function adviceFor(
  { path, asked: { answer, way } }: Verified,
  options: VerifyOptions,
  clues: Clues | undefined,
): string | undefined {
  const hint = (rest: string) => clues?.kubectl.hint('kubectl', rest) ?? `kubectl ${rest}`;
  if (path === options.unrouted)
    return 'see which VirtualService routes it, or name another path with --unrouted';
  if ('reason' in answer) {
    if (clues === undefined) return 'see whether something listens there';
    return way.startsWith('load balancer')
      ? 'a load balancer can take minutes; --via port-forward asks the gateway itself'
      : `see whether the gateway runs: ${hint(`get pods -A -l ${clues.labels}`)}`;
  }
  switch (answer.status) {
    case 404:
      return `no route leads there: ${hint('apply -f dist/')}, then npm run precheck`;
    case 503:
      return `the gateway answers, the service behind it does not: ${hint(`-n ${clues?.namespace ?? 'demo'} get pods`)}`;
    default:
      return 'something else may answer at this address';
  }
}
