import { pause, type TimeLimit } from './time-limit';
import { expectPage, expectUnrouted, type Judged } from './verify/expectation';
import type { Answer, NoAnswer } from './verify/http-get';
import type { Asked, Outside } from './verify/route-outside';

/** What is asked for. */
export interface VerifyQuestions {
  readonly path: string;
  /** @default - any page of status 200 is right */
  readonly title?: string;
  /** @default - no such path is asked for */
  readonly unrouted?: string;
  /** Milliseconds between two tries. */
  readonly pause: number;
  /** Milliseconds after which no other try is made. */
  readonly patience: number;
}

/** One question, its answer in words and whether it was right. */
export interface Verified extends Judged {
  readonly path: string;
  readonly asked: Asked;
}

/**
 * Asks for the page until it is right or the time is over, then once for the path that must not be routed.
 *
 * @param limit ends what is asked
 * @param waiting told what the last answer was, and for how long it has been asked
 * @returns the page, and the other path where there is one and the page was right
 * @throws ConfigError where there was no answer at all in time
 */
export async function verify(
  outside: Outside,
  questions: VerifyQuestions,
  limit: TimeLimit,
  waiting: (last: Verified, elapsed: number) => void,
): Promise<[Verified, ...Verified[]]> {
  const untilFinal = async (
    path: string,
    judge: (answer: Answer | NoAnswer) => Judged,
    isFinal: (answer: Verified) => boolean,
  ): Promise<Verified> => {
    let last: Verified | undefined;
    for (;;) {
      try {
        const asked = await outside.ask(path, limit);
        last = { path, asked, ...judge(asked.answer) };
        if (isFinal(last) || limit.elapsed + questions.pause > questions.patience) return last;
        waiting(last, limit.elapsed);
        await pause(questions.pause, limit.signal);
      } catch (error) {
        // When the time is over, the last answer is the one to tell of.
        if (last === undefined || limit.left > 0) throw error;
        return last;
      }
    }
  };
  const page = await untilFinal(
    questions.path,
    (answer) => expectPage(answer, questions.title),
    ({ right }) => right,
  );
  const { unrouted } = questions;
  if (!page.right || unrouted === undefined) return [page];
  // Any answer is final here: waiting does not take a route away.
  return [page, await untilFinal(unrouted, expectUnrouted, ({ asked }) => !('reason' in asked.answer))];
}
