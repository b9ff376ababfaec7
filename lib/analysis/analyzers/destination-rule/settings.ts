import { isMap } from '../../../kubernetes/identity';
import { ruledHost } from '../../../model/destination-rule';
import { servicesNamed } from '../../../model/visibility';
import type { Analyzer } from '../../analyzer';
import { policiesOf, withPorts } from './policies';

/** Settings of DestinationRules that apply to nothing. */
export const destinationRuleSettings: Analyzer = {
  rules: ['dr-port-unknown', 'dr-locality-needs-outlier-detection'],
  reads: ['destinationRules', 'services', 'settings'],
  *analyze(model) {
    for (const rule of model.destinationRules) {
      const top = rule.spec.trafficPolicy;
      const policies = policiesOf(rule);
      if (policies.length === 0) continue;
      const host = ruledHost(rule, model);
      const services = host.startsWith('*') ? [] : servicesNamed(model, host);
      const ports = new Set(services.flatMap((service) => service.ports.map(({ number }) => number)));
      for (const { policy, path } of policies) {
        for (const [index, { port }] of (policy.portLevelSettings ?? []).entries()) {
          if (port?.number === undefined || ports.size === 0 || ports.has(port.number)) continue;
          yield {
            rule: 'dr-port-unknown',
            about: rule,
            path: [...path, 'portLevelSettings', index, 'port'],
            message: `${host} has no port ${port.number}, only ${[...ports].sort((a, b) => a - b).join(', ')}: the settings apply to nothing`,
            also: services.map(({ object }) => object),
          };
        }
        for (const { policy: settings, path: at } of withPorts({ policy, path })) {
          const locality = settings.loadBalancer?.localityLbSetting;
          if (!isMap(locality) || locality.enabled === false || Array.isArray(locality.distribute)) continue;
          if ((settings.outlierDetection ?? policy.outlierDetection ?? top?.outlierDetection) !== undefined)
            continue;
          yield {
            rule: 'dr-locality-needs-outlier-detection',
            about: rule,
            path: [...at, 'loadBalancer', 'localityLbSetting'],
            message:
              'failover between localities does nothing without outlierDetection, which tells what is unhealthy',
          };
        }
      }
    }
  },
};
