import { hostCovers } from '../../model/host-name';
import { subnetCovers } from '../../values/subnet';

/** The connections that one tls or tcp match takes. */
export interface ConnectionMatch {
  readonly sniHosts?: readonly string[];
  readonly destinationSubnets?: readonly string[];
  readonly port?: number;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
}

/** Whether every connection of `part` is one of `whole`. */
export function connectionCovers(whole: ConnectionMatch, part: ConnectionMatch): boolean {
  const all = <T>(
    wanted: readonly T[] | undefined,
    own: readonly T[] | undefined,
    covers: (a: T, b: T) => boolean,
  ) =>
    !wanted?.length ||
    (Boolean(own?.length) && own?.every((one) => wanted.some((w) => covers(w, one))) === true);
  return (
    all(whole.sniHosts, part.sniHosts, (a, b) => hostCovers(a.toLowerCase(), b.toLowerCase())) &&
    all(whole.destinationSubnets, part.destinationSubnets, subnetCovers) &&
    all(whole.gateways, part.gateways, (a, b) => a === b) &&
    (whole.port === undefined || whole.port === part.port) &&
    (!whole.sourceNamespace || whole.sourceNamespace === part.sourceNamespace) &&
    Object.entries(whole.sourceLabels ?? {}).every(([key, value]) => part.sourceLabels?.[key] === value)
  );
}
