import { kubectlTrouble, lastLine } from '../../lib/cli/kubectl-trouble';

function trouble(stderr: string): string {
  return kubectlTrouble('dev', ['get', 'pods'], { code: 1, stdout: '', stderr }).message;
}

describe('why the cluster could not be asked', () => {
  it.each([
    [
      "E1123 memcache.go:265] couldn't get current server API group list\nThe connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n",
      "context dev: the cluster does not answer, got 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?'; start it, or choose another with --context",
    ],
    [
      'Unable to connect to the server: dial tcp: lookup api.example.com: no such host',
      "context dev: the cluster does not answer, got 'Unable to connect to the server: dial tcp: lookup api.example.com: no such host'; start it, or choose another with --context",
    ],
    [
      'Error from server (Forbidden): pods is forbidden: User "a" cannot list resource "pods"',
      'context dev: the cluster refuses, got \'pods is forbidden: User "a" cannot list resource "pods"\'; use an account that may do this',
    ],
    [
      'error: You must be logged in to the server (Unauthorized)',
      "context dev: the cluster does not know who asks, got 'You must be logged in to the server (Unauthorized)'; log in to it as you do for kubectl",
    ],
    [
      'Unable to connect to the server: getting credentials: exec: executable aws not found',
      "context dev: the cluster does not know who asks, got 'Unable to connect to the server: getting credentials: exec: executable aws not found'; log in to it as you do for kubectl",
    ],
    [
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired',
      "context dev: the cluster's certificate is not trusted, got 'Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired'; renew the kubeconfig",
    ],
    [
      'error: something new',
      "context dev: kubectl get pods failed, got 'something new'; run the command by hand to see more",
    ],
  ])('is told by what kubectl said: %j', (stderr, message) => {
    expect(trouble(stderr)).toBe(message);
  });

  it('is nothing where kubectl said nothing', () => {
    expect(lastLine('\n')).toBe('nothing');
  });
});
