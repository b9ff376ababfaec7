import { isMap } from '../../../kubernetes/identity';
import type { Analyzer } from '../../analyzer';
import { policiesOf, withPorts } from '../destination-rule/policies';

/** Fields and kinds that are to go. */
export const deprecated: Analyzer = {
  rules: ['deprecated-field'],
  reads: [
    'virtualServices',
    'destinationRules',
    'sidecars',
    'telemetries',
    'customResourceDefinitions',
    'settings',
  ],
  *analyze(model) {
    for (const service of model.virtualServices) {
      for (const [index, { fault, mirrorPercent }] of (service.spec.http ?? []).entries()) {
        const path = ['spec', 'http', index];
        if (fault?.delay?.percent) {
          yield {
            rule: 'deprecated-field',
            about: service,
            path: [...path, 'fault', 'delay', 'percent'],
            message: 'fault.delay.percent is to go',
            suggestion: `write percentage: { value: ${fault.delay.percent} }`,
          };
        }
        if (mirrorPercent !== undefined) {
          yield {
            rule: 'deprecated-field',
            about: service,
            path: [...path, 'mirrorPercent'],
            message: 'mirrorPercent is to go',
            suggestion: `write mirrorPercentage: { value: ${mirrorPercent} }`,
          };
        }
      }
    }
    for (const rule of model.destinationRules) {
      for (const { policy, path } of policiesOf(rule).flatMap(withPorts)) {
        if (!policy.outlierDetection?.consecutiveErrors) continue;
        yield {
          rule: 'deprecated-field',
          code: 'IST0133',
          about: rule,
          path: [...path, 'outlierDetection', 'consecutiveErrors'],
          message: 'outlierDetection.consecutiveErrors is ignored: an endpoint is taken out after 5 errors',
          suggestion: `write consecutive5xxErrors: ${policy.outlierDetection.consecutiveErrors}`,
        };
      }
    }
    for (const sidecar of model.sidecars) {
      if (sidecar.spec.outboundTrafficPolicy?.egressProxy === undefined) continue;
      yield {
        rule: 'deprecated-field',
        about: sidecar,
        path: ['spec', 'outboundTrafficPolicy', 'egressProxy'],
        message: 'outboundTrafficPolicy.egressProxy is ignored',
        suggestion: 'route to an egress gateway with a VirtualService',
      };
    }
    const gone = new Set(
      (model.settings.config.extensionProviders ?? [])
        .filter(({ lightstep, opencensus }) => lightstep !== undefined || opencensus !== undefined)
        .map(({ name }) => name),
    );
    for (const telemetry of model.telemetries) {
      for (const [index, { providers = [] }] of (telemetry.spec.tracing ?? []).entries()) {
        for (const [at, { name }] of providers.entries()) {
          if (!gone.has(name)) continue;
          yield {
            rule: 'deprecated-field',
            about: telemetry,
            path: ['spec', 'tracing', index, 'providers', at, 'name'],
            message: `${name} is a provider of a kind that is to go`,
            suggestion: 'write an opentelemetry provider',
          };
        }
      }
    }
    for (const definition of model.customResourceDefinitions) {
      if (definition.spec.group !== 'rbac.istio.io') continue;
      const { names } = definition.spec;
      yield {
        rule: 'deprecated-field',
        about: definition,
        path: ['spec', 'group'],
        message: `Istio has no ${isMap(names) ? names.kind : 'kind of rbac.istio.io'} any more`,
        suggestion: 'write AuthorizationPolicies and delete the definition',
      };
    }
  },
};
