import { ConfigError, Verbatim } from '../diagnostics/error';

/** A time in which something must be done, whatever it consists of. */
export class TimeLimit {
  private readonly controller = new AbortController();
  private readonly end: number;
  private readonly timer: NodeJS.Timeout;
  private readonly pass = () => this.controller.abort(this.parent?.reason);

  /**
   * @param time milliseconds
   * @param parent ends it too
   */
  public constructor(
    public readonly time: number,
    private readonly parent?: AbortSignal,
  ) {
    this.end = performance.now() + time;
    this.timer = setTimeout(() => this.controller.abort(this.over()), time);
    parent?.addEventListener('abort', this.pass);
    if (parent?.aborted) this.pass();
  }

  /** Is aborted when the time is over; the reason says so. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Milliseconds that are left. */
  public get left(): number {
    return Math.max(0, this.end - performance.now());
  }

  /** Milliseconds that have gone by. */
  public get elapsed(): number {
    return this.time - (this.end - performance.now());
  }

  /** Ends it without a word, when all is done. */
  public clear(): void {
    clearTimeout(this.timer);
    this.parent?.removeEventListener('abort', this.pass);
  }

  private over(): ConfigError {
    return new ConfigError({
      problem: 'the cluster did not answer in time',
      got: new Verbatim(`nothing in ${this.time / 1000} s`),
      instead: 'give it longer with --timeout, or see by hand what kubectl does',
    });
  }
}

/** Waits, and no longer than until `stop` says. */
export function pause(time: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stop?.aborted) return reject(stop.reason);
    const stopped = () => {
      clearTimeout(timer);
      reject(stop?.reason);
    };
    const timer = setTimeout(() => {
      stop?.removeEventListener('abort', stopped);
      resolve();
    }, time);
    stop?.addEventListener('abort', stopped);
  });
}
