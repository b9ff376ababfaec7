import type { StoredSchema } from '../../../lib/validation/schema/stored-schema';
import { withParts } from './share';

/** The schema and each schema in it, with no other keywords than these. */
export function keeping(keywords: readonly (keyof StoredSchema)[], schema: StoredSchema): StoredSchema {
  const kept = Object.fromEntries(
    keywords.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, schema[keyword]]),
  );
  return withParts(kept, (part) => (typeof part === 'object' ? keeping(keywords, part) : part));
}
