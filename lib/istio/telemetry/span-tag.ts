import type { TelemetrySpecTracingCustomTags } from '../../../imports/telemetry.istio.io/telemetry';
import { anyText, filledText } from '../../values/check';
import { defined } from '../../values/defined';
import { given } from '../../values/options';
import { optional, variants } from '../../values/shape';

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
    return { kind: 'literal', value };
  },

  /** The value of one of the proxy's environment variables. */
  environment(name: string, options: Otherwise = {}): SpanTag {
    return { kind: 'environment', name, ...given(options) };
  },

  /** The value of a header of the request. */
  header(name: string, options: Otherwise = {}): SpanTag {
    return { kind: 'header', name, ...given(options) };
  },

  /** What Envoy's access log formatter makes of a text such as `%REQ(:path)%`; newer releases only. */
  formatted(format: string): SpanTag {
    return { kind: 'formatted', format };
  },
};

const lookup = {
  name: filledText('the name of what a tag is taken from', "'POD_NAME'"),
  otherwise: optional(anyText),
};

export const spanTag = variants<SpanTag>('a span tag', {
  literal: { value: filledText('a tag', "'eu-west-1'") },
  environment: lookup,
  header: lookup,
  formatted: { format: filledText('the format of a tag', "'%REQ(:path)%'") },
});

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
