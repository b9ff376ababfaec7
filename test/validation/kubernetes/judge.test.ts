import { judge } from '../../../lib/validation/kubernetes/judge';
import { fieldOf } from '../../../lib/validation/schema/walk';

const context = { name: 'a', namespace: 'demo', labels: {}, annotations: {}, release: '1.30' };

/** The fields that an API server refuses. */
const refused = (kind: string, object: object) =>
  judge(kind, object, context).map(({ steps }) => fieldOf(steps));

describe('a Service', () => {
  const service = (spec: object) => refused('Service', { spec });

  test('has ports, each with a name where there are several', () => {
    expect(service({ ports: [{ port: 80 }] })).toEqual([]);
    expect(service({ ports: [] })).toEqual(['spec']);
    expect(service({ clusterIP: 'None' })).toEqual([]);
    expect(service({ ports: [{ port: 80 }, { port: 81, name: 'a' }] })).toEqual(['spec.ports[0].name']);
  });

  test('rejects a port or a name that is there twice', () => {
    expect(
      service({
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'a' },
        ],
      }),
    ).toEqual(['spec.ports[1].name']);
    expect(
      service({
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b' },
        ],
      }),
    ).toEqual(['spec.ports[1].port']);
    const twoProtocols = [
      { port: 80, name: 'a' },
      { port: 80, name: 'b', protocol: 'UDP' },
    ];
    expect(service({ ports: twoProtocols })).toEqual([]);
  });

  test('rejects numbers and names that no port has', () => {
    expect(service({ ports: [{ port: 0 }] })).toEqual(['spec.ports[0].port']);
    expect(service({ ports: [{ port: 80, targetPort: 65536 }] })).toEqual(['spec.ports[0].targetPort']);
    expect(service({ ports: [{ port: 80, targetPort: 'HTTP' }] })).toEqual(['spec.ports[0].targetPort']);
    expect(service({ ports: [{ port: 80, name: 'a_b' }] })).toEqual(['spec.ports[0].name']);
  });

  test('has what belongs to its type', () => {
    expect(service({ type: 'ExternalName', externalName: 'a.example.' })).toEqual([]);
    expect(service({ type: 'ExternalName', externalName: 'a b' })).toEqual(['spec.externalName']);
    expect(service({ ports: [{ port: 80, nodePort: 30080 }] })).toEqual(['spec.ports[0].nodePort']);
    expect(service({ ports: [{ port: 80 }], externalTrafficPolicy: 'Local' })).toEqual([
      'spec.externalTrafficPolicy',
    ]);
    expect(service({ ports: [{ port: 80 }], selector: { 'a b': 'x' } })).toEqual(['spec.selector[a b]']);
  });
});

const container = { name: 'app', image: 'app:1' };
const workload = (spec: object = {}, pod: object = {}) => ({
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: {
      metadata: { labels: { app: 'a', version: 'v1' } },
      spec: { containers: [container], ...pod },
    },
    ...spec,
  },
});

describe('a Deployment', () => {
  const deployment = (spec: object = {}, pod: object = {}) => refused('Deployment', workload(spec, pod));

  test('chooses the pods of its template', () => {
    expect(deployment()).toEqual([]);
    expect(deployment({ selector: { matchLabels: { app: 'b' } } })).toEqual(['spec.selector']);
    expect(deployment({ selector: {} })).toEqual(['spec.selector']);
    expect(deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } })).toEqual([]);
    expect(deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } })).toContain(
      'spec.selector.matchExpressions[0]',
    );
  });

  test('can replace its pods', () => {
    const rollingUpdate = (maxSurge: number | string, maxUnavailable: number | string) =>
      deployment({ strategy: { rollingUpdate: { maxSurge, maxUnavailable } } });
    expect(rollingUpdate('25%', 0)).toEqual([]);
    expect(rollingUpdate(0, '0%')).toEqual(['spec.strategy.rollingUpdate.maxUnavailable']);
    expect(rollingUpdate('some', 1)).toEqual(['spec.strategy.rollingUpdate.maxSurge']);
    expect(deployment({ strategy: { type: 'Recreate', rollingUpdate: {} } })).toEqual([
      'spec.strategy.rollingUpdate',
    ]);
    expect(deployment({ minReadySeconds: 600 })).toEqual(['spec.progressDeadlineSeconds']);
    expect(deployment({ replicas: -1 })).toEqual(['spec.replicas']);
  });

  test('has pods that run on', () => {
    expect(deployment({}, { restartPolicy: 'Never' })).toEqual(['spec.template.spec.restartPolicy']);
  });

  test('is nothing without its spec', () => {
    expect(refused('Deployment', {})).toEqual(['spec']);
    expect(deployment({ template: { metadata: { labels: { app: 'a' } } } })).toEqual(['spec.template.spec']);
  });
});

