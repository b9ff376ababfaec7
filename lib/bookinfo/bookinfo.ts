import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BookinfoSample } from '../release/istio-release';
import { bookinfoSample } from '../release/release-check';
import { checkedProps } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { type Labels, labels as labelsCheck } from '../values/labels';
import { optional, shape } from '../values/shape';
import type { ContainerSettings } from '../workload/kubernetes-fields';
import { Microservice } from '../workload/microservice';
import type { PodSettings } from '../workload/pod-settings';

export interface BookinfoProps {
  readonly namespace: string;
  /** Which images run and how, from the release: `release.bookinfo`. */
  readonly sample: BookinfoSample;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const bookinfo = shape<BookinfoProps>({
  namespace: namespaceName,
  sample: bookinfoSample,
  labels: optional(labelsCheck),
});

/** Bookinfo's services all listen here. */
const port = 9080;

/** A directory of the pod that the container may write to. */
const scratch = { name: 'tmp', mountPath: '/tmp' };

/** Where the reviews service, an Open Liberty server, writes. */
const libertyOutput = { name: 'wlp-output', mountPath: '/opt/ibm/wlp/output' };

/**
 * The Bookinfo sample: productpage asks details and reviews, and the second and third version of reviews ask ratings.
 * It runs as the release's own sample does.
 *
 * @see https://istio.io/latest/docs/examples/bookinfo/
 */
export class Bookinfo extends Chart {
  public readonly details: Microservice<'http', 'v1'>;
  public readonly ratings: Microservice<'http', 'v1'>;
  public readonly reviews: Microservice<'http', 'v1' | 'v2' | 'v3'>;
  public readonly productpage: Microservice<'http', 'v1'>;
  private readonly sample: BookinfoSample;

  public constructor(scope: Construct, id: string, props: BookinfoProps) {
    const { namespace, labels = {} } = checkedProps(scope, id, bookinfo, props);
    super(scope, id, { namespace, labels });
    this.sample = props.sample;

    this.details = this.service('details', ['v1'], {});
    this.ratings = this.service('ratings', ['v1'], {});
    this.reviews = this.service('reviews', ['v1', 'v2', 'v3'], {
      container: this.container({
        env: [{ name: 'LOG_DIR', value: '/tmp/logs' }],
        volumeMounts: [scratch, libertyOutput],
      }),
      podSpec: { volumes: [emptyDir(libertyOutput), emptyDir(scratch)] },
    });
    this.productpage = this.service('productpage', ['v1'], {
      container: this.container({ volumeMounts: [scratch] }),
      podSpec: { volumes: [emptyDir(scratch)] },
      podAnnotations: props.sample.productpageMetrics
        ? {
            'prometheus.io/scrape': 'true',
            'prometheus.io/port': String(port),
            'prometheus.io/path': '/metrics',
          }
        : {},
    });
  }

  private service<Version extends string>(
    name: string,
    versions: readonly Version[],
    settings: PodSettings,
  ): Microservice<'http', Version> {
    const { registry, tag } = this.sample;
    const images = versions.map((version) => [
      version,
      { image: `${registry}/examples-bookinfo-${name}-${version}:${tag}` },
    ]);
    return new Microservice<'http', Version>(this, name, {
      ports: { http: port },
      versions: Object.fromEntries(images) as Record<Version, { image: string }>,
      service: { labels: { service: name } },
      serviceAccount: { name: `bookinfo-${name}`, labels: { account: name } },
      container: this.container({}),
      ...settings,
    });
  }

  /** A container as all of the sample's are. */
  private container(settings: ContainerSettings): ContainerSettings {
    const { runAsUser } = this.sample;
    return {
      imagePullPolicy: 'IfNotPresent',
      ...settings,
      ...(runAsUser !== undefined && { securityContext: { runAsUser } }),
    };
  }
}

function emptyDir(mount: { readonly name: string }): { readonly name: string; readonly emptyDir: object } {
  return { name: mount.name, emptyDir: {} };
}
