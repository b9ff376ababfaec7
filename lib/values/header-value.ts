import { type Check, every, text } from './check';

/** Text, `%%` for a percent sign, and Envoy's command operators `%NAME%` and `%NAME(argument)%`. */
const operators = /^([^%]|%%|%[^%(]+(\([^)]*\) *)?%)*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what HTTP does not allow in a header's value
const control = /[\0-\x08\n-\x1f\x7f]/;

/** What HTTP allows in a header's value, without a `%` that Envoy would read as a broken operator. */
export const headerValue: Check<string> = every(
  text({
    holds: (value) => !control.test(value),
    problem: 'a header value has characters that HTTP does not allow',
    instead: 'leave line breaks and control characters out',
  }),
  text({
    holds: (value) => operators.test(value),
    problem: "a '%' in a header value begins one of Envoy's command operators, which must end with another",
    instead: "write '%%' for a percent sign, or for example '%REQ(x-request-id)%'",
  }),
);
