import { join } from 'node:path';
import { readMesh } from '../../lib/cli/mesh-manifests';
import { folderWith } from '../synth/folders';

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: {}\n';

describe('the mesh that a command is about', () => {
  it('is what synth wrote, in all of its folders, where no file is named', () => {
    const dist = folderWith({ 'below/web.k8s.yaml': service, 'install/values.yaml': 'a: b\n' });
    const complaints: string[] = [];
    const mesh = readMesh({}, { CDK8S_OUTDIR: dist }, (line) => complaints.push(line));
    expect(mesh.model.services.map(({ name }) => name)).toEqual(['web']);
    expect(complaints).toEqual([]);
  });

  it('passes over what is no object in a file that was named, and says so', () => {
    const dist = folderWith({ 'web.yaml': `${service}---\na: b\n` });
    const complaints: string[] = [];
    readMesh({ filename: [dist] }, {}, (line) => complaints.push(line));
    expect(complaints).toEqual([
      `${join(dist, 'web.yaml')}:6: no Kubernetes object: apiVersion is missing or no text; it is passed over`,
    ]);
  });

  it('rejects to ask nothing, and names what writes something', () => {
    const dist = join(folderWith(), 'dist');
    expect(() => readMesh({}, { CDK8S_OUTDIR: dist }, () => undefined)).toThrow(
      `there are no manifests, got '${dist}'; run npm run synth first, or name files or folders with -f`,
    );
  });
});
