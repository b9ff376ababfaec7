import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import { hostOf, type IMeshService, meshService, portFault, portOf } from '../istio/references/mesh-service';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { every, filledText } from '../values/check';
import { checkedProps } from '../values/construct-props';
import { count } from '../values/count';
import { dnsLabelName, namespaceName } from '../values/dns-label';
import { imageReference } from '../values/image';
import { type Labels, labels as labelsCheck } from '../values/labels';
import { path } from '../values/path';
import { proxyPorts } from '../values/proxy-ports';
import { optional, shape } from '../values/shape';
import { pageCheckScript } from './page-check-script';

export interface PageCheckProps {
  /** The namespace that the check runs in, and whose sidecar it has. */
  readonly namespace: string;
  /** The Job's name. */
  readonly name: string;
  /** The service that is asked. */
  readonly service: IMeshService;
  /** The path of the page, such as `/productpage`. */
  readonly path: string;
  /** The title that the page must have. */
  readonly title: string;
  /** An image with sh and curl. */
  readonly image: string;
  /**
   * How often the page is asked for, three seconds apart, before the check fails.
   * @default 40
   */
  readonly attempts?: number;
  /** Labels of every object, not of its pods, such as `ownedBy('shop')`. @default - none */
  readonly labels?: Labels;
}

const pageCheck = shape<PageCheckProps>({
  namespace: namespaceName,
  name: dnsLabelName('the name of a Job'),
  service: every(meshService, (service: IMeshService) => portFault(service, undefined)),
  path,
  title: filledText('the title of a page', "'Simple Bookstore App'"),
  image: imageReference,
  attempts: optional(count(1)),
  labels: optional(labelsCheck),
});

/**
 * Asks for a page from inside the mesh, once: a Job that succeeds when the page is right and fails when it is not.
 * One file serves both ways of applying: to kubectl the Job's annotations mean nothing; to Argo CD they make it run
 * after each sync, in place of the last one.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export class PageCheck extends Chart {
  public readonly job: ApiObject;

  public constructor(scope: Construct, id: string, props: PageCheckProps) {
    const { namespace, labels = {} } = checkedProps(scope, id, pageCheck, props);
    super(scope, id, { namespace, labels });
    this.job = new KubernetesObject(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: props.name,
        labels: { app: props.name },
        annotations: {
          'argocd.argoproj.io/hook': 'PostSync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        },
      },
      spec: jobSpec(props),
    });
  }
}

/**
 * Without `ttlSecondsAfterFinished`: the result stays to be read, and applying again changes nothing, until the
 * clean-up; a Job that goes by itself would be made anew by the next apply.
 */
function jobSpec({ name, service, path, title, image, attempts = 40 }: PageCheckProps): JobSpec {
  const port = portOf(service);
  const address = `${hostOf(service)}${port === undefined ? '' : `:${port}`}`;
  return {
    // The script itself asks again: a second pod would only take as long again to say the same.
    backoffLimit: 0,
    // Also bounds what the script can't: an image that can't be pulled, a pod that finds no node.
    activeDeadlineSeconds: 600,
    template: {
      metadata: {
        labels: { app: name },
        // An ordinary sidecar would otherwise start beside the check, and refuse its first requests.
        annotations: { 'proxy.istio.io/config': '{ "holdApplicationUntilProxyStarts": true }' },
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'check',
            image,
            command: ['/bin/sh', '-c', pageCheckScript],
            env: [
              { name: 'URL', value: `http://${address}${path}` },
              { name: 'TITLE', value: title },
              { name: 'ATTEMPTS', value: String(attempts) },
              { name: 'PAUSE', value: '3' },
              { name: 'QUIT_URL', value: `http://localhost:${proxyPorts.agent}/quitquitquit` },
            ],
            resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
              runAsNonRoot: true,
              runAsUser: 65534,
              seccompProfile: { type: 'RuntimeDefault' },
            },
          },
        ],
      },
    },
  };
}
