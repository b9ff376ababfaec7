import { existsSync } from 'node:fs';
import { type ControlPlane, startControlPlane, withControlPlane } from './control-plane';

// Each question is several runs of kubectl, on a machine that may be busy.
jest.setTimeout(120_000);

withControlPlane('a control plane', () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane();
  });
  afterAll(() => plane?.stop());

  it('answers kubectl and keeps what is applied', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: demo }\n';
    expect(await plane.must(['apply', '-f', '-'], namespace)).toBe('namespace/demo created\n');
    expect(await plane.must(['apply', '-f', '-'], namespace)).toBe('namespace/demo unchanged\n');
  });

  it('knows a user who may do nothing', async () => {
    const asked = await plane.kubectl(['--context', 'powerless', 'get', 'namespaces']);
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('Forbidden');
  });

  it('leaves no folder behind', async () => {
    const other = await startControlPlane();
    await other.stop();
    expect(existsSync(other.directory)).toBe(false);
  });
});
