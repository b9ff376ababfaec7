/** A CEL rule could not be answered, which the API server takes for a rule that does not hold. */
export class CelError extends Error {}
