import { ConfigError } from '../lib/diagnostics/error';
import { pathText } from '../lib/diagnostics/fault';
import type { Check } from '../lib/values/check';

/** What a check says is wrong with a value, as its error words it; without the property. */
export function refusal<T>(check: Check<T>, value: unknown): string | undefined {
  const found = check(value as T);
  return found && new ConfigError({ ...found, path: [] }).message;
}

/** The property of a value that a check finds fault with. */
export function refusedAt<T>(check: Check<T>, value: unknown): string | undefined {
  const found = check(value as T);
  return found && pathText(found.path);
}
