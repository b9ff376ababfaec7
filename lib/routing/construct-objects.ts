import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../kubernetes/identity';
import { type NamedOutside, namedOutside } from '../kubernetes/named-outside';
import { AlphaGatewayApi } from '../release/alpha-gateway-api';

/** The objects below a construct as they are written, and the construct of each. */
export function constructObjects(scope: IConstruct): {
  readonly objects: readonly KubernetesObject[];
  readonly constructs: ReadonlyMap<object, string>;
  /** Whether the app says that istiod takes what it calls alpha of the Gateway API. */
  readonly alpha: boolean;
  /** The services that the constructs name as described elsewhere; nothing else outside is on a request's way. */
  readonly outside: readonly NamedOutside[];
} {
  // Loaded where an app is read: who reads files need not wait for it.
  const cdk8s = require('cdk8s') as typeof import('cdk8s');
  const constructs = new Map<object, string>();
  const made = scope.node.findAll().filter((one): one is ApiObject => cdk8s.ApiObject.isApiObject(one));
  const objects = made.map((construct) => {
    const object = construct.toJson() as KubernetesObject;
    constructs.set(object, construct.node.path);
    return object;
  });
  const outside = made.flatMap(namedOutside).filter(({ kind }) => kind === 'host');
  return { objects, constructs, alpha: AlphaGatewayApi.isUsed(scope), outside };
}
