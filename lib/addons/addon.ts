import { createHash } from 'node:crypto';
import { imageVersion } from './image';

type Labels = Readonly<Record<string, string>>;

/** Who an add-on is: what its objects are called and labelled, and how its pods are found. */
export interface Addon {
  readonly name: string;
  readonly namespace: string;
  /** On every object. */
  readonly labels: Labels;
  /** The labels that its Deployment and its Services select its pods by. */
  readonly selector: Labels;
}

/** The names of the add-ons: of their Deployments, and the ends of the labels that `istioctl dashboard` looks for. */
export type AddonName = 'prometheus' | 'grafana' | 'jaeger' | 'kiali';

/**
 * The labels that pods are selected by. They are those of Istio's own samples, so that these charts can take over
 * where the samples were applied: a Deployment's selector can't be changed.
 */
const selectors = {
  prometheus: {
    'app.kubernetes.io/component': 'server',
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/instance': 'prometheus',
  },
  grafana: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': 'grafana' },
  jaeger: { app: 'jaeger' },
  kiali: { 'app.kubernetes.io/name': 'kiali', 'app.kubernetes.io/instance': 'kiali' },
} as const satisfies Record<AddonName, Labels>;

/** @param image what it runs; its tag becomes the version label */
export function addon(name: AddonName, namespace: string, image: string): Addon {
  const selector: Labels = selectors[name];
  return {
    name,
    namespace,
    selector,
    labels: {
      // `istioctl dashboard` looks for one or the other of these two, release by release.
      app: name,
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/version': labelValue(imageVersion(image).tag),
      'app.kubernetes.io/part-of': 'istio-addons',
      ...selector,
    },
  };
}

/** As much of a tag as a label can hold. */
function labelValue(tag: string): string {
  return (/^[-\w.]{0,63}/.exec(tag)?.[0] ?? '').replace(/[^A-Za-z0-9]+$/, '');
}

/** Name, namespace and labels of one of an add-on's objects. */
export function objectOf({ name, namespace, labels }: Addon) {
  return { name, namespace, labels };
}

/** Annotations by which Prometheus finds a pod's metrics. */
export function scraped(port: number): Labels {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port),
  };
}

/** An annotation that changes with the texts, so that pods which read them only once are replaced. */
export function checksum(...texts: readonly string[]): Readonly<Record<string, string>> {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return { 'checksum/config': hash.digest('hex') };
}
