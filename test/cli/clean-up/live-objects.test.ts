import { liveObjects, references } from '../../../lib/cli/clean-up/live-objects';
import type { Ran } from '../../../lib/cli/kubectl-trouble';
import type { KubernetesObject } from '../../../lib/kubernetes/identity';
import { fakeKubectl } from '../fake-kubectl';

const map = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'demo' },
});
const notFound = (name: string) => `Error from server (NotFound): configmaps "${name}" not found\n`;

/** Asks a kubectl that answers so, for the objects of these names. */
function asked(names: readonly string[], { code = 0, stdout = '', stderr = '' }: Partial<Ran>) {
  const kubectl = { ...fakeKubectl({}), run: async () => ({ code, stdout, stderr }) };
  return liveObjects(kubectl, names.map(map)).then((live) => live.map(({ metadata }) => metadata.name));
}
const items = (...names: string[]) => JSON.stringify({ items: names.map(map) });

describe('what is there of some objects', () => {
  it('is what kubectl prints, where it complains of each of the others', async () => {
    expect(await asked(['a', 'b'], { stdout: items('a', 'b') })).toEqual(['a', 'b']);
    const stderr = notFound('b') + notFound('c');
    expect(await asked(['a', 'b', 'c'], { code: 1, stdout: items('a'), stderr })).toEqual(['a']);
    expect(await asked(['b'], { code: 1, stdout: items(), stderr: notFound('b') })).toEqual([]);
  });

  it('is so whatever else is said of what is deprecated, or by what starts kubectl', async () => {
    const stderr = `bash: warning: setlocale\nWarning: v1 is deprecated\n${notFound('b')}`;
    expect(await asked(['a', 'b'], { code: 1, stdout: items('a'), stderr })).toEqual(['a']);
    expect(await asked(['a'], { stdout: items('a'), stderr })).toEqual(['a']);
  });

  it('does not hold what was not asked for', async () => {
    expect(await asked(['a'], { stdout: items('a', 'z') })).toEqual(['a']);
  });

  it.each([
    [
      { stdout: items('a') },
      'did not tell of every object whether it is there, got nothing of configmap/b -n demo',
    ],
    [{ stdout: items('a'), stderr: notFound('b') }, 'did not tell of every object'],
    [{ code: 1, stdout: items('a'), stderr: 'Error from server (Forbidden): no\n' }, 'the cluster refuses'],
    [{ code: 1, stdout: items(), stderr: notFound('a') }, 'did not tell of every object'],
    [
      { code: 1, stdout: items(), stderr: `Error from server (Forbidden): no\n${notFound('a')}` },
      "the cluster refuses, got 'no'",
    ],
    [{ code: 1, stderr: 'The connection to the server was refused\n' }, 'the cluster does not answer'],
    [
      { code: 1, stderr: 'Fehler vom Server (Nicht gefunden)\n' },
      "failed, got 'Fehler vom Server (Nicht gefunden)'",
    ],
    [{}, 'JSON'],
  ])('rejects %j', async (ran, problem) => {
    await expect(asked(['a', 'b'], ran)).rejects.toThrow(problem);
  });

  it('asks for many in parts', () => {
    const parts = references(Array.from({ length: 450 }, (_, index) => map(`m${index}`)));
    expect(parts.map((part) => JSON.parse(part).items.length)).toEqual([200, 200, 50]);
  });
});
