import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, type Measured, measure, note, ratio, shown } from './measure';
import { synthOf } from './services';
import { temporaryFolder } from './temporary-folder';

const services = 5000;

/** 25,000 objects in one chart, as whole processes: cdk8s alone, this project, and jsonnet. */
export function oneChart(): boolean {
  const results: boolean[] = [];
  for (const [constructs, aim] of [
    ['generated', 'at least 2.5'],
    ['plus', 'at least 1.5'],
  ] as const) {
    const app = { services, charts: 'one', constructs } as const;
    const [stock, ours] = measure(3, synthOf('cdk8s', app), synthOf('ours', app)) as [Measured, Measured];
    const figures = `${shown(stock)}, ${shown(ours)}`;
    results.push(
      ratio(`25,000 objects, ${constructs} constructs, cdk8s / ours`, stock.time / ours.time, aim, figures),
    );
    const memory = `${stock.memory.toFixed(0)} MiB, ${ours.memory.toFixed(0)} MiB`;
    results.push(
      ratio(
        `25,000 objects, ${constructs} constructs, memory of ours / cdk8s`,
        ours.memory / stock.memory,
        'at most 1',
        memory,
      ),
    );
  }
  results.push(againstJsonnet());
  return results.every(Boolean);
}

function againstJsonnet(): boolean {
  if (!isInstalled('jsonnet', '--version')) {
    note('jsonnet: skipped, it is not installed');
    return true;
  }
  const app = { services, charts: 'one', constructs: 'generated' } as const;
  const folder = temporaryFolder();
  const file = join(folder, 'services.jsonnet');
  writeFileSync(file, jsonnetProgram());
  const jsonnet = { name: 'jsonnet', run: ['jsonnet', '-S', '-o', join(folder, 'out.yaml'), file] } as const;
  const [ours, theirs] = measure(3, synthOf('ours', app), jsonnet) as [Measured, Measured];
  const version = execFileSync('jsonnet', ['--version'], { encoding: 'utf8' }).trim();
  return ratio(
    '25,000 objects, ours / jsonnet',
    ours.time / theirs.time,
    'at most 1',
    `${shown(ours)}, ${shown(theirs)} (${version})`,
  );
}

/** The services of apps/services.ts, with generated constructs, in jsonnet. */
function jsonnetProgram(): string {
  return `
local service(name) =
  local labels = { app: name };
  local v1 = labels { version: 'v1' };
  local host = name + '.demo.svc.cluster.local';
  [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { labels: labels, name: name, namespace: 'demo' } },
    {
      apiVersion: 'v1', kind: 'Service', metadata: { labels: labels, name: name, namespace: 'demo' },
      spec: { ports: [{ name: 'http', port: 9080, targetPort: 9080 }], selector: labels },
    },
    {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { labels: v1, name: name + '-v1', namespace: 'demo' },
      spec: {
        replicas: 1,
        selector: { matchLabels: v1 },
        template: {
          metadata: { labels: v1 },
          spec: {
            containers: [{
              env: [{ name: 'LOG_DIR', value: '/tmp/logs' }],
              image: 'docker.io/example/' + name + ':1.20.3',
              imagePullPolicy: 'IfNotPresent',
              name: name,
              ports: [{ containerPort: 9080 }],
              volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }],
            }],
            serviceAccountName: name,
            volumes: [{ emptyDir: {}, name: 'tmp' }],
          },
        },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: name, namespace: 'demo' },
      spec: { host: host, subsets: [{ labels: { version: 'v1' }, name: 'v1' }] },
    },
    {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: name, namespace: 'demo' },
      spec: {
        hosts: [host],
        http: [{
          match: [{ uri: { exact: '/' + name } }, { uri: { prefix: '/static' } }],
          route: [{ destination: { host: host, port: { number: 9080 }, subset: 'v1' }, weight: 100 }],
        }],
      },
    },
  ];
std.manifestYamlStream([object for index in std.range(0, ${services - 1}) for object in service('service-' + index)], quote_keys=false)
`;
}
