import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import * as extensions from '../../imports/extensions.istio.io';
import * as gatewayApi from '../../imports/gateway.networking.k8s.io';
import * as networking from '../../imports/networking.istio.io';
import * as security from '../../imports/security.istio.io';
import * as telemetry from '../../imports/telemetry.istio.io';

/** What each class of imports/ has in common. */
export interface GeneratedClass {
  new (scope: Construct, id: string, props: object): ApiObject;
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  manifest(props: object): unknown;
}

const exported = [argoproj, extensions, gatewayApi, networking, security, telemetry].flatMap(
  (group): unknown[] => Object.values(group),
);

/** The classes of imports/ by `<group>/<kind>`. */
export const generatedClasses: ReadonlyMap<string, GeneratedClass> = new Map(
  exported
    .filter((value): value is GeneratedClass => typeof value === 'function' && 'GVK' in value)
    .map((generated) => [classKey(generated.GVK), generated]),
);

/** The values of each enumeration of imports/. */
export const generatedEnums: readonly (readonly unknown[])[] = exported
  .filter((value): value is Record<string, unknown> => typeof value === 'object')
  // TypeScript adds the way back from number to name.
  .map((members) => Object.entries(members).flatMap(([name, value]) => (/^\d/.test(name) ? [] : [value])));

/** `networking.istio.io/Gateway` of an object of any version. */
export function classKey({
  apiVersion,
  kind,
}: {
  readonly apiVersion: string;
  readonly kind: string;
}): string {
  return `${apiVersion.slice(0, apiVersion.lastIndexOf('/'))}/${kind}`;
}
