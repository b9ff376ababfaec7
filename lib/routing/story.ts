import { fault } from '../diagnostics/fault';
import { type Check, isPlain } from '../values/check';
import { checkedCall } from '../values/checked-call';
import type { Answer, AnswerData } from './answer';
import type { Destination } from './destinations';
import type { NamedObject } from './locate';

const anAnswer: Check<Answer> = (value: unknown) =>
  isPlain(value) && typeof value.toJSON === 'function'
    ? undefined
    : fault('an answer of a mesh is expected', value, 'give what mesh.request(…) answers');

/** An answer as a short story: where the request goes, by which route, why no other, what it carries, who let it. */
export function storyOf(answer: Answer): string {
  checkedCall('storyOf', anAnswer, answer);
  const data = answer.toJSON();
  const lines = [
    titleOf(data),
    `→ ${verdictOf(data)}`,
    ...rows(data).map(([what, text]) => `  ${what.padEnd(14)}${text}`),
  ];
  return lines.join('\n');
}

function titleOf({ request }: AnswerData): string {
  const { method = 'GET', url, host, path, sni, port, via, from } = request;
  const what = url ?? (host !== undefined ? `http://${host}${path ?? '/'}` : undefined);
  const said =
    what === undefined ? `connection for ${sni ?? 'any name'} to port ${port}` : `${method} ${what}`;
  return `${said} ${via === undefined ? `from ${from}` : `via ${via}`}`;
}

/** The decision in one line. */
function verdictOf(data: AnswerData): string {
  const { decision, status, because, destinations, response } = data;
  const why = because === undefined ? '' : `: ${because}`;
  const code = status === undefined ? '' : ` ${status}`;
  switch (decision) {
    case 'forward':
      return destinations.map(destinationText).join(', ');
    case 'redirect':
      return `redirect${code} to ${response.location}`;
    case 'respond':
      return `the proxy answers${code}${response.body ? ` '${response.body}'` : ''}${why}`;
    case 'abort':
      return `a fault aborts it with${code}`;
    case 'deny':
      return `denied${code}${deniedBy(data)}`;
    case 'unauthenticated':
      return `refused${code}: ${response.body}`;
    case 'no-host':
      return `${status}: no virtual host of the listener has this name`;
    case 'no-route':
      return `${status}: no route takes it${why}`;
    case 'no-destination':
      return `${status}: nobody can answer${why}`;
    case 'no-listener':
      return `refused: nothing listens${why}`;
    case 'closed':
      return `closed${code}${why}`;
    default:
      return decision satisfies never;
  }
}

function deniedBy({ policies, because }: AnswerData): string {
  const denying = policies.filter(({ action }) => action === 'DENY');
  const asked = denying.length > 0 ? denying : policies.filter(({ action }) => action === 'ALLOW');
  if (asked.length === 0) return because === undefined ? '' : `: ${because}`;
  return ` by ${asked.map(({ namespace, name }) => `AuthorizationPolicy ${namespace}/${name}`).join(', ')}`;
}

