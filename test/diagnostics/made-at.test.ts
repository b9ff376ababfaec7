import { madeAt } from '../../lib/diagnostics/made-at';

const own = '    at refuse (/app/node_modules/cdk8s-istio/build/diagnostics/error.js:90:20)';

it('is the first place outside of the library', () => {
  expect(
    madeAt(
      [
        'ConfigError: x',
        own,
        '    at new IstioResource (/app/node_modules/cdk8s-istio/build/istio/resource.js:98:5)',
        '    at new VirtualService (file:///app/node_modules/cdk8s-istio/build/istio/virtual-service.js:112:5)',
        '    at new Shop (/app/shop.ts:12:7)',
        '    at Object.<anonymous> (/app/main.ts:3:1)',
      ].join('\n'),
    ),
  ).toBe('/app/shop.ts:12');
});

it('is told from where the program runs, and skips the classes that it is built on', () => {
  const stack = [own, '    at new Node (/app/node_modules/constructs/lib/construct.js:1:1)'];
  expect(madeAt([...stack, `    at ${process.cwd()}/charts/shop.ts:12:7`].join('\n'))).toBe(
    'charts/shop.ts:12',
  );
});

it('takes the guide of this project for what a user writes', () => {
  const stack = [
    '    at refuse (/repo/lib/diagnostics/error.ts:90:20)',
    '    at new VirtualService (/repo/lib/istio/virtual-service/virtual-service.ts:1:1)',
    '    at new BookinfoIngress (/repo/lib/bookinfo/bookinfo-ingress.ts:30:5)',
  ];
  expect(madeAt(stack.join('\n'))).toBe('/repo/lib/bookinfo/bookinfo-ingress.ts:30');
});

it('is unknown where all of the stack lies within', () => {
  expect(madeAt(own)).toBeUndefined();
  expect(madeAt('')).toBeUndefined();
});

it.each([
  ['new Shop (/home/me/my app (copy)/é/shop.js:12:7)', '/home/me/my app (copy)/é/shop.js:12'],
  ['/home/me/my app (copy)/shop.js:12:7', '/home/me/my app (copy)/shop.js:12'],
  ['file:///home/me/my%20app%20(copy)/%C3%A9/shop.mjs?t=1:12:7', '/home/me/my app (copy)/é/shop.mjs:12'],
  ['async Promise.all (file:///home/me/a%25b/shop.mjs:12:7)', '/home/me/a%b/shop.mjs:12'],
  ['async file:///home/me/shop.mjs:12:7', '/home/me/shop.mjs:12'],
  ['Shop.add [as call] (/home/me/shop.js:12:7)', '/home/me/shop.js:12'],
])('reads %s', (frame, place) => {
  expect(madeAt(`${own}\n    at ${frame}`)).toBe(place);
});

it('is where a text was evaluated, and not within it', () => {
  const evaluated = '    at eval (eval at make (/home/me/shop.js:3:1), <anonymous>:1:5)';
  expect(madeAt([own, evaluated, '    at make (/home/me/shop.js:3:1)'].join('\n'))).toBe(
    '/home/me/shop.js:3',
  );
});
