import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { runCommandLine } from '../../lib/cli/program';
import { recordingTerminal } from './recording-terminal';

const namespace = `apiVersion: v1
kind: Namespace
metadata: { name: demo, labels: { istio-injection: enabled } }
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: demo }
spec:
  ports: [{ name: http, port: 9080 }]
`;
const routes = (annotations = '') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: demo${annotations}
spec:
  hosts:
    - review
  http:
    - route: [{ destination: { host: reviews } }]
`;
const world = (...documents: string[]) => documents.join('---\n');

describe('analyze', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'analyze-'));
    writeFileSync(join(folder, 'a.yaml'), world(namespace, service, routes()));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function analyze(...args: string[]) {
    const terminal = recordingTerminal();
    const at = args.includes('--default') ? [] : ['-f', folder];
    const given = args.filter((arg) => arg !== '--default');
    const code = await runCommandLine(['analyze', ...given, ...at], {
      terminal,
      env: { CDK8S_OUTDIR: folder },
    });
    const text = (lines: readonly string[]) => lines.join('\n').replaceAll(folder, '');
    return { code, out: text(terminal.lines), err: text(terminal.complaints) };
  }

  it('tells what is wrong, where, and what to write instead', async () => {
    expect(await analyze()).toEqual({
      code: 0,
      err: '',
      out: `warning vs-host-unknown  VirtualService demo/reviews spec.hosts[0] (/a.yaml:18)
  no Service and no ServiceEntry has the host review.demo.svc.cluster.local: the rules apply to no traffic
  → write reviews.demo.svc.cluster.local
