import { junitOf } from '../../../lib/analysis/output/junit';
import type { Finding } from '../../../lib/diagnostics/finding';

const object = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };
const finding = (level: Finding['level'], more: Partial<Finding> = {}): Finding => ({
  rule: 'schema',
  level,
  message: 'it is <wrong> & "odd"',
  object,
  ...more,
});

/** What each suite must count, by the schema that Jenkins reads reports with. */
const counts = ['name', 'tests', 'failures', 'errors'];

describe('a report of JUnit', () => {
  it('has a suite for each file, a failure for each error, and the rest skipped', () => {
    expect(
      junitOf([finding('error', { file: 'a.yaml', line: 3 }), finding('warning', { file: 'a.yaml' })]),
    ).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-istio analyze" tests="2" failures="1" errors="0">
  <testsuite name="a.yaml" tests="2" failures="1" errors="0" skipped="1">
    <testcase classname="a.yaml" name="schema Service shop/web">
      <failure type="schema" message="it is &lt;wrong&gt; &amp; &quot;odd&quot;">a.yaml:3</failure>
    </testcase>
    <testcase classname="a.yaml" name="schema Service shop/web">
      <skipped message="warning: it is &lt;wrong&gt; &amp; &quot;odd&quot;"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  it('counts everything that its readers ask for, also where nothing is told', () => {
    for (const report of [junitOf([]), junitOf([finding('info')])]) {
      for (const [suite] of report.matchAll(/<testsuite .*?>/g))
        expect(counts.filter((name) => !suite.includes(` ${name}="`))).toEqual([]);
      expect(report).toContain('tests="1"');
    }
  });

  it('leaves out what XML can not hold', () => {
    expect(junitOf([finding('error', { message: 'a\u0000b\ud800c\nd' })])).toContain(
      'message="a\ufffdb\ufffdc&#10;d"',
    );
  });
});
