import { ruledHost } from '../../../model/destination-rule';
import { isAddress } from '../../../model/host-name';
import { lacksNamespace } from '../../../model/knowledge';
import type { Analyzer } from '../../analyzer';
import { isHostKnown, missingLevel, suggested } from '../virtual-service/hosts';

/** DestinationRules for hosts that nobody has. */
export const destinationRuleHost: Analyzer = {
  rules: ['dr-host-unknown'],
  reads: ['destinationRules', 'services', 'namespaces', 'settings'],
  *analyze(model) {
    for (const rule of model.destinationRules) {
      const host = ruledHost(rule, model);
      if (host === '' || host === '*' || isAddress(host)) continue;
      // A wildcard in the cluster is for what is there and for what is to come, in a namespace that there is.
      const isOfCluster =
        host.startsWith('*') &&
        (model.settings.domain.endsWith(host.slice(2)) || host.endsWith(`.svc.${model.settings.domain}`));
      const namespace = /^\*\.([^.*]+)\.svc\./.exec(host)?.[1];
      if (isOfCluster && (namespace === undefined || !lacksNamespace(model, namespace))) continue;
      const level = isHostKnown(model, host) ? undefined : missingLevel(model, host, 'warning');
      if (level === undefined) continue;
      yield {
        rule: 'dr-host-unknown',
        level,
        about: rule,
        path: ['spec', 'host'],
        message: `no Service and no ServiceEntry has the host ${host}: the rule applies to nothing`,
        ...suggested(model, host),
      };
    }
  },
};
