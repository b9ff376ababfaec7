import { anyObject, listOf, mapOf, objectOf, optional, text } from './answer';

const texts = mapOf(text);

/** Who last set which fields of an object, as the API server keeps it. */
const readManagedFields = objectOf({
  manager: optional(text),
  operation: optional(text),
  subresource: optional(text),
  fieldsV1: optional(anyObject),
});

/** The metadata of an object, as far as anything here asks for it. */
export const readMeta = objectOf({
  name: text,
  namespace: optional(text),
  uid: optional(text),
  labels: optional(texts),
  annotations: optional(texts),
  deletionTimestamp: optional(text),
  finalizers: optional(listOf(text)),
  ownerReferences: optional(listOf(objectOf({ uid: text }))),
  managedFields: optional(listOf(readManagedFields)),
});

/** An object of any kind, without what its kind says. */
export const readObject = objectOf({ apiVersion: text, kind: text, metadata: readMeta });
