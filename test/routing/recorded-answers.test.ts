import type { AnswerData } from '../../lib/routing/answer';
import { Mesh } from '../../lib/routing/mesh';
import { type Recorded, type RecordedAnswer, recordedCases } from './recorded';

const folder = process.env.MESH_ANSWERS;
const recorded = folder === undefined ? describe.skip : describe;

recorded('a real istiod and a real Envoy', () => {
  it.each([
    'routes-gateway',
    'routes-mesh',
    'httproutes',
    'httproutes-mesh',
    'authz',
    'principals',
    'connections',
  ] as const)('answered every request of %s as we do', (file) => {
    const wrong: string[] = [];
    let asked = 0;
    for (const { id, objects, requests } of recordedCases(folder ?? '', file)) {
      const mesh = Mesh.ofObjects(objects);
      const isRoleOfToken = JSON.stringify(objects).includes('"header":"x-role"');
      for (const one of requests) {
        asked += 1;
        const answer = mesh.request(one.request).toJSON();
        const differences = differencesOf(one, answer, isRoleOfToken);
        if (differences.length > 0)
          wrong.push(`${id} ${JSON.stringify(one.request)}: ${differences.join('; ')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });
});

function differencesOf({ request, answer }: Recorded, ours: AnswerData, isRoleOfToken: boolean): string[] {
  const differences: string[] = [];
  const check = (what: string, theirs: unknown, own: unknown) => {
    if (JSON.stringify(theirs) !== JSON.stringify(own)) {
      differences.push(`${what} was ${JSON.stringify(theirs)}, we say ${JSON.stringify(own)}`);
    }
  };
  if (answer.closed !== undefined) {
    check(
      'closed',
      answer.closed,
      { closed: 'ECONNRESET', 'no-listener': 'ECONNREFUSED' }[String(ours.decision)],
    );
    return differences;
  }
  if (answer.backend === undefined && answer.role === undefined && answer.status !== 200) {
    check('status', answer.oneOf ?? answer.status, answer.oneOf === undefined ? ours.status : outcomes(ours));
  } else if (answer.oneOf !== undefined) check('oneOf', [...answer.oneOf].sort(), outcomes(ours));
  else if (answer.backend !== undefined) checkBackend(answer.backend, ours, check);
  else check('status', answer.status, ours.status ?? 200);
  if (answer.path !== undefined) check('path', answer.path, ours.upstream?.path);
  if (answer.host !== undefined) {
    const host = ours.upstream?.host ?? '';
    check('host', answer.host, request.from === undefined ? host : host.replace(/:8000$/, ''));
  }
  checkHeaders(answer, ours, check);
  check('location', answer.location, ours.response.location);
  if (request.method !== 'HEAD' && answer.body !== undefined) check('body', answer.body, ours.response.body);
  const role = request.headers?.['x-role'];
  if (
    answer.status === 200 &&
    answer.backend === undefined &&
    answer.path === undefined &&
    request.port === 8080
  ) {
    const own = ours.upstream?.headers['x-role'];
    // Where a token's claim is written to the header, the proxy takes away what a client sent there; that it is gone
    // does not stand in a recording, as JSON leaves out what is undefined.
    const isTakenAway = isRoleOfToken && answer.role === undefined && own === undefined;
    if (!isTakenAway) check('role', answer.role ?? role, own);
  }
  return differences;
}

function checkHeaders(
  answer: RecordedAnswer,
  ours: AnswerData,
  check: (what: string, theirs: unknown, own: unknown) => void,
): void {
  const sorted = (headers: Readonly<Record<string, string>> | undefined) =>
    Object.fromEntries(Object.entries(headers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  const seen = Object.keys(answer.requestHeaders ?? {});
  if (answer.requestHeaders !== undefined) {
    const own = Object.entries(ours.upstream?.headers ?? {}).filter(
      ([name]) => seen.includes(name) || name.startsWith('x-'),
    );
    check('requestHeaders', sorted(answer.requestHeaders), sorted(Object.fromEntries(own)));
  }
  check('responseHeaders', sorted(answer.responseHeaders), sorted(ours.response.headers));
}

/** Without a subset several pods may answer; that a recording met only one of them was chance. */
function checkBackend(
  backend: string,
  ours: AnswerData,
  check: (what: string, theirs: unknown, own: unknown) => void,
): void {
  const met = backend.split(' or ').sort();
  const own = outcomes(ours);
  const isOpen = ours.destinations.length === 1 && ours.destinations[0]?.subset === undefined;
  check('backend', met, isOpen ? own.filter((one) => met.includes(one)) : own);
}

/** `service/version` of every pod that may answer, and the statuses of parts that nobody can. */
function outcomes({ destinations, status }: AnswerData): string[] {
  if (destinations.length === 0) return [String(status)];
  return [
    ...new Set(
      destinations.flatMap((one) =>
        one.status === undefined
          ? one.workloads.map(({ labels }) => `${labels.app}/${labels.version}`)
          : [String(one.status)],
      ),
    ),
  ].sort();
}
