import { validateObject } from '../../../lib/validation/validate-object';
import { describeReleases, readCrds } from '../../release/release-folder';

describeReleases('the CRDs of', (_, folder) => {
  test('are taken by an API server', () => {
    const crds = readCrds(folder);
    expect(crds.length).toBeGreaterThan(10);
    expect(crds.flatMap((crd) => validateObject(crd))).toEqual([]);
  });
});
