import { shortened } from '../printable';
import type { Answer, NoAnswer } from './http-get';

/** What an answer was, in words, and whether it was the one expected. */
export interface Judged {
  readonly right: boolean;
  readonly text: string;
}

/** Expects a page of status 200, with this title where one is given. */
export function expectPage(answer: Answer | NoAnswer, title: string | undefined): Judged {
  if ('reason' in answer) return { right: false, text: answer.reason };
  if (answer.status !== 200) return { right: false, text: `${answer.status}, expected 200` };
  if (title === undefined) return { right: true, text: '200' };
  const found = titleOf(answer.body);
  if (found === title) return { right: true, text: `200, "${title}"` };
  const got = found === undefined ? 'a page without a title' : `the title "${shortened(found, 100)}"`;
  return { right: false, text: `200 with ${got}, expected "${title}"` };
}

/**
 * Expects the gateway itself to answer 404. A 404 that a service behind it gave was routed all the same: Envoy adds
 * the time that the service took.
 */
export function expectUnrouted(answer: Answer | NoAnswer): Judged {
  if ('reason' in answer) return { right: false, text: answer.reason };
  if (answer.status !== 404)
    return { right: false, text: `${answer.status}, expected 404: a route leads there` };
  if (answer.headers['x-envoy-upstream-service-time'] !== undefined) {
    return { right: false, text: '404 from a service, expected it from the gateway: a route leads there' };
  }
  return { right: true, text: '404, as no route leads there' };
}

/** What stands between the first `<title>` and its end; each character is looked at once or twice, whatever the page. */
function titleOf(page: string): string | undefined {
  const opening = tagAt(page, '<title', 0);
  if (opening < 0) return undefined;
  const begin = page.indexOf('>', opening);
  if (begin < 0) return undefined;
  const end = tagAt(page, '</title', begin + 1);
  return end < 0 ? undefined : page.slice(begin + 1, end).trim();
}

/** Where a tag begins, in whatever letters it is written; -1 for nowhere. */
function tagAt(page: string, tag: string, from: number): number {
  for (let at = page.indexOf('<', from); at >= 0; at = page.indexOf('<', at + 1)) {
    const after = page.charAt(at + tag.length);
    const ends = after === '>' || after === '/' || after.trim() === '';
    if (ends && page.slice(at, at + tag.length).toLowerCase() === tag) return at;
  }
  return -1;
}
