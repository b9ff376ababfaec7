import { checkNamespace } from '../../values/dns-label';
import { checkObjectName } from '../resource';
import type { IServiceIdentity } from './workload';

export const ServiceIdentity = {
  /**
   * The account of workloads that are not described in this app.
   *
   * @throws ConfigError for names that Kubernetes does not take
   */
  named(serviceAccount: string, options: { readonly namespace: string }): IServiceIdentity {
    checkObjectName(serviceAccount);
    checkNamespace(options.namespace);
    return { serviceAccount, namespace: options.namespace };
  },
};

export function isServiceIdentity(value: object | string): value is IServiceIdentity {
  return typeof value === 'object' && 'serviceAccount' in value;
}
