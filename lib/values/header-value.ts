import { ConfigError } from '../diagnostics/error';

/** Text, `%%` for a percent sign, and Envoy's command operators `%NAME%` and `%NAME(argument)%`. */
const value = /^([^%]|%%|%[^%(]+(\([^)]*\) *)?%)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what HTTP does not allow in a header's value
const control = /[\0-\x08\n-\x1f\x7f]/;

/** Refuses what HTTP does not allow in a header's value, and a `%` that Envoy would read as a broken operator. */
export function checkHeaderValue(text: string): void {
  if (control.test(text)) {
    throw new ConfigError({
      problem: 'a header value has characters that HTTP does not allow',
      got: text,
      instead: 'leave line breaks and control characters out',
    });
  }
  if (!value.test(text)) {
    throw new ConfigError({
      problem: "a '%' in a header value begins one of Envoy's command operators, which must end with another",
      got: text,
      instead: "write '%%' for a percent sign, or for example '%REQ(x-request-id)%'",
    });
  }
}
