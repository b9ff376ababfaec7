/** A release of Istio whose CRDs are kept, by its minor version. */
export const istioReleases = {
  '1.16': '1.16.2',
  '1.17': '1.17.8',
  '1.18': '1.18.7',
  '1.19': '1.19.10',
  '1.20': '1.20.8',
  '1.21': '1.21.6',
  '1.22': '1.22.8',
  '1.23': '1.23.6',
  '1.24': '1.24.6',
  '1.25': '1.25.5',
  '1.26': '1.26.8',
  '1.27': '1.27.9',
  '1.28': '1.28.10',
  '1.29': '1.29.6',
  '1.30': '1.30.3',
  '1.31': '1.31.0-rc.0',
} as const;

/** A release of the Gateway API, by its minor version. */
export const gatewayApiReleases = { '1.5': '1.5.1', '1.6': '1.6.1' } as const;

const inBoth = [
  'standard/backendtlspolicies',
  'standard/gatewayclasses',
  'standard/gateways',
  'standard/grpcroutes',
  'standard/httproutes',
  'standard/listenersets',
  'standard/referencegrants',
  'standard/tlsroutes',
] as const;

/** Its CRD files, by channel and kind: the experimental channel for what Istio takes and the standard one lacks. */
export const gatewayApiFiles = {
  '1.5': [...inBoth, 'experimental/tcproutes'],
  '1.6': [...inBoth, 'standard/tcproutes', 'standard/udproutes'],
} as const;

/** The Kubernetes whose `/openapi/v3` is read. */
export const kubernetesReleases = { '1.34': '1.34.4' } as const;

/** The Kubernetes kinds that a mesh is made of: `plural` as the server's paths have it. */
export const kubernetesKinds: readonly { readonly document: string; readonly kinds: KindsOfDocument }[] = [
  {
    document: 'api/v1',
    kinds: {
      ConfigMap: 'configmaps',
      Endpoints: 'endpoints',
      LimitRange: 'limitranges',
      Namespace: 'namespaces',
      PersistentVolumeClaim: 'persistentvolumeclaims',
      Pod: 'pods',
      ReplicationController: 'replicationcontrollers',
      ResourceQuota: 'resourcequotas',
      Secret: 'secrets',
      Service: 'services',
      ServiceAccount: 'serviceaccounts',
    },
  },
  {
    document: 'apis/apps/v1',
    kinds: {
      DaemonSet: 'daemonsets',
      Deployment: 'deployments',
      ReplicaSet: 'replicasets',
      StatefulSet: 'statefulsets',
    },
  },
  { document: 'apis/batch/v1', kinds: { CronJob: 'cronjobs', Job: 'jobs' } },
  {
    document: 'apis/admissionregistration.k8s.io/v1',
    kinds: {
      MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
      ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
    },
  },
  {
    document: 'apis/apiextensions.k8s.io/v1',
    kinds: { CustomResourceDefinition: 'customresourcedefinitions' },
  },
  { document: 'apis/autoscaling/v2', kinds: { HorizontalPodAutoscaler: 'horizontalpodautoscalers' } },
  { document: 'apis/autoscaling/v1', kinds: { HorizontalPodAutoscaler: 'horizontalpodautoscalers' } },
  { document: 'apis/discovery.k8s.io/v1', kinds: { EndpointSlice: 'endpointslices' } },
  {
    document: 'apis/networking.k8s.io/v1',
    kinds: { Ingress: 'ingresses', IngressClass: 'ingressclasses', NetworkPolicy: 'networkpolicies' },
  },
  { document: 'apis/policy/v1', kinds: { PodDisruptionBudget: 'poddisruptionbudgets' } },
  {
    document: 'apis/rbac.authorization.k8s.io/v1',
    kinds: {
      ClusterRole: 'clusterroles',
      ClusterRoleBinding: 'clusterrolebindings',
      Role: 'roles',
      RoleBinding: 'rolebindings',
    },
  },
];

type KindsOfDocument = Readonly<Record<string, string>>;
