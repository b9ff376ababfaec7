import type { Finding } from '../../diagnostics/finding';
import { subjectOf } from '../../diagnostics/finding-text';
import { grouped } from '../../model/grouped';

/** The findings as test reports show them: a suite a file, a case a finding; warnings and what is worth knowing are skipped. */
export function junitOf(findings: readonly Finding[]): string {
  const suites = [...grouped(findings, ({ file = 'manifests' }) => file)].map(([file, all]) =>
    suiteOf(file, all),
  );
  const failures = findings.filter(({ level }) => level === 'error').length;
  const tests = Math.max(findings.length, 1);
  // Without a case many readers take a report for a failed one.
  const body =
    suites.length > 0
      ? suites.join('')
      : '  <testsuite name="manifests" tests="1" failures="0" errors="0" skipped="0">\n    <testcase classname="manifests" name="nothing to tell"/>\n  </testsuite>\n';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-istio analyze" tests="${tests}" failures="${failures}" errors="0">\n${body}</testsuites>\n`;
}

function suiteOf(file: string, findings: readonly Finding[]): string {
  const failures = findings.filter(({ level }) => level === 'error').length;
  const skipped = findings.length - failures;
  return `  <testsuite name="${xml(file)}" tests="${findings.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${findings.map(caseOf).join('')}  </testsuite>\n`;
}

function caseOf(finding: Finding): string {
  const { rule, level, message, suggestion, file = 'manifests', line } = finding;
  const text = `${message}${suggestion === undefined ? '' : `; ${suggestion}`}`;
  const name = `${rule} ${subjectOf(finding)}`.trim();
  const outcome =
    level === 'error'
      ? `      <failure type="${xml(rule)}" message="${xml(text)}">${xml(`${file}${line === undefined ? '' : `:${line}`}`)}</failure>\n`
      : `      <skipped message="${xml(`${level}: ${text}`)}"/>\n`;
  return `    <testcase classname="${xml(file)}" name="${xml(name)}">\n${outcome}    </testcase>\n`;
}

/** What XML 1.0 can not hold, even escaped, is left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
