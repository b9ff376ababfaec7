import { shown } from '../schema/shown';
import { list, object, type Shape, value } from '../shape';
import { clientTls } from './client-tls';
import { connectionPool } from './connection-pool';
import { hostName, isAddress } from './hosts';
import { loadBalancer } from './load-balancer';
import { duration, int32, percent, port } from './values';

interface OutlierDetection {
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly consecutiveLocalOriginFailures?: number | null;
}

const outlierDetection = object<OutlierDetection>(
  {
    baseEjectionTime: value(duration),
    interval: value(duration),
    maxEjectionPercent: value(percent),
    minHealthPercent: value(percent),
    consecutiveErrors: value(int32),
  },
  ({ splitExternalLocalOriginErrors: split, consecutiveLocalOriginFailures: failures }, place) => {
    if (!split && (failures ?? 0) > 0) {
      place.report('counts only with splitExternalLocalOriginErrors', {
        at: ['consecutiveLocalOriginFailures'],
      });
    }
  },
);

const common = { outlierDetection, connectionPool, loadBalancer, tls: clientTls };

const portLevel = object<Readonly<Record<string, unknown>>>(common, (policy, place) => {
  if (!policy.port) place.report('must have a port');
  if (!Object.keys(common).some((name) => policy[name])) {
    place.report('must have a policy beside its port');
  }
});

interface Tunnel {
  readonly protocol?: string;
  readonly targetHost?: string;
  readonly targetPort?: number;
}

const tunnel: Shape<Tunnel> = ({ protocol = '', targetHost = '', targetPort = 0 }, place) => {
  if (!['', 'CONNECT', 'POST'].includes(protocol)) {
    place.report(`must be CONNECT or POST, got ${shown(protocol)}`, { at: ['protocol'] });
  }
  if (hostName(targetHost) !== undefined && !isAddress(targetHost)) {
    place.report(`must be a host name or an IP address, got ${shown(targetHost)}`, { at: ['targetHost'] });
  }
  const problem = port(targetPort);
  if (problem !== undefined) place.report(problem, { at: ['targetPort'] });
};

const fields = ['portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'] as const;

/** How traffic to a service is handled. What is wrong with it as a whole hides the rest. */
export const trafficPolicy: Shape<Readonly<Record<string, unknown>>> = (policy, place) => {
  const known = [...Object.keys(common), ...fields];
  const set = known.filter((name) => {
    const field = policy[name];
    return field && !(name === 'portLevelSettings' && (field as readonly unknown[]).length === 0);
  });
  if (set.length === 0) place.report('must have a policy');
  else if (policy.tunnel && policy.proxyProtocol) place.report('can have one of tunnel and proxyProtocol');
  else parts(policy as never, place);
};

const parts = object({ ...common, portLevelSettings: list(portLevel), tunnel });