function rows(data: AnswerData): [string, string][] {
  const { virtualService, route, match, upstream, request, response, fault, timeout, retries, mirrors, tls } =
    data;
  const found: [string, string][] = [];
  const row = (what: string, text: string | undefined) => {
    if (text !== undefined && text !== '') found.push([what, text]);
  };
  row('listener', data.listener);
  row('route', virtualService && `${objectText(virtualService)}${stepText(route, match)}`);
  for (const one of data.tried) row('not', triedText(one));
  for (const waypoint of data.waypoints ?? []) {
    const { namespace, name, virtualService: rule } = waypoint;
    const step = rule && `, ${objectText(rule)}${stepText(waypoint.route, waypoint.match)}`;
    row('waypoint', `${namespace}/${name}${step ?? ''}`);
    for (const one of waypoint.tried) row('not', triedText(one));
  }
  if (data.decision === 'forward' || data.destinations.some(({ status }) => status !== undefined)) {
    for (const one of data.destinations) {
      row('to', `${destinationText(one)}${workloadsText(one)}`);
      for (const { locality, priority, percent, workloads } of one.localities ?? []) {
        const order = percent === 0 ? `when the nearer fail (${priority})` : `${percent}%`;
        row('locality', `${locality ?? 'anywhere'}: ${order} (${workloads.join(', ')})`);
      }
    }
  }
  if (upstream !== undefined) {
    row('path', upstream.path);
    row('host', upstream.host);
    row('headers', headersText(upstream.headers));
  }
  row('location', response.location);
  row('response', headersText(response.headers));
  if (fault?.delay !== undefined) row('fault', `${fault.delay.percent}% wait ${fault.delay.seconds} s`);
  if (fault?.abort !== undefined)
    row('fault', `${fault.abort.percent}% are aborted with ${fault.abort.status}`);
  row('timeout', timeout === undefined ? undefined : `${timeout} s`);
  row('retries', retries && retriesText(retries));
  for (const { host, port, subset, percent } of mirrors ?? []) {
    row('mirror', `${percent}% to ${host}:${port}${subset === undefined ? '' : ` subset ${subset}`}`);
  }
  row('tls', tls && `${tls.mode} (${tls.because})`);
  for (const { action, namespace, name, rule, because, ...place } of data.policies) {
    const which = rule === undefined ? '' : ` rule ${rule}`;
    row('policy', `${action} ${namespace}/${name}${which}: ${because}${placeText(place)}`);
  }
  for (const note of data.notes) row('note', note);
  for (const what of data.notModelled) row('not modelled', what);
  if (request.headers?.authorization !== undefined && data.decision === 'unauthenticated') {
    row('token', response.body);
  }
  return found;
}

function triedText({ route, match, because }: AnswerData['tried'][number]): string {
  return `route ${route}${match === undefined ? '' : ` match ${match}`}: ${because}`;
}

function retriesText({ attempts, on, statuses, perTryTimeout }: NonNullable<AnswerData['retries']>): string {
  const which = statuses === undefined ? '' : ` (${statuses.join(', ')})`;
  return `${attempts} on ${on}${which}${perTryTimeout === undefined ? '' : `, each after ${perTryTimeout} s`}`;
}

function objectText(object: NamedObject): string {
  return `${object.kind} ${object.namespace}/${object.name}${placeText(object)}`;
}

function placeText({ file, line, construct }: { file?: string; line?: number; construct?: string }): string {
  if (construct !== undefined) return ` (${construct})`;
  return file === undefined ? '' : ` (${file}:${line ?? 1})`;
}

function stepText(route: AnswerData['route'], match: AnswerData['match']): string {
  const name = (one: AnswerData['route']) => (one?.name === undefined ? '' : ` '${one.name}'`);
  if (route === undefined) return '';
  const of = match === undefined ? '' : `, match ${match.index}${name(match)}`;
  return `, route ${route.index}${name(route)}${of}`;
}

function destinationText({ host, port, subset, percent, status, because }: Destination): string {
  const share = percent === 100 ? '' : `${percent}% `;
  const which = subset === undefined ? '' : ` subset ${subset}`;
  const lost =
    status === undefined ? (because === undefined ? '' : `: ${because}`) : ` gets ${status}: ${because}`;
  return `${share}${host === '' ? 'nowhere' : `${host}:${port}`}${which}${lost}`;
}

function workloadsText({ workloads }: Destination): string {
  if (workloads.length === 0) return '';
  return ` (${workloads.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ')})`;
}

function headersText(headers: Readonly<Record<string, string>>): string | undefined {
  const shown = Object.entries(headers).filter(([name]) => name !== 'authorization');
  return shown.map(([name, value]) => `${name}: ${value}`).join(', ') || undefined;
}
