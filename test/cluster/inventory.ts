import type { ControlPlane } from './control-plane';

/** What comes and goes by itself. */
const restless = /^(events|leases|endpointslices|componentstatuses)(\.|$)/;

/** The name of every object in the cluster, sorted: `deployments.apps istio-system/grafana`. */
export async function inventory(plane: ControlPlane): Promise<string[]> {
  const listed = await plane.must(['api-resources', '--verbs=list', '-o', 'name']);
  const kinds = listed.split('\n').filter((kind) => kind !== '' && !restless.test(kind));
  const columns = 'custom-columns=A:.apiVersion,K:.kind,NS:.metadata.namespace,N:.metadata.name';
  const objects = await plane.must(['get', kinds.join(','), '-A', '--no-headers', '-o', columns]);
  return objects
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .sort();
}
