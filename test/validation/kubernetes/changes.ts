import { crdChanges } from './crd-changes';
import type { Change } from './specimens';

const pod = 'spec.template.spec';
const rights = `${pod}.securityContext`;
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' };
const asUser = (runAsUserName: string) => ({ [`${rights}.windowsOptions.runAsUserName`]: runAsUserName });
const claim = 'spec.volumeClaimTemplates.0.spec';
const claimed = 'spec.volumeClaimTemplates[0].spec';
const claimName = 'spec.volumeClaimTemplates[0].metadata.name';
const unmounted = { [`${pod}.containers.0.volumeMounts`]: [] };
const reserved = { name: 'v', configMap: { name: 'c', items: [{ key: 'a', path: '..a' }] } };
const unlabelled = { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] };
const unindexed = {
  'spec.completionMode': undefined,
  'spec.backoffLimitPerIndex': undefined,
  'spec.maxFailedIndexes': undefined,
};
const byHand = { 'spec.manualSelector': true, 'spec.selector': { matchLabels: { app: 'once' } } };
const called = 'webhooks[0].clientConfig.url';
/** Two containers that ask for so much. */
const both = (...cpus: readonly string[]) =>
  cpus.map((cpu, index) => ({ name: `c${index}`, image: 'a', resources: { requests: { cpu } } }));
const set = (name: string) => ({ 'spec.securityContext': { sysctls: [{ name, value: '1' }] } });
const setting = 'spec.securityContext.sysctls[0].name';
const secret = 'spec.volumes[0].csi.nodePublishSecretRef.name';
const udp = { containerPort: 80, protocol: 'UDP' };
const second = 'spec.containers[0].ports[1].hostPort';
const before = 'spec.initContainers[0].ports[1].hostPort';
const request = `${pod}.containers[0].resources.claims[0].request`;
const field = (path: string) => ({ fieldRef: { fieldPath: `metadata.${path}` } });
const described = (item: object) => ({ name: 'a', downwardAPI: { items: [{ path: 'a', ...item }] } });
const user = `${rights}.windowsOptions.runAsUserName`;

