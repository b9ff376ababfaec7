type Row = readonly [specimen: string, changes: Readonly<Record<string, unknown>>, field?: string];

const pod = 'spec.template.spec';
const rights = `${pod}.securityContext`;
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' };
const asUser = (runAsUserName: string) => ({ [`${rights}.windowsOptions.runAsUserName`]: runAsUserName });
const claim = 'spec.volumeClaimTemplates.0.spec';
const claimed = 'spec.volumeClaimTemplates[0].spec';
const field = (path: string) => ({ fieldRef: { fieldPath: `metadata.${path}` } });
const described = (item: object) => ({ name: 'a', downwardAPI: { items: [{ path: 'a', ...item }] } });
const user = `${rights}.windowsOptions.runAsUserName`;

const rows: readonly Row[] = [
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
  // Jobs.
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
  // Autoscalers.
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
export const changes = rows.map(([name, changed, field]) => ({ name, changed, field }));
