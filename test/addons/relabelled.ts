import { RE2JS } from 're2js';
import type { RelabelConfig } from '../../lib/addons/relabel-rule';

type Labels = Readonly<Record<string, string>>;

/**
 * What Prometheus makes of a target: the labels that it is scraped with, or nothing where it is left alone. A plain
 * reading of Prometheus' documentation, for machines without promtool; where there is one, both are compared.
 */
export function relabelled(
  configs: readonly RelabelConfig[],
  job: string,
  labels: Labels,
): Labels | undefined {
  const given: Labels = { __metrics_path__: '/metrics', __scheme__: 'http', job, ...labels };
  let now: Labels | undefined = given;
  for (const config of configs) {
    now = now && step(config, now);
  }
  if (now === undefined) return undefined;
  const kept = Object.entries(now).filter(([name]) => !name.startsWith('__meta_'));
  return { instance: now.__address__ ?? '', ...Object.fromEntries(kept) };
}

function step(config: RelabelConfig, labels: Labels): Labels | undefined {
  const regex = RE2JS.compile(config.regex, RE2JS.DOTALL);
  const value = (config.source_labels ?? []).map((name) => labels[name] ?? '').join(';');
  const groups = match(regex, value);
  switch (config.action) {
    case 'keep':
      return groups && labels;
    case 'drop':
      return groups ? undefined : labels;
    case 'replace': {
      if (!groups) return labels;
      const { [config.target_label as string]: _, ...rest } = labels;
      const text = expand(config.replacement as string, groups);
      return text === '' ? rest : { ...rest, [config.target_label as string]: text };
    }
    case 'labelmap': {
      const copies = Object.entries(labels).flatMap(([name, text]) => {
        const found = match(regex, name);
        return found ? [[expand(config.replacement as string, found), text]] : [];
      });
      return { ...labels, ...Object.fromEntries(copies) };
    }
    case 'labeldrop':
      return Object.fromEntries(Object.entries(labels).filter(([name]) => !match(regex, name)));
    default:
      return config.action satisfies never;
  }
}

/** The whole text's groups, the first being the text itself. */
function match(regex: RE2JS, text: string): string[] | undefined {
  const matcher = regex.matcher(text);
  if (!matcher.matches()) return undefined;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? '');
}

function expand(replacement: string, groups: readonly string[]): string {
  return replacement.replace(/\$(\d+)/g, (_, index) => groups[Number(index)] ?? '');
}
