import type { Construct } from 'constructs';
import * as istio from '../../lib/istio';
import { Injection, MeshNamespace, Microservice } from '../../lib/workload';
import type { Subject } from './trial';

type Make = new (scope: Construct, id: string, props: never) => unknown;

/** A construct class as a subject. */
export function subject(name: string, Class: unknown, props: unknown): Subject {
  return { name, props, make: (scope, given) => new (Class as Make)(scope, 'fuzz', given) };
}

/** The constructs of the specimens, which set every field, with their properties. */
export function specimenSubjects(made: readonly (readonly [string, unknown, unknown])[]): Subject[] {
  return made.map(([name, Class, props]) => subject(name, Class, props));
}

export const workloadSubjects: readonly Subject[] = [
  subject('Microservice', Microservice, {
    name: 'reviews',
    ports: { http: 9080, 'grpc-admin': { port: 80, targetPort: 9081 }, api: { port: 81, protocol: 'http' } },
    versions: {
      v1: { image: 'example/reviews:1', replicas: 2 },
      v2: {
        image: 'example/reviews:2',
        container: { env: [{ name: 'A', value: 'b' }] },
        podLabels: { a: 'b' },
      },
    },
    replicas: 'autoscaled',
    podAnnotations: { 'example.com/a': 'b' },
    service: { labels: { a: 'b' }, annotations: { a: 'b' }, spec: { type: 'ClusterIP' } },
    serviceAccount: { name: 'bookinfo-reviews', labels: { a: 'b' }, annotations: { a: 'b' } },
  }),
  subject('MeshNamespace', MeshNamespace, {
    name: 'shop',
    injection: Injection.revision('canary'),
    labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
    annotations: { owner: 'mesh-team' },
  }),
];

type Factory = readonly [name: string, make: (...args: never[]) => unknown];

/** Every function of lib/istio's index and of what it holds: the factories of values. */
export const factories: readonly Factory[] = Object.entries(istio)
  .filter(([name]) => name !== 'default')
  .flatMap(([name, value]) =>
    typeof value === 'function' && /^[a-z]/.test(name)
      ? [[name, value as Factory[1]] as const]
      : functionsOf(name, value as object),
  );

/** Static functions of a class, and functions of an object of factories; those that set up an app are none. */
function functionsOf(name: string, value: object): Factory[] {
  return Object.getOwnPropertyNames(value).flatMap((member): Factory[] => {
    const own = (value as Record<string, unknown>)[member];
    const isFactory =
      typeof own === 'function' &&
      !['prototype', 'use', 'of', 'ofRelease', 'checkFields', 'external'].includes(member);
    return isFactory ? [[`${name}.${member}`, own as Factory[1]]] : [];
  });
}
