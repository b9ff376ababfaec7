import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateObject } from '../../lib/validation/validate-object';

const findings = process.env.MESH_FINDINGS;

interface Recorded {
  readonly id: string;
  readonly mutation: string;
  readonly path: string;
  readonly object: unknown;
  readonly api: { readonly code: number };
  readonly istioctl: { readonly ok: boolean };
}

if (findings === undefined) {
  test.skip('each recorded object is judged as by a real API server and istioctl (set MESH_FINDINGS)', () => {});
} else {
  const recorded = readFileSync(join(findings, 'objects.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

  test('each recorded object is refused by the API server where the real one refused it', () => {
    const wrong = recorded.filter(
      ({ object, api }) => refusers(object).includes('api-server') !== api.code >= 300,
    );
    expect(wrong.map(({ id, mutation, path }) => `${id}: ${mutation} at ${path}`)).toEqual([]);
    expect(recorded.length).toBeGreaterThan(1000);
  });

  test('each recorded object that the API server takes is refused by istiod where istioctl refused it', () => {
    const wrong = recorded.filter(
      ({ object, api, istioctl }) => refusers(object).includes('istiod') !== (api.code < 300 && !istioctl.ok),
    );
    expect(wrong.map(({ id, mutation, path }) => `${id}: ${mutation} at ${path}`)).toEqual([]);
  });
}

function refusers(object: unknown) {
  return validateObject(object, { release: '1.30' }).flatMap(({ refusedBy = [] }) => refusedBy);
}
