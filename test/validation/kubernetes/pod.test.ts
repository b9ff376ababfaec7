import { refused } from './refused';

const first = 'spec.template.spec';
const container = `${first}.containers.0`;
const required = 'requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
const told = (resourceFieldRef: object) => ({ path: 'a', resourceFieldRef });
const odd = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['a/b'] }] };

describe('what a real API server refuses of pods', () => {
  it.each([
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
    [
      'Deployment web',
      { [`${first}.containers.0.lifecycle`]: { preStop: { sleep: { seconds: 31 } } } },
      `${first}.containers[0].lifecycle.preStop.sleep.seconds`,
    ],
    [
      'Deployment web',
      { [`${first}.readinessGates`]: [{ conditionType: '' }] },
      `${first}.readinessGates[0].conditionType`,
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
    [
      'DaemonSet agent',
      { [`${first}.containers.0.ports.1`]: { containerPort: 15000, hostPort: 15000 } },
      'spec.template.spec.containers[0].ports[1].hostPort',
    ],
    ['StatefulSet db', { [`${first}.containers.0.image`]: '' }, 'spec.template.spec.containers[0].image'],
    ['Job once', { [`${first}.restartPolicy`]: 'OnFailure' }, 'spec.template.spec.restartPolicy'],
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
  ])('is refused: %s %j', (name, changes, field) => {
    expect(refused(name, changes)).toEqual([field]);
  });
});
