import { pause, TimeLimit } from '../../lib/cli/time-limit';
import { type Verified, verify } from '../../lib/cli/verify';
import type { Answer, NoAnswer } from '../../lib/cli/verify/http-get';
import type { Outside } from '../../lib/cli/verify/route-outside';

const questions = {
  path: '/productpage',
  title: 'Simple Bookstore App',
  unrouted: '/health',
  pause: 10,
  patience: 200,
};
const page: Answer = { status: 200, headers: {}, body: '<title>Simple Bookstore App</title>' };
const status = (code: number): Answer => ({ status: code, headers: {}, body: '' });

/** Gives these answers for each path in turn, the last for ever. */
function outside(
  answers: Readonly<Record<string, readonly (Answer | NoAnswer)[]>>,
): Outside & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async ask(path) {
      const before = asked.filter((one) => one === path).length;
      asked.push(path);
      const list = answers[path] ?? [];
      return { base: 'http://gate', way: 'test', answer: list[Math.min(before, list.length - 1)] as Answer };
    },
    close: () => undefined,
  };
}

const summary = (results: readonly Verified[]) =>
  results.map(({ path, right, text }) => `${path} ${right}: ${text}`);

describe('verifying', () => {
  const limits: TimeLimit[] = [];
  const within = (time: number) => {
    const limit = new TimeLimit(time);
    limits.push(limit);
    return limit;
  };
  afterEach(() => {
    for (const limit of limits.splice(0)) limit.clear();
  });

  it('asks for the page and then for a path without a route', async () => {
    const gate = outside({ '/productpage': [page], '/health': [status(404)] });
    expect(summary(await verify(gate, questions, within(5_000), () => undefined))).toEqual([
      '/productpage true: 200, "Simple Bookstore App"',
      '/health true: 404, as no route leads there',
    ]);
    expect(gate.asked).toEqual(['/productpage', '/health']);
  });

  it('waits until the page is right, and says what it waits for', async () => {
    const gate = outside({
      '/productpage': [{ reason: 'connection refused' }, status(503), page],
      '/health': [{ reason: 'connection reset' }, status(404)],
    });
    const waits: string[] = [];
    const results = await verify(gate, questions, within(5_000), (last) => waits.push(last.text));
    expect(results.every(({ right }) => right)).toBe(true);
    expect(waits).toEqual(['connection refused', '503, expected 200', 'connection reset']);
  });

  it('reports the last answer once the limit is over, and asks nothing more', async () => {
    jest.useFakeTimers();
    const gate = outside({ '/productpage': [status(503)] });
    const verified = verify(gate, questions, within(5_000), () => undefined);
    await jest.advanceTimersByTimeAsync(1_000);
    jest.useRealTimers();
    expect(summary(await verified)).toEqual(['/productpage false: 503, expected 200']);
    // At once, and then every 10 ms of 200.
    expect(gate.asked).toEqual(Array.from({ length: 21 }, () => '/productpage'));
  });

  it('reports the last answer where the next hangs beyond the limit, and rejects where there was none', async () => {
    const hanging = (answered: number): Outside => {
      let count = 0;
      return {
        async ask(_, { signal }) {
          if (count++ >= answered) await pause(60_000, signal);
          return { base: 'http://gate', way: 'test', answer: status(503) };
        },
        close: () => undefined,
      };
    };
    const patient = { ...questions, patience: 60_000 };
    expect(summary(await verify(hanging(3), patient, within(300), () => undefined))).toEqual([
      '/productpage false: 503, expected 200',
    ]);
    await expect(verify(hanging(0), patient, within(100), () => undefined)).rejects.toThrow(
      'the cluster did not answer in time',
    );
  });

  it('reports at once a route that should not be', async () => {
    const gate = outside({ '/productpage': [page], '/health': [status(200)] });
    const results = await verify(gate, questions, within(60_000), () => undefined);
    expect(summary(results)[1]).toBe('/health false: 200, expected 404: a route leads there');
  });

  it('asks for the page alone where no other path is named', async () => {
    const gate = outside({ '/': [page] });
    const { title } = questions;
    const results = await verify(
      gate,
      { path: '/', title, pause: 10, patience: 200 },
      within(5_000),
      () => undefined,
    );
    expect(summary(results)).toEqual(['/ true: 200, "Simple Bookstore App"']);
    expect(gate.asked).toEqual(['/']);
  });
});
