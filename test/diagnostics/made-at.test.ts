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
