import type { Finding, FindingLevel } from '../../diagnostics/finding';
import { subjectOf } from '../../diagnostics/finding-text';

const commands: Readonly<Record<FindingLevel, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/**
 * The findings as annotations of a GitHub workflow, one a line.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubLines(findings: readonly Finding[]): string[] {
  return findings.map((finding) => {
    const { level, rule, message, suggestion, file, line } = finding;
    const subject = subjectOf(finding);
    const properties = [
      ...(file === undefined ? [] : [`file=${property(file)}`, `line=${line ?? 1}`]),
      `title=${property(rule)}`,
    ];
    const text = `${subject === '' ? '' : `${subject}: `}${message}${suggestion === undefined ? '' : `; ${suggestion}`}`;
    return `::${commands[level]} ${properties.join(',')}::${data(text)}`;
  });
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
