import { validateObject } from '../../../lib/validation/validate-object';
import { changes } from './changes';
import { all, refused } from './refused';

const first = 'spec.template.spec';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const schema = 'spec.versions.0.schema.openAPIV3Schema.properties.spec.properties';
const size = (field: string) =>
  `spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[size].${field}`;
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
    ['PodDisruptionBudget web', { 'spec.minAvailable': 2 ** 31 }, 'spec.minAvailable'],
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
      'DaemonSet agent',
      { 'spec.updateStrategy.rollingUpdate': { maxUnavailable: 0 } },
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
    ],
    ['StatefulSet db', { 'spec.serviceName': 'a_b' }, 'spec.serviceName'],
    [
      'StatefulSet db',
      { 'spec.volumeClaimTemplates.0.spec.accessModes': [] },
      'spec.volumeClaimTemplates[0].spec.accessModes',
    ],
    ['Namespace new-shop', { 'spec.finalizers': ['mine'] }, 'spec.finalizers[0]'],
    ['Secret pull', { stringData: { '.dockerconfigjson': '[]' } }, 'stringData[.dockerconfigjson]'],
    ['Secret token', { 'metadata.annotations': {} }, 'metadata.annotations'],
    ['Secret basic', { stringData: {} }, 'data'],
    ['Role a:b', { 'rules.0.verbs': [] }, 'rules[0].verbs'],
    ['Role a:b', { 'rules.0': { verbs: ['get'], nonResourceURLs: ['/a'] } }, 'rules[0].nonResourceURLs'],
    ['ClusterRole reader', { aggregationRule: {} }, 'aggregationRule.clusterRoleSelectors'],
    ['RoleBinding b', { 'roleRef.kind': 'Service' }, 'roleRef.kind'],
    ['ClusterRoleBinding b2', { 'subjects.0.namespace': undefined }, 'subjects[0].namespace'],
    ['PodDisruptionBudget web', { 'spec.maxUnavailable': 1 }, 'spec'],
    ['PodDisruptionBudget web2', { 'spec.maxUnavailable': '101%' }, 'spec.maxUnavailable'],
    ['HorizontalPodAutoscaler web', { 'spec.maxReplicas': 0 }, 'spec.maxReplicas'],
    ['HorizontalPodAutoscaler web', { 'spec.metrics.0.resource': undefined }, 'spec.metrics[0].resource'],
    ['PersistentVolumeClaim data', { 'spec.resources': {} }, 'spec.resources.requests.storage'],
    ['ValidatingWebhookConfiguration val', { 'webhooks.0.name': 'a.b' }, 'webhooks[0].name'],
    ['ValidatingWebhookConfiguration val', { 'webhooks.0.clientConfig': {} }, 'webhooks[0].clientConfig'],
    [
      'MutatingWebhookConfiguration inj',
      { 'webhooks.0.admissionReviewVersions': ['v2'] },
      'webhooks[0].admissionReviewVersions',
    ],
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
  ])('is refused: %s %j', (name, changes, field) => {
    expect(refused(name, changes)).toEqual([field]);
  });
});

test.each(changes)('$name with $changed is judged as by a real API server', ({ name, changed, field }) => {
  expect(refused(name, changed)[0]).toBe(field);
});
