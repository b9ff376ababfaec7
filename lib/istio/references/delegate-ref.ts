import type { IConstruct } from 'constructs';
import { aConstruct } from '../../values/a-construct';
import { list } from '../../values/check';
import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, reference } from '../../values/shape';

/** A VirtualService that others hand requests to. */
export interface IDelegateVirtualService {
  readonly kind: 'delegate';
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where it is described in this app; `undefined` outside. */
  readonly construct: IConstruct | undefined;
  /** The conditions of each of its routes, where they are known. */
  readonly routes: readonly { readonly match?: readonly object[] }[] | undefined;
}

export const delegate = reference<IDelegateVirtualService>(
  'a delegate',
  "give a DelegateVirtualService, or DelegateVirtualService.named('others', { namespace: 'other' })",
  ['delegate'],
  {
    name: objectName,
    namespace: optional(namespaceName),
    construct: optional(aConstruct),
    routes: optional(list(() => undefined)),
  },
);

/** A delegate that is not described in this app. */
export function namedDelegate(name: string, namespace: string): IDelegateVirtualService {
  return { kind: 'delegate', name, namespace, construct: undefined, routes: undefined };
}
