import { join } from 'node:path';
import type { OpenApiDocument } from '../../scripts/import/schemas/open-api';
import { kubernetesKinds } from '../../scripts/import/schemas/pinned';
import { importSchemas } from '../../scripts/import/schemas/run';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';

withControlPlane('the schemas of Kubernetes in schemas/', () => {
  let plane: ControlPlane | undefined;
  beforeAll(async () => {
    plane = await startControlPlane();
  }, 90_000);
  afterAll(() => plane?.stop());

  test('are those that a real API server serves', async () => {
    const documents = new Map<string, OpenApiDocument>();
    for (const { document } of kubernetesKinds) {
      const { code, stdout } = await (plane as ControlPlane).call('GET', `/openapi/v3/${document}`);
      expect([document, code]).toEqual([document, 200]);
      documents.set(document, JSON.parse(stdout) as OpenApiDocument);
    }
    const root = join(__dirname, '../..');
    const { changed } = importSchemas({ root, sources: { kubernetes: documents }, check: true });
    expect(changed).toEqual([]);
  });
});
