import type { TelemetrySpecTracingCustomTags } from '../../../imports/telemetry.istio.io/telemetry';
import { ConfigError } from '../../diagnostics/error';
import { defined } from '../../values/defined';

/**
 * What a proxy writes on each span beside its own tags.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag
 */
export type SpanTag =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'environment' | 'header'; readonly name: string; readonly otherwise?: string }
  | { readonly kind: 'formatted'; readonly format: string };

/** What is written where the variable or the header is missing. */
interface Otherwise {
  /** @default - no tag */
  readonly otherwise?: string;
}

export const SpanTag = {
  /** The same text on every span. */
  literal(value: string): SpanTag {
    return { kind: 'literal', value: present(value, 'the text of a tag') };
  },

  /** The value of one of the proxy's environment variables. */
  environment(name: string, options: Otherwise = {}): SpanTag {
    return { kind: 'environment', name: present(name, 'the name of an environment variable'), ...options };
  },

  /** The value of a header of the request. */
  header(name: string, options: Otherwise = {}): SpanTag {
    return { kind: 'header', name: present(name, 'the name of a header'), ...options };
  },

  /** What Envoy's access log formatter makes of a text such as `%REQ(:path)%`; newer releases only. */
  formatted(format: string): SpanTag {
    return { kind: 'formatted', format: present(format, 'the format of a tag') };
  },
};

export function renderSpanTag(tag: SpanTag): TelemetrySpecTracingCustomTags {
  switch (tag.kind) {
    case 'literal':
      return { literal: { value: tag.value } };
    case 'environment':
    case 'header':
      return { [tag.kind]: renderLookup(tag) };
    case 'formatted':
      return { formatter: { value: tag.format } };
    default:
      return tag satisfies never;
  }
}

function renderLookup({ name, otherwise }: { readonly name: string } & Otherwise) {
  return defined<{ name: string; defaultValue?: string }>({ name, defaultValue: otherwise });
}

function present(text: string, what: string): string {
  if (text !== '') return text;
  throw new ConfigError({ problem: `${what} can't be empty`, got: text, instead: 'leave the tag out' });
}
