import type { HeaderOperations } from './route-configuration';

/** Headers while they are changed; a name maps to its values joined as HTTP joins them. */
export type Headers = Record<string, string>;

/**
 * Applies the operations of one place as the proxy does: what is removed goes first, then what is set, then what is
 * added; values are of the headers as they were before anything was set, and an empty one changes nothing.
 */
export function applyOperations(
  headers: Headers,
  operations: HeaderOperations | undefined,
  value: (template: string) => string,
): void {
  if (operations === undefined) return;
  for (const name of operations.remove) delete headers[name];
  const put = operations.put
    .map(({ name, value: template, append }) => ({ name, append, text: value(template) }))
    .filter(({ text }) => text !== '');
  for (const { name, append, text } of put) {
    if (!append) headers[name] = text;
  }
  for (const { name, append, text } of put) {
    if (!append) continue;
    const joint = single.has(name) ? ',' : ', ';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}${joint}${text}` : text;
  }
}

/** Headers that Envoy keeps once: what is added to them is written behind a comma, not on a line of its own. */
const single: ReadonlySet<string> = new Set([
  'user-agent',
  'content-type',
  'via',
  'te',
  'x-request-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-client-cert',
]);

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
        return values.request(first.toLowerCase()) ?? (second && values.request(second.toLowerCase())) ?? '';
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
