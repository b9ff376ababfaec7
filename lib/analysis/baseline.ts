import { ConfigError } from '../diagnostics/error';
import type { Finding } from '../diagnostics/finding';
import { subjectOf } from '../diagnostics/finding-text';

/** Findings that are known: what was told before, as `-o json` prints it. */
export interface Baseline {
  /** Those of findings that are not known yet. */
  without(findings: readonly Finding[]): Finding[];
}

/**
 * Reads the findings of an earlier run; what moved to another line or file is still the same.
 *
 * @param at the name of the file, for the error
 * @throws ConfigError where it is not what `-o json` prints
 */
export function readBaseline(text: string, at: string): Baseline {
  const counts = new Map<string, number>();
  for (const finding of findingsOf(text, at))
    counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return {
    without(findings) {
      const left = new Map(counts);
      return findings.filter((finding) => {
        const key = keyOf(finding);
        const known = left.get(key) ?? 0;
        if (known > 0) left.set(key, known - 1);
        return known === 0;
      });
    },
  };
}

function keyOf(finding: Finding): string {
  // What is no object is told by what is wrong with it.
  return `${finding.rule} ${subjectOf(finding) || finding.message}`;
}

function findingsOf(text: string, at: string): Finding[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const findings = (parsed as { readonly findings?: unknown } | null | undefined)?.findings;
  const isFinding = (one: unknown) => typeof (one as Finding | null)?.rule === 'string';
  if (Array.isArray(findings) && findings.every(isFinding)) return findings as Finding[];
  throw new ConfigError({
    at,
    problem: 'a baseline is what an earlier run printed with -o json',
    got: text.slice(0, 60),
    instead: 'write npx cdk8s-istio analyze -o json > baseline.json',
  });
}
