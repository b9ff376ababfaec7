import { shown } from '../schema/shown';
import { map, type Place, type Shape, value } from '../shape';
import { dnsLabel, hostName, isAddress } from './hosts';
import { labels } from './labels';
import { port, socketPath, unix } from './values';

/** A workload outside the mesh, of its own or as the endpoint of a ServiceEntry. */
export interface Workload {
  readonly address?: string;
  readonly network?: string;
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What istiod asks of a workload's address. */
export function checkAddress({ address = '', network, ports }: Workload, names: boolean, place: Place): void {
  if (address === '') {
    if (!network) place.report('must have an address');
  } else if (address.startsWith(unix)) {
    const problem = socketPath(address.slice(unix.length));
    if (problem !== undefined) place.report(problem, { at: ['address'] });
    if (ports && Object.keys(ports).length > 0)
      place.report('can not stand beside the address of a socket', { at: ['ports'] });
  } else if (!isAddress(address) && !(names && hostName(address) === undefined)) {
    place.report(`must be an IP address${names ? ' or a host name' : ''}, got ${shown(address)}`, {
      at: ['address'],
    });
  }
}

const portMap = map(dnsLabel, value(port), 0);

/** What istiod asks of a workload's ports and labels. */
export function checkPortsAndLabels(workload: Workload, place: Place, known?: ReadonlySet<string>): void {
  for (const name of Object.keys(workload.ports ?? {})) {
    if (known !== undefined && !known.has(name)) {
      place.report('is no port of the ServiceEntry', { at: ['ports', `[${name}]`] });
    }
  }
  within(place, 'ports', portMap, workload.ports);
  within(place, 'labels', labels, workload.labels);
}

function within(place: Place, field: string, shape: Shape, given: unknown): void {
  if (given === undefined || given === null) return;
  place.steps.push(field);
  shape(given as never, place);
  place.steps.pop();
}

/** What istiod asks of a WorkloadEntry. */
export const workloadEntry: Shape<Workload> = (workload, place) => {
  checkAddress(workload, true, place);
  if (!workload.address && !workload.network) return;
  checkPortsAndLabels(workload, place);
};