1 warning in 3 objects`,
    });
  });

  it('ends with 1 from the level on that is asked for, and lists the same', async () => {
    const results = await Promise.all(
      ['error', 'warning', 'info'].map((level) => analyze('--fail-on', level)),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 1, 1]);
    expect(new Set(results.map(({ out }) => out)).size).toBe(1);
  });

  it('prints JSON and YAML of the same findings', async () => {
    const finding = {
      rule: 'vs-host-unknown',
      level: 'warning',
      message:
        'no Service and no ServiceEntry has the host review.demo.svc.cluster.local: the rules apply to no traffic',
      object: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        namespace: 'demo',
        name: 'reviews',
      },
      field: 'spec.hosts[0]',
      file: '/a.yaml',
      line: 18,
      suggestion: 'write reviews.demo.svc.cluster.local',
    };
    const json = (await analyze('-o', 'json')).out;
    expect(JSON.parse(json)).toEqual({ findings: [finding] });
    expect(Object.keys(JSON.parse(json).findings[0])).toEqual(Object.keys(finding));
    expect(load((await analyze('-o', 'yaml')).out)).toEqual({ findings: [finding] });
  });

  it('prints SARIF, JUnit and annotations of GitHub', async () => {
    const sarif = JSON.parse((await analyze('-o', 'sarif')).out);
    expect(sarif.runs[0].results).toEqual([
      {
        ruleId: 'vs-host-unknown',
        ruleIndex: 0,
        level: 'warning',
        message: { text: expect.stringMatching(/^VirtualService demo\/reviews spec.hosts\[0\]: no Service/) },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: '/a.yaml' }, region: { startLine: 18 } },
            logicalLocations: [
              { fullyQualifiedName: 'VirtualService demo/reviews spec.hosts[0]', kind: 'object' },
            ],
          },
        ],
        partialFingerprints: {
          'cdk8s-istio/v1': 'vs-host-unknown VirtualService demo/reviews spec.hosts[0]',
        },
      },
    ]);
    expect((await analyze('-o', 'github')).out).toMatch(
      /^::warning file=\/a.yaml,line=18,title=vs-host-unknown::VirtualService demo\/reviews spec.hosts\[0\]: no Service/,
    );
    expect((await analyze('-o', 'junit')).out).toMatch(
      /<testsuite name="\/a.yaml" tests="1" failures="0" errors="0" skipped="1">\n {4}<testcase classname="\/a.yaml" name="vs-host-unknown VirtualService demo\/reviews spec.hosts\[0\]">/,
    );
  });

  it('tells of a document that is none and reads the rest', async () => {
    writeFileSync(join(folder, 'b.yaml'), 'a: [\n---\n- x\n');
    const { out, code } = await analyze('-o', 'json');
    const told = JSON.parse(out).findings as { rule: string; file: string; line: number }[];
    expect([code, told.map(({ rule, file, line }) => [rule, file, line])]).toEqual([
      1,
      [
        ['vs-host-unknown', '/a.yaml', 18],
        ['not-yaml', '/b.yaml', 2],
        ['no-object', '/b.yaml', 3],
      ],
    ]);
  });

  it('does not miss what a chart of Helm beside the manifests may make', async () => {
    expect((await analyze()).out).toContain('vs-host-unknown');
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: shop\n');
    const { code, out } = await analyze();
    expect([code, out.includes('vs-host-unknown'), out.includes('it is a chart of Helm')]).toEqual([
      0,
      false,
      true,
    ]);
  });

  it("passes over data in the app's own output, and reads its folders", async () => {
    mkdirSync(join(folder, 'install'));
    writeFileSync(join(folder, 'install', 'values.yaml'), 'global: { hub: x }\n');
    writeFileSync(join(folder, 'install', 'dashboard.json'), '{ "title": "x" }');
    expect((await analyze('--default')).out).toMatch(/1 warning in 3 objects$/);
    expect((await analyze('-R')).out).toMatch(/2 errors, 1 warning in 3 objects$/);
  });

  it('does not tell what an object or the command line excuses with a reason', async () => {
    const annotated = (text: string) =>
      writeFileSync(
        join(folder, 'a.yaml'),
        world(namespace, service, routes(`\n  annotations: { cdk8s-istio/ignore: "${text}" }`)),
      );
    annotated('vs-host-unknown: it comes with the next release');
    expect((await analyze()).out).toBe('nothing to tell of 3 objects');
    annotated('vs-host-unknown');
    expect((await analyze('--fail-on', 'info')).out).toMatch(
      /error suppression-without-reason .*no reason is given.*warning vs-host-unknown/s,
    );
    annotated('dr-conflict: why not');
    expect((await analyze()).out).toMatch(/warning suppression-unused .*dr-conflict is not found here/s);
    annotated('dr-conflct: why not');
    expect((await analyze()).out).toMatch(/there is no rule dr-conflct.*write dr-conflict/s);
  });

  it.each([
    'vs-host-unknown=VirtualService demo/reviews',
    'vs-host-unknown=VirtualService *',
    'vs-host-unknown=* reviews.demo',
  ])('does not tell what --suppress %s names', async (written) => {
    expect((await analyze('--suppress', written)).out).toBe('nothing to tell of 3 objects');
  });

  it('tells of a suppression that is not needed', async () => {
    expect((await analyze('--suppress', 'IST0109=VirtualService demo/*')).out).toMatch(
      /suppression-unused.*--suppress IST0109=VirtualService demo\/\*/s,
    );
  });

  it('does not tell what an earlier run told', async () => {
    const baseline = join(folder, 'baseline.txt');
    writeFileSync(baseline, (await analyze('-o', 'json')).out);
    expect((await analyze('--baseline', baseline)).out).toBe('nothing to tell of 3 objects');
    writeFileSync(join(folder, 'a.yaml'), world('# moved\n', namespace, service, routes()));
    expect((await analyze('--baseline', baseline)).out).toBe('nothing to tell of 3 objects');
  });

  it('says of what is not given that it may be elsewhere, unless all is', async () => {
    writeFileSync(join(folder, 'a.yaml'), routes());
    expect((await analyze()).out).toBe('nothing to tell of 1 object');
    const rules = async (...args: string[]) =>
      (JSON.parse((await analyze('-o', 'json', ...args)).out).findings as { rule: string }[]).map(
        ({ rule }) => rule,
      );
    expect(await rules('--complete')).toEqual(['vs-host-unknown', 'vs-destination-missing']);
    expect(await rules('--complete=demo')).toEqual(['vs-host-unknown', 'vs-destination-missing']);
    expect(await rules('--complete=other')).toEqual([]);
  });

  it('lists what can be told', async () => {
    const { out, code } = await analyze('--list');
    expect(code).toBe(0);
    expect(out.split('\n')).toContainEqual(
      'vs-host-unknown  warning  No Service and no ServiceEntry has the host: the rules apply to no traffic.',
    );
  });

  it.each([
    [
      ['-f', '/no/such'],
      "/no/such: it can't be read, got 'ENOENT'; name a file or a folder of manifests, or - for standard input",
    ],
    [['--release', '9.9'], /^--release: no such Istio release/],
    [['--suppress', 'vs-host-unknown'], /^--suppress: a suppression is a rule and an object/],
    [
      ['--suppress', 'vs-host-unknwn=*'],
      /^--suppress: there is no such rule, got 'vs-host-unknwn'; did you mean 'vs-host-unknown'\?/,
    ],
    [['--baseline', '/no/such'], /^\/no\/such: it can't be read/],
    [['--fail-on', 'never'], /argument 'never' is invalid/],
  ])('rejects %j with 2', async (args, said) => {
    const { code, out, err } = await analyze(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
  });
});
