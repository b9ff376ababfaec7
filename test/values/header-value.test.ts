import { checkHeaderValue } from '../../lib/values/header-value';

it.each([
  '',
  'text with spaces\tand tabs',
  '100%%',
  '%HOSTNAME%',
  'a %REQ(x-request-id)% b',
  '%DYNAMIC_METADATA(["a", "b"])%',
  '%START_TIME%%%',
])('takes the value %p', (value) => {
  expect(() => checkHeaderValue(value)).not.toThrow();
});

it.each(['100%', '%', 'abc%123', '%START_TIME%%', '%REQ(x', '%REQ(x)', '%REQ(x):10%'])(
  'rejects the broken operator of %p',
  (value) => {
    expect(() => checkHeaderValue(value)).toThrow(
      new Error(
        `a '%' in a header value begins one of Envoy's command operators, which must end with another, got '${value}'; write '%%' for a percent sign, or for example '%REQ(x-request-id)%'`,
      ),
    );
  },
);

it.each(['a\nb', 'a\rb', 'a\0b', 'a\u007fb', 'a\u0008b'])('rejects control characters (%#)', (value) => {
  expect(() => checkHeaderValue(value)).toThrow(
    /^a header value has characters that HTTP does not allow, got '.*'; leave line breaks and control characters out$/,
  );
});
