import { setTimeout as sleep } from 'node:timers/promises';
import { expectPage, expectUnrouted } from './verify/expectation';
import type { Asked, Outside } from './verify/route-outside';

/** What is asked for, and for how long. */
export interface VerifyQuestions {
  readonly path: string;
  readonly title: string;
  readonly unrouted: string;
  /** Milliseconds in all. */
  readonly limit: number;
  /** Milliseconds between two tries. */
  readonly pause: number;
}

/** One question, its answer in words and whether it was right. */
export interface Verified {
  readonly right: boolean;
  readonly path: string;
  readonly text: string;
  readonly asked: Asked;
}

/**
 * Asks for the page until it is right or the limit is over, then once for the path that must not be routed.
 *
 * @param waiting told what the last answer was, and how long it has been
 */
export async function verify(
  outside: Outside,
  questions: VerifyQuestions,
  waiting: (last: Verified, elapsed: number) => void,
): Promise<Verified[]> {
  const began = Date.now();
  const page = async (): Promise<Verified> => {
    const asked = await outside.ask(questions.path);
    return { path: questions.path, asked, ...expectPage(asked.answer, questions.title) };
  };
  const unrouted = async (): Promise<Verified> => {
    const asked = await outside.ask(questions.unrouted);
    return { path: questions.unrouted, asked, ...expectUnrouted(asked.answer) };
  };
  const untilRight = async (ask: () => Promise<Verified>, done: (answer: Verified) => boolean) => {
    for (;;) {
      const answer = await ask();
      const elapsed = Date.now() - began;
      if (done(answer) || elapsed + questions.pause > questions.limit) return answer;
      waiting(answer, elapsed);
      await sleep(questions.pause);
    }
  };
  const first = await untilRight(page, ({ right }) => right);
  if (!first.right) return [first];
  // Any answer is final here: waiting does not take a route away.
  return [first, await untilRight(unrouted, ({ asked }) => !('reason' in asked.answer))];
}
