import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../lib/kubernetes/identity';
import type { RequestSpec } from '../../lib/routing/request';
import { identities, jwks, tokens } from './recorded-callers';
import { asDeployment, worlds } from './recorded-worlds';

/** A request, and what a real proxy answered. */
export interface Recorded {
  readonly request: RequestSpec;
  readonly answer: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly status?: number;
  readonly backend?: string;
  readonly oneOf?: readonly string[];
  readonly path?: string;
  readonly host?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly location?: string;
  readonly body?: string;
  readonly role?: string;
  readonly closed?: string;
}

/** A case: the objects with what stands around them, and its requests. */
export interface RecordedCase {
  readonly id: string;
  readonly objects: readonly KubernetesObject[];
  readonly requests: readonly Recorded[];
}

type Loose = Record<string, unknown>;

/** The cases of a file of recorded answers (its README says what stands around each). */
export function recordedCases(folder: string, file: keyof typeof worlds): RecordedCase[] {
  return readFileSync(join(folder, `${file}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const one = JSON.parse(line) as {
        id: string;
        service?: string;
        namespace: string;
        labels: Record<string, string>;
        objects: KubernetesObject[];
        requests: (Loose & { answer: RecordedAnswer })[];
      };
      const around = worlds[file](one);
      const objects = JSON.parse(
        JSON.stringify([...around, ...one.objects]).replaceAll('"JWKS"', () =>
          JSON.stringify(JSON.stringify(jwks)),
        ),
      ) as KubernetesObject[];
      return {
        id: one.id,
        // Half of the worlds have Pods as a cluster has them, half the Deployments that files have.
        objects: index % 2 === 0 ? objects : objects.map(asDeployment),
        requests: one.requests.map(({ answer, ...request }) => ({
          answer,
          request: spec(file, one, request),
        })),
      };
    });
}

function spec(
  file: string,
  one: { namespace: string; labels: Record<string, string> },
  request: Loose,
): RequestSpec {
  const { host, path, method, headers, sni, port, from, token, tokenIn, caller } = request as unknown as {
    host: string;
    path: string;
    method: string;
    headers: Record<string, string>;
    sni: string;
    port: number;
    from: string;
    token?: string;
    tokenIn?: string;
    caller?: string | null;
  };
  const clients: Record<string, string> = { shop: 'shop/client', team: 'team/client' };
  switch (file) {
    case 'connections':
      return { via: 'istio-system/istio-ingressgateway', sni, port };
    case 'routes-mesh':
    case 'httproutes-mesh':
      return { from: clients[from] ?? '', method, url: `http://${host}:8000${path}`, headers };
    case 'authz':
    case 'principals': {
      const signed: Record<string, string> =
        token === undefined
          ? {}
          : tokenIn === undefined
            ? { authorization: `Bearer ${tokens[token]}` }
            : { [tokenIn]: `T ${tokens[token]}` };
      const identity = identities[caller ?? ''];
      return {
        via: `${one.namespace}/${one.labels.app}`,
        method,
        url: `http://${host}${path}`,
        headers: { ...headers, ...signed },
        port: 8080,
        ...(from !== undefined && { address: from }),
        ...(identity !== undefined && { identity }),
      };
    }
    default:
      return {
        via: 'istio-system/istio-ingressgateway',
        method,
        url: `http://${host}${path}`,
        headers,
        port: 80,
      };
  }
}
