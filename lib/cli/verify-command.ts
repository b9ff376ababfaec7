import type { Outcome } from '../diagnostics/outcome';
import { labelText } from '../kubernetes/label-selector';
import { readSettings } from '../settings';
import { shellCommand } from '../values/shell-word';
import type { CommonOptions, Work } from './command';
import type { ExitCode } from './exit-code';
import { gatewayFacts } from './ingress-service';
import { connect, type Kubectl } from './kubectl';
import { readManifests } from './manifests';
import { exitCodeOf, printContext, printOutcomes, row } from './report';
import { TimeLimit } from './time-limit';
import { type Verified, verify } from './verify';
import { entranceOf } from './verify/entrance';
import type { Way } from './verify/outside-address';
import { givenAddress, ingressOutside, type Outside } from './verify/route-outside';

/** The options of `verify`. */
export interface VerifyOptions extends CommonOptions {
  /** Seconds for all of it. */
  readonly timeout: number;
  readonly address?: string;
  readonly via?: Way;
  readonly path: string;
  readonly title?: string;
  readonly unrouted?: string;
}

/** What the cluster is known by, for advice; unknown where the user gave an address. */
interface Clues {
  readonly kubectl: Kubectl;
  readonly namespace: string;
  /** What the gateway's pods are found by. */
  readonly labels: string;
}

/** Milliseconds that one round of questions has, however impatient the user is. */
const atLeast = 5000;

/** Does it work? */
export async function verifyCommand(options: VerifyOptions, work: Work): Promise<ExitCode> {
  const limit = new TimeLimit(Math.max(options.timeout * 1000, atLeast), work.stop);
  try {
    work.told.outcomes = await outcomesOf(options, work, limit);
    return exitCodeOf(work.told.outcomes);
  } finally {
    limit.clear();
  }
}

async function outcomesOf(
  options: VerifyOptions,
  { terminal, env, told }: Work,
  limit: TimeLimit,
): Promise<Outcome[]> {
  told.more = { address: null };
  const tell = (outcomes: Outcome[]) => {
    printOutcomes(terminal, outcomes);
    return outcomes;
  };
  const ask = async (outside: Outside, clues: Clues | undefined) => {
    const questions = { ...options, pause: 2000, patience: options.timeout * 1000 };
    try {
      const results = await verify(outside, questions, limit, (last, elapsed) =>
        terminal.progress(
          `waiting  ${sentence(last)} (${Math.round(elapsed / 1000)} s of ${options.timeout} s)`,
        ),
      );
      terminal.endProgress();
      const { base: url, way } = results[0].asked;
      if (url !== undefined) {
        told.more = { address: { url, way } };
        row(terminal, 'address', `${url}, ${way}`);
      }
      return tell(results.map((result, index) => outcomeOf(result, index === 0, options, clues)));
    } finally {
      outside.close();
    }
  };
  if (options.address !== undefined) return ask(givenAddress(options.address), undefined);
  const { ingress } = readSettings(env);
  const objects = readManifests(options.dist, { argocd: false }).flatMap(({ manifests }) =>
    manifests.map(({ object }) => object),
  );
  const kubectl = await connect(options, env, limit.signal);
  told.kubectl = kubectl;
  printContext(terminal, kubectl);
  const entrance = entranceOf(objects, ingress, await gatewayFacts(kubectl));
  if (typeof entrance === 'string') {
    const fix = 'npm run precheck tells what is missing';
    return tell([{ check: 'ingress-gateway', status: 'finding', message: entrance, fix }]);
  }
  const labels = labelText(entrance.service.spec.selector ?? {});
  const { namespace = kubectl.namespace } = entrance;
  return ask(ingressOutside(kubectl, entrance, options.via), { kubectl, namespace, labels });
}

function outcomeOf(
  result: Verified,
  isPage: boolean,
  options: VerifyOptions,
  clues: Clues | undefined,
): Outcome {
  const check = isPage ? 'page' : 'unrouted';
  const message = sentence(result);
  if (result.right) return { check, status: 'ok', message };
  const fix = isPage ? adviceFor(result, options, clues) : adviceForRouted(result, clues);
  return { check, status: 'finding', message, fix };
}

function sentence({ path, text, asked: { base, way } }: Verified): string {
  return `GET ${base === undefined ? `${path} by ${way}` : `${base}${path}`}: ${text}`;
}

function adviceForRouted(result: Verified, clues: Clues | undefined): string {
  return 'reason' in result.asked.answer
    ? adviceForSilence(result, clues)
    : 'see which VirtualService routes it, or name another path with --unrouted';
}

function adviceForSilence({ asked: { way } }: Verified, clues: Clues | undefined): string {
  if (clues === undefined) return 'see whether something listens there';
  return way.startsWith('load balancer')
    ? 'a load balancer can take minutes; --via port-forward asks the gateway itself'
    : `see whether the gateway runs: ${clues.kubectl.hint('kubectl', 'get', 'pods', '-A', '-l', clues.labels)}`;
}

function adviceFor(result: Verified, { dist }: VerifyOptions, clues: Clues | undefined): string {
  const { answer } = result.asked;
  if ('reason' in answer) return adviceForSilence(result, clues);
  const hint = (...words: string[]) =>
    clues?.kubectl.hint('kubectl', ...words) ?? shellCommand(['kubectl', ...words]);
  switch (answer.status) {
    case 404:
      return `no route leads there: ${hint('apply', '-f', `${dist}/`)}, then npm run precheck`;
    case 503:
      return `the gateway answers, the service behind it does not: ${hint('-n', clues?.namespace ?? 'demo', 'get', 'pods')}`;
    default:
      return 'something else may answer at this address';
  }
}
