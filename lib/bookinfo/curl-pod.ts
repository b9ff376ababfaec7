import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { IServiceIdentity } from '../istio/references/workload';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { checkedProps } from '../values/construct-props';
import { namespaceName } from '../values/dns-label';
import { imageReference } from '../values/image';
import { type Labels, labels as labelsCheck } from '../values/labels';
import { optional, shape } from '../values/shape';

/** What the curl pod runs where nothing else is asked for: the version that Istio 1.30's own samples run. */
export const curlImage = 'docker.io/curlimages/curl:8.16.0';

export interface CurlPodProps {
  readonly namespace: string;
  /** @default {@link curlImage} */
  readonly image?: string;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const curlPod = shape<CurlPodProps>({
  namespace: namespaceName,
  image: optional(imageReference),
  labels: optional(labelsCheck),
});

/**
 * The pod to call services from inside the mesh:
 * `kubectl exec curl -c curl -n demo -- curl -s http://productpage:9080/productpage`.
 */
export class CurlPod extends Chart implements IServiceIdentity {
  public readonly kind = 'pod';
  declare public readonly namespace: string;
  /** It runs as the namespace's own account. */
  public readonly serviceAccount = 'default';
  public readonly pod: ApiObject;

  public constructor(scope: Construct, id: string, props: CurlPodProps) {
    const { namespace, labels = {} } = checkedProps(scope, id, curlPod, props);
    super(scope, id, { namespace, labels });
    const spec: PodSpec = {
      // Its shell does not end when it is asked to: each deletion would wait for half a minute.
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'curl',
          image: props.image ?? curlImage,
          // A command rather than arguments alone, so that the image's own entry point has no part in it.
          command: ['/bin/sh', '-c', '--'],
          args: ['while true; do sleep 30; done;'],
        },
      ],
    };
    this.pod = new KubernetesObject(this, 'curl', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'curl' },
      spec,
    });
  }
}
