import type { Finding, FindingLevel } from '../../diagnostics/finding';
import { subjectOf } from '../../diagnostics/finding-text';
import { catalogue, isRuleName, type Rule } from '../catalogue';

const levels: Readonly<Record<FindingLevel, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * The findings as code review reads them.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf(findings: readonly Finding[], version: string): object {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const index = new Map(ids.map((id, at) => [id, at]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-istio',
            version,
            rules: ids.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, index.get(finding.rule) ?? 0)),
      },
    ],
  };
}

function ruleOf(id: string): object {
  const rule: Rule | undefined = isRuleName(id) ? catalogue[id] : undefined;
  return {
    id,
    ...(rule !== undefined && {
      shortDescription: { text: rule.says },
      help: { text: `${rule.says} ${sentence(rule.instead)}` },
      defaultConfiguration: { level: levels[rule.levels[0]] },
    }),
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function resultOf(finding: Finding, ruleIndex: number): object {
  const { rule, level, message, file, line, suggestion, object } = finding;
  const subject = subjectOf(finding);
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[level],
    message: {
      text: `${subject === '' ? '' : `${subject}: `}${message}${suggestion === undefined ? '' : `; ${suggestion}`}`,
    },
    locations: [
      {
        ...(file !== undefined && {
          physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line ?? 1 } },
        }),
        ...(object !== undefined && { logicalLocations: [{ fullyQualifiedName: subject, kind: 'object' }] }),
      },
    ],
    partialFingerprints: { 'cdk8s-istio/v1': `${rule} ${subject}` },
  };
}

/** A path as a relative reference; `C:\` and `#` would mean something else. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
