import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import type { Origin } from './manifest';
import { deepest, type YamlPart } from './yaml-text';

/** Where a value of a document begins, and where what it holds does. */
interface Place {
  readonly at: number;
  readonly entries: Map<string | number, Place>;
}

interface Index {
  readonly root: Place;
  /** Where each line begins. */
  readonly lines: readonly number[];
}

/** Read once for each part that something is told of. */
const indexes = new WeakMap<YamlPart, Index>();

/**
 * The line of a file in which a field of an object stands: of its key or, in a list, of its item. Where the field is
 * not written, the line of what it is missing from.
 */
export function lineOf(origin: Origin, path: readonly (string | number)[]): number {
  const { part } = origin;
  let index = indexes.get(part);
  if (index === undefined) {
    index = indexOf(part.text);
    indexes.set(part, index);
  }
  let place = index.root;
  for (const step of [...origin.path, ...path]) {
    const next = place.entries.get(step);
    if (next === undefined) break;
    place = next;
  }
  return part.line + lineAt(index.lines, place.at);
}

function indexOf(text: string): Index {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return { root: placesOf(text, parseEvents(text, { maxDepth: deepest })), lines };
}

function placesOf(text: string, events: readonly Event[]): Place {
  let next = events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT) + 1;
  const walk = (at: number): Place => {
    const entries = new Map<string | number, Place>();
    const event = events[next++];
    if (event?.type === EVENT_ID.MAPPING) {
      while (next < events.length && events[next]?.type !== EVENT_ID.POP) {
        const key = events[next] as Event;
        const place = walk(startOf(key) ?? at);
        const name = key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '';
        entries.set(name, walk(place.at));
      }
      next++;
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      for (let item = 0; next < events.length && events[next]?.type !== EVENT_ID.POP; item++)
        entries.set(item, walk(startOf(events[next] as Event) ?? at));
      next++;
    }
    return { at, entries };
  };
  return walk(next < events.length ? (startOf(events[next] as Event) ?? 0) : 0);
}

function startOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : undefined;
}

/** The last line that begins at or before a place. */
function lineAt(lines: readonly number[], at: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
