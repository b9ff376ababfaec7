import { Chart, Testing } from 'cdk8s';
import { browserAddress } from '../../lib/addons/browser-address';

const owner = new Chart(Testing.app(), '20-grafana');

test('An address is taken apart, and loses the slash at its end', () => {
  expect(browserAddress(owner, 'https://example.com/jaeger/')).toEqual({
    href: 'https://example.com/jaeger',
    path: '/jaeger',
    encrypted: true,
  });
  expect(browserAddress(owner, 'http://localhost:3000')).toEqual({
    href: 'http://localhost:3000',
    path: '',
    encrypted: false,
  });
  expect(browserAddress(owner, undefined)).toBeUndefined();
});

test.each(['grafana.example.com', 'ftp://example.com', 'https://me@example.com', 'https://example.com/?a=1'])(
  'rejects %s',
  (address) => {
    expect(() => browserAddress(owner, address)).toThrow(
      `20-grafana: where browsers find an add-on is the URL of its first page, got '${address}'; write for example`,
    );
  },
);
