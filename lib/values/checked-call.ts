import { refuse } from '../diagnostics/error';
import type { Check } from './check';

/**
 * What a function is called with that makes no construct, checked before anything is made of it. The error names the
 * function, the property, and the file and line of the call.
 *
 * @param call how it is written: `MeshInstallation.helm`
 * @throws ConfigError for what the check finds fault with
 */
export function checkedCall<T>(call: string, check: Check<T>, options: T): T {
  refuse({ node: { path: call } }, check(options));
  return options;
}
