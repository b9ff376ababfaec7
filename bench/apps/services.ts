import { App, Chart } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { DestinationRule, VirtualService } from '../../imports/networking.istio.io';
import { KubernetesObject } from '../../lib/kubernetes/kubernetes-object';
import { synthesize } from '../../lib/synth';

/** An app of many services of five objects each, as large and as divided as the environment says. */
const services = Number(process.env.SERVICES ?? 100);
const perChart = process.env.CHARTS === 'one' ? services : 1;
const dependencies = process.env.DEPENDENCIES;
const addService = process.env.CONSTRUCTS === 'plus' ? addWithPlus : addWithGenerated;

const app = new App();
let first: Chart | undefined;
let chart: Chart | undefined;
for (let index = 0; index < services; index++) {
  if (index % perChart === 0) {
    const next = new Chart(app, `chart-${index}`, { namespace: 'demo' });
    if (chart && dependencies === 'chain') next.addDependency(chart);
    if (first && dependencies === 'hub') next.addDependency(first);
    first ??= next;
    chart = next;
  }
  addService(chart as Chart, `service-${index}`);
}

if (process.env.SYNTH === 'stock') synthByCdk8s();
else synthesize(app);

/** As it would be without this project, whose generated classes render by themselves. */
function synthByCdk8s(): void {
  Reflect.deleteProperty(KubernetesObject.prototype, 'toJson');
  app.synth();
}

function addWithGenerated(scope: Construct, name: string): void {
  const labels = { app: name };
  new plus.k8s.KubeServiceAccount(scope, `${name}-account`, { metadata: { name, labels } });
  new plus.k8s.KubeService(scope, `${name}-service`, {
    metadata: { name, labels },
    spec: {
      ports: [{ name: 'http', port: 9080, targetPort: plus.k8s.IntOrString.fromNumber(9080) }],
      selector: labels,
    },
  });
  new plus.k8s.KubeDeployment(scope, `${name}-deployment`, {
    metadata: { name: `${name}-v1`, labels: { ...labels, version: 'v1' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { ...labels, version: 'v1' } },
      template: {
        metadata: { labels: { ...labels, version: 'v1' } },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name,
              image: `docker.io/example/${name}:1.20.3`,
              imagePullPolicy: 'IfNotPresent',
              ports: [{ containerPort: 9080 }],
              env: [{ name: 'LOG_DIR', value: '/tmp/logs' }],
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  });
  addRoutes(scope, name);
}

function addWithPlus(scope: Construct, name: string): void {
  const account = new plus.ServiceAccount(scope, `${name}-account`, { metadata: { name } });
  const deployment = new plus.Deployment(scope, `${name}-deployment`, {
    metadata: { name: `${name}-v1` },
    serviceAccount: account as unknown as plus.IServiceAccount,
    replicas: 1,
    containers: [
      {
        name,
        image: `docker.io/example/${name}:1.20.3`,
        portNumber: 9080,
        envVariables: { LOG_DIR: plus.EnvValue.fromValue('/tmp/logs') },
      },
    ],
  });
  deployment.exposeViaService({ name, ports: [{ name: 'http', port: 9080 }] });
  addRoutes(scope, name);
}

function addRoutes(scope: Construct, name: string): void {
  const host = `${name}.demo.svc.cluster.local`;
  new DestinationRule(scope, `${name}-subsets`, {
    metadata: { name },
    spec: { host, subsets: [{ name: 'v1', labels: { version: 'v1' } }] },
  });
  new VirtualService(scope, `${name}-routes`, {
    metadata: { name },
    spec: {
      hosts: [host],
      http: [
        {
          match: [{ uri: { exact: `/${name}` } }, { uri: { prefix: '/static' } }],
          route: [{ destination: { host, subset: 'v1', port: { number: 9080 } }, weight: 100 }],
        },
      ],
    },
  });
}
