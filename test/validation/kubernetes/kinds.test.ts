import { validateObject } from '../../../lib/validation/validate-object';
import { changed, specimens } from './specimens';

const all = specimens() as readonly { kind: string; metadata: { name?: string; generateName?: string } }[];

/** The fields that an API server refuses of a specimen with other values. */
function refused(name: string, changes: Readonly<Record<string, unknown>>): (string | undefined)[] {
  const specimen = all.find(({ kind, metadata }) => name === `${kind} ${metadata.name}`);
  if (specimen === undefined) throw new Error(`there is no ${name}`);
  return validateObject(changed(specimen, changes))
    .filter(({ refusedBy = [] }) => refusedBy.includes('api-server'))
    .map(({ field }) => field);
}

const first = 'spec.template.spec';
const container = `${first}.containers.0`;
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const required = 'requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
const indexes = 'spec.successPolicy.rules[0].succeededIndexes';
const count = 'spec.successPolicy.rules[0].succeededCount';
const schema = 'spec.versions.0.schema.openAPIV3Schema.properties.spec.properties';
const size = (field: string) =>
  `spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[size].${field}`;
const cron = 'CronJob nightly';
const policy = 'NetworkPolicy deny';
const told = (resourceFieldRef: object) => ({ path: 'a', resourceFieldRef });
const odd = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['a/b'] }] };

describe('what a real API server takes', () => {
  it.each(all.map((one) => [`${one.kind} ${one.metadata.name ?? one.metadata.generateName}`, one] as const))(
    'is not refused: %s',
    (_, object) => {
      expect(validateObject(object)).toEqual([]);
    },
  );

  it.each([
    ['MutatingWebhookConfiguration inj', { 'webhooks.0.clientConfig.caBundle': '' }],
    ['Secret tls', { data: { 'tls.crt': '', 'tls.key': [1, null] } }],
    ['ConfigMap conf', { 'binaryData.c': 'YQ\n==' }],
    ['Service ext', { 'spec.ports.0.nodePort': 30001 }],
    ['Service web', { 'spec.ipFamilies': ['IPv4', 'IPv6'], 'spec.clusterIP': 'None', 'spec.selector': {} }],
    ['Service web', { 'spec.ipFamilies': ['IPv4', 'IPv6'], 'spec.ipFamilyPolicy': 'PreferDualStack' }],
    [
      'Deployment web',
      {
        [`${first}.terminationGracePeriodSeconds`]: 40,
        [`${first}.containers.0.lifecycle`]: { stopSignal: 'X', preStop: { sleep: { seconds: 31 } } },
      },
    ],
    ['Service web', { 'spec.sessionAffinityConfig': { clientIP: { timeoutSeconds: 10 } } }],
    ['Service lb', { 'spec.externalIPs': ['010.0.0.1'] }],
    ['ReplicationController rc', { 'spec.selector': {} }],
    ['StatefulSet db', { 'spec.revisionHistoryLimit': -1 }],
    ['StatefulSet db', { 'spec.template.spec.hostname': 'a.b' }],
    ['StatefulSet db', { 'spec.template.spec.containers.0.image': 'a ' }],
    ['PodDisruptionBudget web', { 'metadata.finalizers': ['mine'] }],
    ['Deployment rich', { 'spec.template.spec.volumes.0': { name: 'tmp', image: {}, emptyDir: {} } }],
    ['HorizontalPodAutoscaler web', { 'spec.scaleTargetRef': { kind: 'ReplicationController', name: 'a' } }],
    ['Job once', { 'spec.podFailurePolicy': {} }],
    ['EndpointSlice eps', { endpoints: undefined }],
    ['Deployment web', { 'spec.template.spec.containers.0.resources.requests.cpu': null }],
    ['LimitRange limits', { 'metadata.name': undefined, 'spec.limits': undefined }],
    ['PersistentVolumeClaim restored', { 'spec.dataSource': { name: 'a' }, 'spec.dataSourceRef': undefined }],
    [
      'PersistentVolumeClaim restored',
      { 'spec.dataSourceRef': { kind: 'A', apiGroup: 'a.b', name: 'a', namespace: 'b' } },
    ],
    ['Deployment web', { [`${first}.affinity.nodeAffinity.${preferred}.0.preference`]: odd }],
  ])('is not refused where it looks odd: %s %j', (name, changes) => {
    expect(refused(name, changes)).toEqual([]);
  });
});

