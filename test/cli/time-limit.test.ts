import { pause, TimeLimit } from '../../lib/cli/time-limit';

describe('a time limit', () => {
  it('ends what is done in it, and says that it is over', async () => {
    const limit = new TimeLimit(50);
    await expect(pause(60_000, limit.signal)).rejects.toThrow(
      'the cluster did not answer in time, got nothing in 0.05 s; give it longer with --timeout, or see by hand what kubectl does',
    );
    expect(limit.left).toBe(0);
    await expect(pause(1, limit.signal)).rejects.toThrow('did not answer in time');
  });

  it('ends with what it is in, for its reason', async () => {
    const parent = new AbortController();
    const limit = new TimeLimit(60_000, parent.signal);
    const waiting = expect(pause(60_000, limit.signal)).rejects.toThrow('stopped by SIGINT');
    parent.abort(new Error('stopped by SIGINT'));
    await waiting;
    limit.clear();
    expect(limit.left).toBeGreaterThan(50_000);
    const late = new TimeLimit(60_000, parent.signal);
    expect(late.signal.aborted).toBe(true);
    late.clear();
  });

  it('lets what is done before its end be done', async () => {
    const limit = new TimeLimit(60_000);
    await pause(5, limit.signal);
    expect(limit.signal.aborted).toBe(false);
    expect(limit.elapsed).toBeGreaterThan(3);
    limit.clear();
  });
});
