import { App, Testing } from 'cdk8s';
import { CurlPod } from '../../lib/bookinfo/curl-pod';

describe('CurlPod', () => {
  it('is the pod of the guide, at a version', () => {
    expect(Testing.synth(new CurlPod(new App(), 'curl', { namespace: 'demo' }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'curl', namespace: 'demo' },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'curl',
              image: 'docker.io/curlimages/curl:8.16.0',
              command: ['/bin/sh', '-c', '--'],
              args: ['while true; do sleep 30; done;'],
            },
          ],
        },
      },
    ]);
  });

  it('runs any other image that is asked for', () => {
    const chart = new CurlPod(new App(), 'curl', { namespace: 'demo', image: 'curlimages/curl' });
    expect(Testing.synth(chart)[0].spec.containers[0].image).toBe('curlimages/curl');
  });

  it("is known to the mesh by its namespace's own account", () => {
    const { namespace, serviceAccount } = new CurlPod(new App(), 'curl', { namespace: 'shop' });
    expect({ namespace, serviceAccount }).toEqual({ namespace: 'shop', serviceAccount: 'default' });
  });
});