describe('what a real API server refuses', () => {
  it.each([
    [
      'PersistentVolumeClaim data',
      { 'spec.accessModes': ['ReadWriteOncePod', 'ReadWriteOnce'] },
      'spec.accessModes',
    ],
    ['Service web', { 'spec.externalIPs': ['fe80::1'] }, 'spec.externalIPs[0]'],
    ['Deployment web', { [`${first}.hostUsers`]: false, [`${first}.hostIPC`]: true }, `${first}.hostIPC`],
    [
      'Deployment web',
      { [`${first}.resources`]: { limits: { 'a.b/c': 1 } } },
      `${first}.resources.limits[a.b/c]`,
    ],
    [
      'Job once',
      { [`${first}.volumes`]: [{ name: 'a', emptyDir: { sizeLimit: '-1' } }] },
      `${first}.volumes[0].emptyDir.sizeLimit`,
    ],
    [
      'Job once',
      { [`${first}.volumes`]: [{ name: 'a', ephemeral: {} }] },
      `${first}.volumes[0].ephemeral.volumeClaimTemplate`,
    ],
    [
      'Job once',
      { [`${first}.volumes`]: [{ name: 'a', downwardAPI: { items: [told({ resource: 'limits.cpu' })] } }] },
      `${first}.volumes[0].downwardAPI.items[0].resourceFieldRef.containerName`,
    ],
    [
      'Deployment web',
      {
        [`${container}.env`]: [
          { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1m' } } },
        ],
      },
      `${first}.containers[0].env[0].valueFrom.resourceFieldRef.divisor`,
    ],
    [
      'Deployment web',
      { [`${container}.envFrom`]: [{ prefix: '=', secretRef: { name: 'a' } }] },
      `${first}.containers[0].envFrom[0].prefix`,
    ],
    [
      'Deployment web',
      { [`${first}.dnsConfig`]: { searches: Array(33).fill('a') } },
      `${first}.dnsConfig.searches`,
    ],
    ['Ingress older', { 'spec.rules': [{ host: '10.0.0.1' }] }, 'spec.rules[0].host'],
    [
      'Job once',
      {
        'spec.completions': undefined,
        'spec.parallelism': undefined,
        'spec.completionMode': 'Indexed',
        'spec.backoffLimitPerIndex': 1,
        'spec.maxFailedIndexes': 2,
      },
      'spec.maxFailedIndexes',
    ],
    [
      'Deployment web',
      { [`${first}.containers.0.lifecycle`]: { preStop: { sleep: { seconds: 31 } } } },
      `${first}.containers[0].lifecycle.preStop.sleep.seconds`,
    ],
    ['Job once', { 'spec.manualSelector': true }, 'spec.selector'],
    [
      'Job once',
      { 'spec.manualSelector': true, 'spec.selector': { matchLabels: { a: 'b' } } },
      'spec.template.metadata.labels',
    ],
    ['Service web', { 'spec.ipFamilies': ['IPv4', 'IPv6'] }, 'spec.ipFamilyPolicy'],
    ['Service web', { 'spec.ipFamilies': ['IPv6'], 'spec.clusterIP': '10.0.0.9' }, 'spec.clusterIP'],
    [
      'Service web',
      { 'spec.clusterIP': '10.0.0.9', 'spec.clusterIPs': ['10.0.0.9', 'fd00::9'] },
      'spec.ipFamilyPolicy',
    ],
    [
      'Service web',
      {
        'spec.type': 'NodePort',
        'spec.ports': [
          { name: 'a', port: 1, nodePort: 30001 },
          { name: 'b', port: 2, nodePort: 30001 },
        ],
      },
      'spec.ports[1].nodePort',
    ],
    [
      'Service web',
      { 'spec.type': 'LoadBalancer', 'spec.externalTrafficPolicy': 'Local', 'spec.healthCheckNodePort': -1 },
      'spec.healthCheckNodePort',
    ],
    ['PodDisruptionBudget web', { 'spec.minAvailable': 2 ** 31 }, 'spec.minAvailable'],
    ['Service web', { 'spec.ports.0.targetPort': 2 ** 31 }, 'spec.ports[0].targetPort'],
    [
      'Deployment web',
      { [`${first}.readinessGates`]: [{ conditionType: '' }] },
      `${first}.readinessGates[0].conditionType`,
    ],
    ['CustomResourceDefinition widgets.example.com', { [`${schema}.size.minimun`]: 1 }, size('minimun')],
    ['CustomResourceDefinition widgets.example.com', { [`${schema}.size.minimum`]: '1' }, size('minimum')],
    [
      'CustomResourceDefinition widgets.example.com',
      { [`${schema}.size.allOf`]: [{ not: { pattern: 1 } }] },
      size('allOf[0].not.pattern'),
    ],
    ['LimitRange limits', { 'spec.limits.1.type': 'Container' }, 'spec.limits[1].type'],
    ['LimitRange limits', { 'spec.limits.1.type': 'Image' }, 'spec.limits[1].type'],
    ['LimitRange limits', { 'spec.limits.1.default': { cpu: '1' } }, 'spec.limits[1].default'],
    ['LimitRange limits', { 'spec.limits.0.min.storage': '1Gi' }, 'spec.limits[0].min[storage]'],
    ['LimitRange limits', { 'spec.limits.0.min.cpu': '3' }, 'spec.limits[0].min[cpu]'],
    ['LimitRange limits', { 'spec.limits.0.default.cpu': '10u' }, 'spec.limits[0].min[cpu]'],
    [
      'LimitRange limits',
      { 'spec.limits.0.maxLimitRequestRatio.cpu': '201' },
      'spec.limits[0].maxLimitRequestRatio[cpu]',
    ],
    ['LimitRange limits', { 'spec.limits.2': { type: 'PersistentVolumeClaim' } }, 'spec.limits[2]'],
    ['ResourceQuota counts', { 'spec.hard.posd': '1' }, 'spec.hard[posd]'],
    ['ResourceQuota counts', { 'spec.hard.services': '1.5' }, 'spec.hard[services]'],
    ['ResourceQuota counts', { 'spec.hard.pods': '-1' }, 'spec.hard[pods]'],
    ['ResourceQuota counts', { 'spec.scopes': ['NotTerminating'] }, 'spec.scopes'],
    ['ResourceQuota pods', { 'spec.scopes': ['NotTerminating', 'Terminating'] }, 'spec.scopes'],
    ['ResourceQuota pods', { 'spec.scopes': ['Never'] }, 'spec.scopes[0]'],
    ['ResourceQuota pods', { 'spec.scopes': [''] }, 'spec.scopes'],
    [
      'ResourceQuota pods',
      { 'spec.scopeSelector.matchExpressions.0.values': [] },
      'spec.scopeSelector.matchExpressions[0]',
    ],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '2-4,0' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '0-5' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededIndexes': '0-1-2' }, indexes],
    ['Job some', { 'spec.successPolicy.rules.0.succeededCount': 5 }, count],
    ['Job some', { 'spec.successPolicy.rules.0.succeededCount': -1 }, count],
    ['PersistentVolumeClaim restored', { 'spec.dataSource.name': 'other' }, 'spec.dataSource'],
    [
      'PersistentVolumeClaim restored',
      { 'spec.dataSource': undefined, 'spec.dataSourceRef.name': undefined },
      'spec.dataSourceRef.name',
    ],
    [
      'PersistentVolumeClaim restored',
      { 'spec.dataSource': { kind: 'PersistentVolumeClaim' }, 'spec.dataSourceRef': undefined },
      'spec.dataSource.name',
    ],
    [
      'PersistentVolumeClaim restored',
      { 'spec.dataSource': undefined, 'spec.dataSourceRef.apiGroup': undefined },
      'spec.dataSourceRef',
    ],
    [
      'PersistentVolumeClaim data',
      { 'spec.volumeAttributesClassName': 'A' },
      'spec.volumeAttributesClassName',
    ],
    [
      'Ingress older',
      { 'spec.ingressClassName': 'other' },
      'metadata.annotations[kubernetes.io/ingress.class]',
    ],
    [
      'Job once',
      { 'spec.podFailurePolicy.rules.1.onPodConditions': Array(21).fill({ type: 'A', status: 'True' }) },
      'spec.podFailurePolicy.rules[1].onPodConditions',
    ],
    [
      'Deployment rich',
      {
        [`${container}.resources.claims`]: [{ name: 'gpu' }, { name: 'gpu', request: 'a' }, { name: 'gpu' }],
      },
      'spec.template.spec.containers[0].resources.claims[2]',
    ],
    [
      'Deployment rich',
      { [`${first}.affinity.nodeAffinity.${required}.0.matchFields.0.values`]: ['A_B'] },
      `spec.template.spec.affinity.nodeAffinity.${required}[0].matchFields[0].values[0]`,
    ],
    ['Pod curl', { 'spec.ephemeralContainers': [{ name: 'a', image: 'b' }] }, 'spec.ephemeralContainers'],
    [
      'Deployment rich',
      { [`${container}.volumeDevices.1`]: { name: 'disk', devicePath: '/dev/b' } },
      'spec.template.spec.containers[0].volumeDevices[1].name',
    ],
    [
      'Deployment web',
      { [`${first}.affinity.nodeAffinity.${required}`]: [odd] },
      'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values[0]',
    ],
    ['Service web', { 'spec.clusterIPs': ['10.0.0.9'] }, 'spec.clusterIPs'],
    ['Service web', { 'spec.loadBalancerClass': 'a.b/c' }, 'spec.loadBalancerClass'],
    ['Service web', { 'spec.healthCheckNodePort': 31000 }, 'spec.healthCheckNodePort'],
    ['Service web', { 'spec.trafficDistribution': 'Near' }, 'spec.trafficDistribution'],
    ['Service np', { 'spec.clusterIP': 'None' }, 'spec.clusterIP'],
    ['Service lb', { 'spec.loadBalancerSourceRanges': ['10.0.0.0'] }, 'spec.loadBalancerSourceRanges[0]'],
    ['Service lb', { 'spec.ipFamilies': ['IPv4', 'IPv4'] }, 'spec.ipFamilies[1]'],
    ['Service ext', { 'spec.ipFamilyPolicy': 'SingleStack' }, 'spec.ipFamilyPolicy'],
    [
      'DaemonSet agent',
      { 'spec.updateStrategy.rollingUpdate': { maxUnavailable: 0 } },
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
    ],
    [
      'DaemonSet agent',
      { [`${first}.containers.0.ports.1`]: { containerPort: 15000, hostPort: 15000 } },
      'spec.template.spec.containers[0].ports[1].hostPort',
    ],
    ['StatefulSet db', { 'spec.serviceName': 'a_b' }, 'spec.serviceName'],
    [
      'StatefulSet db',
      { 'spec.volumeClaimTemplates.0.spec.accessModes': [] },
      'spec.volumeClaimTemplates[0].spec.accessModes',
    ],
    ['StatefulSet db', { [`${first}.containers.0.image`]: '' }, 'spec.template.spec.containers[0].image'],
    ['Job once', { 'spec.completions': undefined }, 'spec.completions'],
    ['Job once', { [`${first}.restartPolicy`]: 'OnFailure' }, 'spec.template.spec.restartPolicy'],
    [
      'Job once',
      { 'spec.podFailurePolicy.rules.0.onExitCodes.values': [2, 1] },
      'spec.podFailurePolicy.rules[0].onExitCodes.values[1]',
    ],
    ['CronJob nightly', { 'spec.timeZone': 'nowhere at all' }, 'spec.timeZone'],
    ['Deployment web', { [`${first}.tolerations.0.key`]: '' }, 'spec.template.spec.tolerations[0].operator'],
    [
      'Deployment web',
      {
        [`${first}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.topologyKey`]:
          '',
      },
      'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
    ],
    [
      'Deployment web',
      { [`${first}.containers.0.env.1.valueFrom.fieldRef.fieldPath`]: 'status.phase' },
      'spec.template.spec.containers[0].env[1].valueFrom.fieldRef.fieldPath',
    ],
    [
      'Deployment web',
      { [`${first}.volumes.1.configMap.items.0.path`]: '../a' },
      'spec.template.spec.volumes[1].configMap.items[0].path',
    ],
    [
      'Deployment web',
      { [`${first}.volumes.6.projected.sources.0.serviceAccountToken.expirationSeconds`]: 599 },
      'spec.template.spec.volumes[6].projected.sources[0].serviceAccountToken.expirationSeconds',
    ],
    [
      'Deployment web',
      { [`${first}.initContainers.0.readinessProbe`]: { exec: { command: ['a'] } } },
      'spec.template.spec.initContainers[0].readinessProbe',
    ],
    ['Pod curl', { 'spec.hostname': 'a.b' }, 'spec.hostname'],
    ['Namespace new-shop', { 'spec.finalizers': ['mine'] }, 'spec.finalizers[0]'],
    ['Secret pull', { stringData: { '.dockerconfigjson': '[]' } }, 'stringData[.dockerconfigjson]'],
    ['Secret token', { 'metadata.annotations': {} }, 'metadata.annotations'],
    ['Secret basic', { stringData: {} }, 'data'],
    ['Role a:b', { 'rules.0.verbs': [] }, 'rules[0].verbs'],
    ['Role a:b', { 'rules.0': { verbs: ['get'], nonResourceURLs: ['/a'] } }, 'rules[0].nonResourceURLs'],
    ['ClusterRole reader', { aggregationRule: {} }, 'aggregationRule.clusterRoleSelectors'],
    ['RoleBinding b', { 'roleRef.kind': 'Service' }, 'roleRef.kind'],
    ['ClusterRoleBinding b2', { 'subjects.0.namespace': undefined }, 'subjects[0].namespace'],
    ['NetworkPolicy deny', { 'spec.ingress.0.from.0': {} }, 'spec.ingress[0].from[0]'],
    ['NetworkPolicy deny', { 'spec.ingress.0.ports.2.endPort': 10 }, 'spec.ingress[0].ports[2].endPort'],
    ['PodDisruptionBudget web', { 'spec.maxUnavailable': 1 }, 'spec'],
    ['PodDisruptionBudget web2', { 'spec.maxUnavailable': '101%' }, 'spec.maxUnavailable'],
    ['HorizontalPodAutoscaler web', { 'spec.maxReplicas': 0 }, 'spec.maxReplicas'],
    ['HorizontalPodAutoscaler web', { 'spec.metrics.0.resource': undefined }, 'spec.metrics[0].resource'],
    ['PersistentVolumeClaim data', { 'spec.resources': {} }, 'spec.resources.requests.storage'],
    ['Ingress ing', { 'spec.rules.0.http.paths.0.path': 'a' }, 'spec.rules[0].http.paths[0].path'],
    [
      'Ingress ing',
      { 'spec.defaultBackend.service.port': { number: 80, name: 'http' } },
      'spec.defaultBackend.service.port',
    ],
    ['IngressClass istio', { 'spec.controller': 'istio' }, 'spec.controller'],
    ['ValidatingWebhookConfiguration val', { 'webhooks.0.name': 'a.b' }, 'webhooks[0].name'],
    ['ValidatingWebhookConfiguration val', { 'webhooks.0.clientConfig': {} }, 'webhooks[0].clientConfig'],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.admissionReviewVersions': ['v2'] },
      'webhooks[0].admissionReviewVersions',
    ],
    ['Deployment rich', { [`${first}.overhead`]: { cpu: '-1' } }, `${first}.overhead[cpu]`],
    ['Deployment rich', { [`${first}.overhead`]: { 'a.b/c': '1.5' } }, `${first}.overhead[a.b/c]`],
    ['Deployment rich', { [`${first}.dnsConfig`]: undefined }, `${first}.dnsConfig`],
    ['Deployment rich', { [`${first}.serviceAccount`]: '-a' }, `${first}.serviceAccount`],
    ['Deployment rich', { [`${first}.schedulingGates.0.name`]: 'a b' }, `${first}.schedulingGates[0].name`],
    [
      'Deployment rich',
      { [`${first}.topologySpreadConstraints.0.labelSelector`]: undefined },
      `${first}.topologySpreadConstraints[0].matchLabelKeys`,
    ],
    [
      'Deployment rich',
      { [`${first}.securityContext.seccompProfile.type`]: 'RuntimeDefault' },
      `${first}.securityContext.seccompProfile.localhostProfile`,
    ],
    [
      'Deployment rich',
      { [`${container}.resizePolicy.0.resourceName`]: 'disk' },
      `${first}.containers[0].resizePolicy[0].resourceName`,
    ],
    [
      'Deployment rich',
      { [`${container}.resizePolicy.1.resourceName`]: 'cpu' },
      `${first}.containers[0].resizePolicy[1].resourceName`,
    ],
    [
      'Deployment rich',
      { [`${container}.resizePolicy.0.restartPolicy`]: '' },
      `${first}.containers[0].resizePolicy[0].restartPolicy`,
    ],
    [
      'Deployment rich',
      { [`${container}.resources.requests`]: { 'a.b/gpu': 2 } },
      `${first}.containers[0].resources.requests[a.b/gpu]`,
    ],
    [
      'Deployment rich',
      { [`${container}.resources.claims.0.name`]: 'cpu' },
      `${first}.containers[0].resources.claims[0]`,
    ],
    [
      'Deployment rich',
      { [`${container}.volumeDevices.0.name`]: 'disc' },
      `${first}.containers[0].volumeDevices[0].name`,
    ],
    [
      'Deployment rich',
      { [`${container}.volumeMounts.0.readOnly`]: false },
      `${first}.containers[0].volumeMounts[0].recursiveReadOnly`,
    ],
    [
      'Deployment rich',
      { [`${container}.volumeMounts.0.subPath`]: '../a' },
      `${first}.containers[0].volumeMounts[0].subPath`,
    ],
    ['Pod curl', { 'spec.overhead': { cpu: '1' } }, 'spec.overhead'],
    ['Pod curl', { 'spec.priority': 7 }, 'spec.priority'],
    ['Pod curl', { 'spec.preemptionPolicy': 'Never' }, 'spec.preemptionPolicy'],
    [
      'Deployment rich',
      { [`${first}.hostPID`]: true, [`${first}.shareProcessNamespace`]: true },
      `${first}.shareProcessNamespace`,
    ],
    [
      'Deployment rich',
      { [`${container}.securityContext.procMount`]: 'Unmasked' },
      `${first}.containers[0].securityContext.procMount`,
    ],
    ['Service web', { 'spec.internalTrafficPolicy': '' }, 'spec.internalTrafficPolicy'],
    ['Endpoints ep', { 'subsets.0.addresses.0.ip': '127.0.0.1' }, 'subsets[0].addresses[0].ip'],
    ['Endpoints ep', { 'subsets.0.ports.1.name': '' }, 'subsets[0].ports[1].name'],
    ['Endpoints ep', { 'subsets.0.addresses': [], 'subsets.0.notReadyAddresses': [] }, 'subsets[0]'],
    ['EndpointSlice eps', { 'endpoints.0.addresses': ['a.example'] }, 'endpoints[0].addresses[0]'],
    ['EndpointSlice eps', { 'endpoints.0.addresses': [] }, 'endpoints[0].addresses'],
    ['EndpointSlice eps', { 'ports.0.name': '' }, 'ports[1].name'],
    ['EndpointSlice eps', { 'ports.1.appProtocol': 'a b' }, 'ports[1].appProtocol'],
    ['EndpointSlice hosts', { 'endpoints.0.addresses': ['a'] }, 'endpoints[0].addresses[0]'],
    [
      'HorizontalPodAutoscaler web',
      { 'spec.scaleTargetRef.apiVersion': undefined },
      'spec.scaleTargetRef.apiVersion',
    ],
    [
      'HorizontalPodAutoscaler web',
      { 'spec.metrics.0.resource.target': { type: 'Utilization' } },
      'spec.metrics[0].resource.target',
    ],
    [
      'HorizontalPodAutoscaler web',
      { 'spec.metrics.1.pods.target.averageValue': '0' },
      'spec.metrics[1].pods.target.averageValue',
    ],
    [
      'HorizontalPodAutoscaler web',
      { 'spec.metrics.4.external.metric.name': 'a/b' },
      'spec.metrics[4].external.metric.name',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.matchConditions.1.expression': 'objekt.metadata.name == "a"' },
      'webhooks[0].matchConditions[1].expression',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.matchConditions.1.expression': 'request.headers.size() > 0' },
      'webhooks[0].matchConditions[1].expression',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.matchConditions.1.expression': '{"a": [{"b": 1}]}' },
      'webhooks[0].matchConditions[1].expression',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.matchConditions.1.name': 'a' },
      'webhooks[0].matchConditions[1].name',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.clientConfig.service.path': 'inject' },
      'webhooks[0].clientConfig.service.path',
    ],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.rules.0.resources': ['*', 'pods'] },
      'webhooks[0].rules[0].resources',
    ],
    ['ConfigMap conf', { 'metadata.finalizers': ['mine'] }, 'metadata.finalizers'],
    [
      'Ingress ing',
      { 'spec.defaultBackend': { resource: { kind: 'a/b', name: 'c' } } },
      'spec.defaultBackend.resource.kind',
    ],
  ])('is refused: %s %j', (name, changes, field) => {
    expect(refused(name, changes)).toEqual([field]);
  });
});

test.each([
  '@daily',
  '@every 1h30m',
  ' 0 3 * * *',
  '*/5 10-20/2 1,15 JAN-mar ?',
  '*-x 0 * * sun',
  '5/15 * * * *',
])('a time of cron is taken: %s', (schedule) => {
  expect(refused(cron, { 'spec.schedule': schedule })).toEqual([]);
});

test.each([
  '* * * * 7',
  '60 * * * *',
  '*/0 * * * *',
  '30-10 * * * *',
  'MON * * * *',
  '* * 0 * *',
  '1-2-3 * * * *',
  '1/2/3 * * * *',
  '@every day',
  '@noon',
  'TZ=UTC 0 3 * * *',
])('what is no time of cron is refused: %s', (schedule) => {
  expect(refused(cron, { 'spec.schedule': schedule })).toEqual(['spec.schedule']);
});

test.each(['10.0.0.0/8', '11.1.0.0/16', 'fd00::/16'])('%s is no part of 10.0.0.0/8', (part) => {
  const egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', part] } }] }];
  expect(refused(policy, { 'spec.egress': egress })).toEqual(['spec.egress[0].to[0].ipBlock.except[1]']);
});
