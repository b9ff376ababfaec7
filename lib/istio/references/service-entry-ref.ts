import { namespaceName } from '../../values/dns-label';
import { objectName } from '../../values/object-name';
import { optional, reference } from '../../values/shape';
import { requestReader } from './request-reader';

/** A ServiceEntry as an object, which may have several hosts: one of this app, or `ServiceEntry.named`. */
export interface IServiceEntry {
  readonly kind: 'service-entry';
  readonly name: string;
  /** `undefined` where neither the object nor its chart says one. */
  readonly namespace: string | undefined;
  /** Who reads the requests to it. @default 'sidecar' */
  readonly requestsReadBy?: 'sidecar' | 'waypoint';
}

/** A ServiceEntry that is not described in this app. */
export function namedServiceEntry(name: string, namespace: string): IServiceEntry {
  return { kind: 'service-entry', name, namespace };
}

export const serviceEntryObject = reference<IServiceEntry>(
  'a ServiceEntry',
  "give a ServiceEntry, or ServiceEntry.named('api', { namespace: 'demo' })",
  ['service-entry'],
  { name: objectName, namespace: optional(namespaceName), requestsReadBy: optional(requestReader) },
);
