import { headerValue } from '../../lib/values/header-value';
import { refusal } from '../refusal';

it.each([
  '',
  'text with spaces\tand tabs',
  '100%%',
  '%HOSTNAME%',
  'a %REQ(x-request-id)% b',
  '%DYNAMIC_METADATA(["a", "b"])%',
  '%START_TIME%%%',
])('takes the value %p', (value) => {
  expect(refusal(headerValue, value)).toBeUndefined();
});

it.each(['100%', '%', 'abc%123', '%START_TIME%%', '%REQ(x', '%REQ(x)', '%REQ(x):10%'])(
  'rejects the broken operator of %p',
  (value) => {
    expect(refusal(headerValue, value)).toBe(
      `a '%' in a header value begins one of Envoy's command operators, which must end with another, got '${value}'; write '%%' for a percent sign, or for example '%REQ(x-request-id)%'`,
    );
  },
);

it.each(['a\nb', 'a\rb', 'a\0b', 'a\u007fb', 'a\u0008b'])('rejects control characters (%#)', (value) => {
  expect(refusal(headerValue, value)).toMatch(
    /^a header value has characters that HTTP does not allow, got '.*'; leave line breaks and control characters out$/,
  );
});
