import type { HeaderOperations } from './configuration';

/** Headers while they are changed; a name maps to its values joined as HTTP joins them. */
export type Headers = Record<string, string>;

/** Applies operations in their order: removals first, then what is set and added. */
export function applyOperations(
  headers: Headers,
  operations: HeaderOperations | undefined,
  value: (template: string) => string,
): void {
  if (operations === undefined) return;
  for (const name of operations.remove) delete headers[name];
  for (const { name, value: template, append } of operations.put) {
    const text = value(template);
    const before = append && Object.hasOwn(headers, name) ? headers[name] : undefined;
    headers[name] = before === undefined ? text : `${before}, ${text}`;
  }
}

/** What a `%COMMAND%` in a header's value stands for, as far as a request alone says it. */
export interface CommandValues {
  readonly request: (name: string) => string | undefined;
  readonly address?: string;
  readonly protocol: string;
}

/**
 * The value of a header, `%REQ(name)%` and its like filled in. What only a running proxy knows stays as it is written.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators
 */
export function formatted(template: string, values: CommandValues): string {
  if (!template.includes('%')) return template;
  return template.replace(/%(?:%|([A-Z_0-9]+)(?:\(([^)]*)\))?(?::\d+)?%)/g, (whole, command, argument) => {
    switch (command) {
      case undefined:
        return '%';
      case 'REQ': {
        const [first = '', second] = String(argument).split('?');
        return values.request(first.toLowerCase()) ?? (second && values.request(second.toLowerCase())) ?? '-';
      }
      case 'PROTOCOL':
        return values.protocol;
      case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      case 'DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT':
        return values.address ?? whole;
      default:
        return whole;
    }
  });
}
