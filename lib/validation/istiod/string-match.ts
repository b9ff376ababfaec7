import { object, ruled, type Shape, value } from '../shape';
import { expression } from './values';

/** An expression that is written must have something to match. */
export const regex = ruled<string>('regex-invalid', (text) =>
  text === '' ? 'must not be empty' : expression(text),
);

/** A text is compared whole, by its beginning or by an expression. */
export const stringMatch = object({
  regex,
  prefix: value<string>((text) =>
    text === '' ? 'must not be empty: every text begins with nothing' : undefined,
  ),
});

/** A path may begin with nothing. */
export const uriMatch = object({ regex });

/** A header that must not be there may be any: `*` is no expression then. */
export const withoutMatch: Shape<{ readonly regex?: string }> = (match, place) => {
  if (match.regex !== '*') stringMatch(match as never, place);
};
