import { secondsOf } from '../../values/seconds';

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Names that stand for the numbers from the least on. */
  readonly names?: readonly string[];
}

const bounds: readonly Bounds[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  {
    least: 1,
    most: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const named = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** Whether a text is a schedule as the controller of CronJobs reads it: five fields, or one of the names. */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@every ')) return isInterval(text.slice('@every '.length));
  if (text.startsWith('@')) return named.test(text);
  const fields = text.split(/\s+/).filter((field) => field !== '');
  return (
    fields.length === bounds.length &&
    fields.every((field, index) =>
      field
        .split(',')
        .filter((part) => part !== '')
        .every((part) => isRange(part, bounds[index] as Bounds)),
    )
  );
}

function isInterval(text: string): boolean {
  const amount = text.replace(/^[-+]/, '');
  return amount === '0' || secondsOf(amount) !== undefined;
}

// Such as 3, *, 1-5, MON-FRI and 10-50/5.
function isRange(part: string, { least, most, names = [] }: Bounds): boolean {
  const [range = '', step, ...more] = part.split('/');
  const [first = '', last, ...others] = range.split('-');
  if (more.length > 0 || (step !== undefined && !(numberOf(step) >= 1))) return false;
  // What follows a star is not looked at.
  if (first === '*' || first === '?') return true;
  if (others.length > 0) return false;
  const place = (text: string) => {
    const index = names.indexOf(text.toLowerCase());
    return index < 0 ? numberOf(text) : index + least;
  };
  const start = place(first);
  const end = last === undefined ? start : place(last);
  return start >= least && end <= most && start <= end;
}

function numberOf(text: string): number {
  return /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
}