describe('a Pod', () => {
  const pod = (spec: object) => refused('Pod', { spec: { containers: [container], ...spec } });
  const one = (more: object) => pod({ containers: [{ ...container, ...more }] });

  test('has containers with an image and a name of their own', () => {
    expect(pod({})).toEqual([]);
    expect(pod({ containers: [] })).toEqual(['spec']);
    expect(one({ name: 'App' })).toEqual(['spec.containers[0].name']);
    expect(one({ image: '' })).toEqual(['spec.containers[0].image']);
    expect(pod({ containers: [container, container] })).toEqual(['spec.containers[1].name']);
  });

  test('mounts the volumes that it has', () => {
    const volumeMounts = [{ name: 'data', mountPath: '/data' }];
    expect(one({ volumeMounts })).toEqual(['spec.containers[0].volumeMounts[0].name']);
    const volumes = [{ name: 'data', emptyDir: {} }];
    expect(pod({ volumes, containers: [{ ...container, volumeMounts }] })).toEqual([]);
    expect(pod({ volumes: [{ name: 'data', emptyDir: {}, hostPath: { path: '/' } }] })).toEqual([
      'spec.volumes[0]',
    ]);
    expect(pod({ volumes: [...volumes, ...volumes] })).toEqual(['spec.volumes[1].name']);
  });

  test('asks its containers in one way each', () => {
    expect(one({ livenessProbe: { httpGet: { port: 80 } } })).toEqual([]);
    expect(one({ livenessProbe: {} })).toEqual(['spec.containers[0].livenessProbe']);
    expect(one({ readinessProbe: { httpGet: { port: 80 }, exec: { command: ['x'] } } })).toEqual([
      'spec.containers[0].readinessProbe',
    ]);
    expect(one({ livenessProbe: { httpGet: { port: 80 }, successThreshold: 2 } })).toEqual([
      'spec.containers[0].livenessProbe.successThreshold',
    ]);
    expect(one({ lifecycle: { preStop: {} } })).toEqual(['spec.containers[0].lifecycle.preStop']);
  });

  test('requests no more than its limits', () => {
    expect(one({ resources: { requests: { cpu: '100m' }, limits: { cpu: 1 } } })).toEqual([]);
    expect(one({ resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } })).toEqual([
      'spec.containers[0].resources.requests[memory]',
    ]);
    expect(one({ resources: { requests: { cpu: '-1' } } })).toEqual([
      'spec.containers[0].resources.requests[cpu]',
    ]);
    expect(one({ resources: { limits: { gpu: 1 } } })).toEqual(['spec.containers[0].resources.limits[gpu]']);
  });

  test('has ports and an environment that Kubernetes takes', () => {
    expect(one({ ports: [{ containerPort: 70000 }] })).toEqual(['spec.containers[0].ports[0].containerPort']);
    const twice = [
      { containerPort: 80, name: 'a' },
      { containerPort: 81, name: 'a' },
    ];
    expect(one({ ports: twice })).toEqual(['spec.containers[0].ports[1].name']);
    expect(one({ env: [{ name: 'A=B' }] })).toEqual(['spec.containers[0].env[0].name']);
    expect(
      one({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] }),
    ).toEqual(['spec.containers[0].env[0]']);
    expect(one({ envFrom: [{}] })).toEqual(['spec.containers[0].envFrom[0]']);
    expect(
      pod({
        hostNetwork: true,
        containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 81 }] }],
      }),
    ).toEqual(['spec.containers[0].ports[0].hostPort']);
  });
});

describe('other workloads', () => {
  test('a StatefulSet, a DaemonSet and a ReplicaSet choose their pods', () => {
    for (const kind of ['StatefulSet', 'DaemonSet', 'ReplicaSet']) {
      expect(refused(kind, workload())).toEqual([]);
      expect(refused(kind, workload({ selector: { matchLabels: { app: 'b' } } }))).toEqual(['spec.selector']);
    }
    const controller = (selector: object) => refused('ReplicationController', workload({ selector }));
    expect(controller({ app: 'a' })).toEqual([]);
    expect(controller({ app: 'b' })).toEqual(['spec.selector']);
  });

  test('the pods of a StatefulSet mount the volumes that it claims for them', () => {
    const volumeMounts = [{ name: 'data', mountPath: '/data' }];
    const template = {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ ...container, volumeMounts }] },
    };
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const claiming = (name: string) =>
      refused('StatefulSet', workload({ template, volumeClaimTemplates: [{ metadata: { name }, spec }] }));
    expect(claiming('data')).toEqual([]);
    expect(claiming('logs')).toEqual(['spec.template.spec.containers[0].volumeMounts[0].name']);
  });

  test('the pods of a Job end', () => {
    const template = { spec: { containers: [container], restartPolicy: 'Never' } };
    expect(refused('Job', { spec: { template } })).toEqual([]);
    expect(refused('Job', { spec: { template: { spec: { containers: [container] } } } })).toEqual([
      'spec.template.spec.restartPolicy',
    ]);
    const cronJob = (schedule: string) =>
      refused('CronJob', { spec: { schedule, jobTemplate: { spec: { template } } } });
    expect(cronJob('0 3 * * *')).toEqual([]);
    expect(cronJob('@hourly')).toEqual([]);
    expect(cronJob('every day')).toEqual(['spec.schedule']);
  });
});

describe('data', () => {
  test('has keys that can be the names of files', () => {
    expect(refused('ConfigMap', { data: { 'a.yaml': '' } })).toEqual([]);
    expect(refused('ConfigMap', { data: { 'a b': '' } })).toEqual(['data[a b]']);
    expect(refused('ConfigMap', { data: { a: '' }, binaryData: { a: '' } })).toEqual(['binaryData[a]']);
    expect(refused('ConfigMap', { data: { a: 'x'.repeat(1024 * 1024 + 1) } })).toEqual(['']);
  });

  test('a Secret of a type has the keys of that type', () => {
    expect(refused('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } })).toEqual(
      [],
    );
    expect(refused('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } })).toEqual(['data']);
    expect(refused('Secret', { stringData: { a: 'x' } })).toEqual([]);
  });
});