const security = 'pod-security.kubernetes.io';
const cronJob = 'CronJob nightly';
const rows: readonly Change[] = [
  // Names.
  [cronJob, { 'metadata.name': 'a'.repeat(52) }],
  [cronJob, { 'metadata.name': 'a'.repeat(53) }, 'metadata.name'],
  [cronJob, { 'metadata.name': undefined, 'metadata.generateName': 'a'.repeat(48) }, 'metadata.generateName'],
  ['StatefulSet db', { 'metadata.name': 'db.shop' }, 'metadata.name'],
  ['Job once', { 'metadata.name': 'a'.repeat(61) }],
  ['Job once', { 'metadata.name': 'a'.repeat(62) }, 'metadata.name'],
  ['Job once', { 'metadata.name': 'a.b' }, 'metadata.name'],
  ['Job once', { 'metadata.name': 'a.b', ...unindexed }],
  ['Job once', { 'metadata.name': 'a'.repeat(64), ...unindexed }, 'metadata.name'],
  ['Job once', { 'metadata.name': 'a'.repeat(64), ...unindexed, ...byHand }],
  ['Pod curl-', { 'metadata.generateName': 'Curl-' }, 'metadata.generateName'],
  ['Pod curl-', { 'metadata.generateName': 'A-' }, 'metadata.generateName'],
  ['Pod curl-', { 'metadata.generateName': 'a'.repeat(250) }],
  // Metadata.
  ['ConfigMap conf', { 'metadata.finalizers': ['orphan', 'foregroundDeletion'] }, 'metadata.finalizers'],
  ['ConfigMap conf', { 'metadata.finalizers': ['orphan', 'orphan'] }],
  ['ConfigMap conf', { 'metadata.ownerReferences': [{}] }, 'metadata.ownerReferences[0].apiVersion'],
  [
    'ConfigMap conf',
    { 'metadata.ownerReferences': [{ ...owner, kind: 'Event' }] },
    'metadata.ownerReferences[0].kind',
  ],
  ['ConfigMap conf', { 'metadata.ownerReferences': [{ ...owner, kind: 'Event', apiVersion: 'a/v1' }] }],
  [
    'ConfigMap conf',
    { 'metadata.ownerReferences': [owner, { ...owner, controller: true }, { ...owner, controller: true }] },
  ],
  [
    'ConfigMap conf',
    {
      'metadata.ownerReferences': [
        { ...owner, controller: true },
        { ...owner, name: 'c', controller: true },
      ],
    },
    'metadata.ownerReferences[1].controller',
  ],
  ['ReplicaSet rs', { 'spec.template.metadata.ownerReferences': [{ kind: 'Pod' }] }],
  // Quantities.
  ['PersistentVolumeClaim odd', { 'spec.resources.requests.gold': ' 1 ' }],
  ['PersistentVolumeClaim odd', { 'spec.resources.requests.gold': '' }, 'spec.resources.requests[gold]'],
  ['PersistentVolumeClaim odd', { 'spec.resources.requests.gold': '1K' }, 'spec.resources.requests[gold]'],
  ['PersistentVolumeClaim odd', { 'spec.resources.requests.gold': '1\n' }, 'spec.resources.requests[gold]'],
  [
    'PersistentVolumeClaim odd',
    { 'spec.resources.requests.storage': '.' },
    'spec.resources.requests.storage',
  ],
  // What servers that have not switched a feature on drop, or never look at.
  ['PersistentVolumeClaim odd', { 'spec.dataSourceRef': { namespace: 'a', name: 'b' } }],
  ['Pod curl', { 'spec.containers.0.restartPolicyRules': [{ exitCodes: {} }] }],
  ['Pod curl', { 'spec.volumes': [{ name: 'a', projected: { sources: [{ podCertificate: {} }] } }] }],
  [
    'HorizontalPodAutoscaler web',
    { 'spec.metrics.4.external.metric.selector': { matchExpressions: [{ key: 'a' }] } },
  ],
  [
    'NetworkPolicy deny',
    { 'spec.podSelector': { matchExpressions: [{ operator: 'Exists' }] } },
    'spec.podSelector.matchExpressions[0].key',
  ],
  // Sources of claims: of one that a controller makes the server drops none.
  ['StatefulSet db', { [`${claim}.dataSource`]: { kind: 'A', name: 'b' } }, `${claimed}.dataSource`],
  [
    'StatefulSet db',
    { [`${claim}.dataSourceRef`]: { kind: 'PersistentVolumeClaim', namespace: 'a' } },
    `${claimed}.dataSourceRef.name`,
  ],
  [
    'StatefulSet db',
    {
      [`${claim}.dataSource`]: { kind: 'PersistentVolumeClaim', name: 'a' },
      [`${claim}.dataSourceRef`]: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'b' },
    },
    `${claimed}.dataSource`,
  ],
  [
    'PersistentVolumeClaim restored',
    { 'spec.dataSource.name': undefined, 'spec.dataSourceRef.namespace': 'a' },
    'spec.dataSource.name',
  ],
  [
    'PersistentVolumeClaim restored',
    {
      'spec.dataSource': { kind: 'PersistentVolumeClaim', name: 'a' },
      'spec.dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'a', apiGroup: '' },
    },
    'spec.dataSource',
  ],
  // The volume of a claim is called as the claim is.
  ['StatefulSet db', { ...unmounted, 'spec.volumeClaimTemplates.0.metadata.name': 'data.db' }, claimName],
  ['StatefulSet db', { ...unmounted, 'spec.volumeClaimTemplates.0.metadata': {} }, claimName],
  // Ports of the node: a Pod in its network has them without a word, and a template has not.
  ['Pod curl-', { 'spec.containers.0.ports': [udp, udp] }, second],
  [
    'Pod curl-',
    { 'spec.containers.0.ports': [{ ...udp, hostPort: 80 }, udp, { containerPort: 80 }] },
    second,
  ],
  ['Pod curl-', { 'spec.containers.0.ports': [{ ...udp, hostIP: '10.0.0.1' }, udp] }],
  ['Pod curl-', { 'spec.initContainers': [{ name: 'i', image: 'b', ports: [udp] }] }],
  ['Pod curl-', { 'spec.initContainers': [{ name: 'i', image: 'b', ports: [udp, udp] }] }, before],
  ['DaemonSet agent', { [`${pod}.containers.0.ports`]: [udp, udp] }],
  ['Pod curl', { 'spec.overhead': {} }, 'spec.overhead'],
  ['Deployment rich', { [`${pod}.containers.0.resources.claims.0.request`]: 'a.b' }, request],
  ['Deployment rich', { [`${pod}.containers.0.resources.claims.0.request`]: '' }],
  ['PersistentVolumeClaim odd', { 'spec.accessModes': ['ReadWriteOncePod', 'ReadWriteOncePod'] }],
  ['Pod curl', { 'spec.volumes': [reserved] }, 'spec.volumes[0].configMap.items[0].path'],
  ['ReplicaSet rs', { 'spec.selector': unlabelled, 'spec.template': undefined }, 'spec.template'],
  // Jobs: of those of a CronJob the server says nothing itself.
  [cronJob, { 'spec.jobTemplate.spec.completionMode': 'Indexed' }, 'spec.jobTemplate.spec.completions'],
  ['Job once', { 'spec.completions': undefined, 'spec.parallelism': undefined }],
  ['Job once', { 'spec.selector': { matchLabels: { app: 'once' } } }, 'spec.selector'],
  ['Job once', { 'spec.selector': {} }],
  [
    'Job once',
    { 'spec.podFailurePolicy.rules.0.onExitCodes.containerName': '' },
    'spec.podFailurePolicy.rules[0].onExitCodes.containerName',
  ],
  [
    'Job once',
    {
      'spec.podFailurePolicy.rules.0.action': 'FailIndex',
      'spec.backoffLimitPerIndex': undefined,
      'spec.maxFailedIndexes': undefined,
    },
    'spec.podFailurePolicy.rules[0].action',
  ],
  ['ValidatingWebhookConfiguration val', { 'webhooks.0.clientConfig.url': 'https://a:b/' }, called],
  ['ValidatingWebhookConfiguration val', { 'webhooks.0.clientConfig.url': 'https://a:8443/b' }],
  // What containers take of their pod's resources.
  ['Pod curl', { 'spec.resources': { requests: { cpu: '300m' } }, 'spec.containers': both('100m', '200m') }],
  [
    'Pod curl',
    { 'spec.resources': { requests: { cpu: '299m' } }, 'spec.containers': both('100m', '200m') },
    'spec.resources.requests[cpu]',
  ],
  [
    'Pod curl',
    { 'spec.resources': { limits: { cpu: '250m' } }, 'spec.containers': both('100m', '200m') },
    'spec.resources.limits[cpu]',
  ],
  [
    'Pod curl',
    {
      'spec.resources': { limits: { cpu: '150m' }, requests: { cpu: '150m' } },
      'spec.containers.0.resources': { limits: { cpu: '200m' }, requests: { cpu: '1m' } },
    },
    'spec.containers[0].resources.limits[cpu]',
  ],
  // What is of the node.
  ['Pod curl-', set('net/core/somaxconn'), setting],
  ['Pod curl-', set('kernel.shmall'), setting],
  ['Pod curl-', set('kernel.semaphores')],
  ['Pod curl', set('net.core.somaxconn')],
  ['Pod curl', { 'spec.hostAliases': [{ ip: 'fe80::1%eth0', hostnames: ['a'] }] }, 'spec.hostAliases[0].ip'],
  ['Pod curl', { 'spec.volumes': [{ name: 'v', csi: { driver: 'a.b', nodePublishSecretRef: {} } }] }, secret],
  ['Service lb', { 'spec.loadBalancerClass': '' }, 'spec.loadBalancerClass'],
  // Autoscalers.
  [
    'HorizontalPodAutoscaler web',
    { 'spec.metrics.3.object.describedObject.apiVersion': 'a/b/c' },
    'spec.metrics[3].object.describedObject.apiVersion',
  ],
  ['HorizontalPodAutoscaler web', { 'spec.metrics.3.object.target.averageValue': '1' }],
  [
    'HorizontalPodAutoscaler web',
    { 'spec.metrics.4.external.target': { type: 'Value', value: 1, averageValue: 1 } },
    'spec.metrics[4].external.target',
  ],
  // What containers are given.
  ['Deployment web', { [`${pod}.containers.0.image`]: ' a' }],
  ['Pod curl', { 'spec.containers.0.image': ' a' }, 'spec.containers[0].image'],
  [
    'Pod curl',
    { 'spec.containers.0.env': [{ name: 'A', valueFrom: { ...field("labels['a.b/C']"), fileKeyRef: {} } }] },
  ],
  [
    'Pod curl',
    { 'spec.containers.0.env': [{ name: 'A', valueFrom: field("labels['A.b/c']") }] },
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
  ],
  ['Pod curl', { 'spec.volumes': [described(field("annotations['A.b/c']"))] }],
  [
    'Pod curl',
    { 'spec.volumes': [described(field("annotations['a b']"))] },
    'spec.volumes[0].downwardAPI.items[0].fieldRef.fieldPath',
  ],
  [
    'Pod curl',
    { 'spec.volumes': [described({ fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.labels' } })] },
    'spec.volumes[0].downwardAPI.items[0].fieldRef.apiVersion',
  ],
  // What a server writes itself.
  ['Service web', { status: {} }],
  ['Service web', { status: [] }, 'status'],
  // Namespaces, and what a server reads in their labels.
  [
    'Namespace new-shop',
    { 'metadata.labels': { [`${security}/enforce`]: 'baseline', [`${security}/warn-version`]: 'v1.30' } },
  ],
  [
    'Namespace new-shop',
    { 'metadata.labels': { [`${security}/enforce`]: 'strict' } },
    `metadata.labels[${security}/enforce]`,
  ],
  [
    'Namespace new-shop',
    { 'metadata.labels': { [`${security}/warn-version`]: '1.30' } },
    `metadata.labels[${security}/warn-version]`,
  ],
  // Time zones.
  [cronJob, { 'spec.timeZone': 'Europe/Munich' }, 'spec.timeZone'],
  [cronJob, { 'spec.timeZone': 'PST' }, 'spec.timeZone'],
  [cronJob, { 'spec.timeZone': 'EST5EDT' }],
  [cronJob, { 'spec.timeZone': 'Etc/GMT+5' }],
  // Others.
  ['ConfigMap conf', { 'metadata.creationTimestamp': [] }, 'metadata.creationTimestamp'],
  ['ReplicationController rc', { [`${pod}.activeDeadlineSeconds`]: 5 }, `${pod}.activeDeadlineSeconds`],
  ['ReplicationController rc', { 'spec.minReadySeconds': -1 }, 'spec.minReadySeconds'],
  // Classes of Ingress.
  ['IngressClass istio', { 'spec.parameters': { kind: 'A', name: 'b' } }],
  ['IngressClass istio', { 'spec.parameters.scope': 'Cluster' }, 'spec.parameters.namespace'],
  ['IngressClass istio', { 'spec.parameters.namespace': undefined }, 'spec.parameters.namespace'],
  ['IngressClass istio', { 'spec.parameters.scope': '' }, 'spec.parameters.scope'],
  ['IngressClass istio', { 'spec.parameters.apiGroup': '' }, 'spec.parameters.apiGroup'],
  ['IngressClass istio', { 'spec.parameters.name': 'a/b' }, 'spec.parameters.name'],
  // Pods on Windows, and on Linux.
  ['Deployment dotnet', { [`${pod}.hostPID`]: true }, `${pod}.hostPID`],
  ['Deployment dotnet', { [`${pod}.hostPID`]: false }],
  ['Deployment dotnet', { [`${pod}.hostUsers`]: true }, `${pod}.hostUsers`],
  ['Deployment dotnet', { [`${pod}.resources`]: {} }, `${pod}.resources`],
  ['Deployment dotnet', { [`${rights}.fsGroup`]: 1 }, `${rights}.fsGroup`],
  ['Deployment dotnet', { [`${rights}.sysctls`]: [] }],
  [
    'Deployment dotnet',
    { [`${pod}.containers.0.securityContext`]: { readOnlyRootFilesystem: false } },
    `${pod}.containers[0].securityContext.readOnlyRootFilesystem`,
  ],
  ['Deployment dotnet', { [`${pod}.os.name`]: 'linux' }, `${rights}.windowsOptions`],
  ['Deployment dotnet', { [`${pod}.os`]: undefined, [`${pod}.hostPID`]: true }],
  ['Deployment dotnet', { [`${pod}.hostNetwork`]: false }, `${pod}.hostNetwork`],
  [
    'Deployment dotnet',
    { [`${rights}.windowsOptions.hostProcess`]: false },
    `${pod}.initContainers[0].securityContext.windowsOptions.hostProcess`,
  ],
  ['Deployment dotnet', { [`${rights}.windowsOptions.hostProcess`]: undefined }, pod],
  [
    'Deployment dotnet',
    { [`${rights}.windowsOptions.gmsaCredentialSpec`]: '' },
    `${rights}.windowsOptions.gmsaCredentialSpec`,
  ],
  ['Deployment dotnet', asUser('a.b-c\\d')],
  ['Deployment dotnet', asUser('x'.repeat(104))],
  ['Deployment dotnet', asUser('a\\'), user],
  ['Deployment dotnet', asUser('\\a'), user],
  ['Deployment dotnet', asUser('a\\b\\c'), user],
  ['Deployment dotnet', asUser(' .'), user],
  ['Deployment dotnet', asUser('a@b'), user],
  ['Deployment dotnet', asUser('x'.repeat(105)), user],
];

/**
 * Specimens with other values, and the field that the API server refuses then; without one it takes them. Ours is
 * asked in each run of the tests, and a real server in those of `test/cluster`.
 */
export const changes = [...rows, ...crdChanges].map(([name, changed, field]) => ({ name, changed, field }));
