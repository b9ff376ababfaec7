import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import * as generated from '../../../imports/gateway.networking.k8s.io/gateway-class';
import type { IGatewayClass } from '../../istio/references/gateway-api-ref';
import { type IstioObjectProps, IstioResource, objectProps, type Plain } from '../../istio/resource';
import { text } from '../../values/check';
import { defined } from '../../values/defined';
import { optional, shape } from '../../values/shape';
import { gatewayApiKind } from '../kind';
import { configMap, type IConfigMap } from '../references/object-ref';

/** Who makes the gateways of a class, and what they have in common. */
export interface GatewayClassProps extends IstioObjectProps {
  /** Who makes gateways of this class. @default 'istio.io/gateway-controller' */
  readonly controllerName?: string;
  /** At most 64 characters. */
  readonly description?: string;
  /** A ConfigMap with patches of the Deployments and Services of all its gateways. */
  readonly parameters?: IConfigMap;
}

type ParametersRef = NonNullable<Plain<generated.GatewayClassSpec>['parametersRef']>;

const gatewayClass = gatewayApiKind<GatewayClassProps, generated.GatewayClassSpec>({
  generated: generated.GatewayClass,
  check: shape<GatewayClassProps>({
    ...objectProps,
    controllerName: optional(
      text({
        holds: (name) =>
          name.length <= 253 &&
          /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[\w/%~.!$&'()*+,;=:-]+$/.test(
            name,
          ),
        problem: 'a controller is named by a domain and a path',
        instead: "write for example 'istio.io/gateway-controller'",
      }),
    ),
    description: optional(
      text({
        holds: (words) => words !== '' && [...words].length <= 64,
        problem: 'a class is described in at most 64 characters',
        instead: "write for example 'gateways at the edge'",
      }),
    ),
    parameters: optional(configMap),
  }),
  render: ({ controllerName = 'istio.io/gateway-controller', description, parameters }, { namespace }) =>
    defined<Plain<generated.GatewayClassSpec>>({
      controllerName,
      description,
      parametersRef:
        parameters &&
        defined<ParametersRef>({
          group: '',
          kind: 'ConfigMap',
          name: parameters.name,
          namespace: parameters.namespace ?? namespace,
        }),
    }),
});

/**
 * A class of gateways, for what all of them have in common. Istio brings `istio`, `istio-remote` and `istio-waypoint` by
 * itself.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 */
export class GatewayClass extends IstioResource<GatewayClassProps> implements IGatewayClass {
  public readonly kind = 'gateway-class';

  public constructor(scope: Construct, id: string, props: GatewayClassProps = {}) {
    super(scope, id, gatewayClass, props);
    // A chart stamps its namespace on every object, and a class is in none.
    if (this.object.metadata.namespace !== undefined) {
      this.object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }

  /** A GatewayClass that is not described in this app. */
  public static named(name: string): IGatewayClass {
    return { kind: 'gateway-class', name };
  }
}
