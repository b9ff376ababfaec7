import { isIP } from 'node:net';
import { addressesApart, inRange, ipVersion, rangeLength } from '../../lib/values/address-range';

it.each([
  '10.77.0.60',
  '010.77.0.60',
  '1.2.3',
  '::',
  '::1',
  'fd00::7',
  'fe80::1%eth0',
  '::ffff:1.2.3.4',
  '1::2::3',
  'reviews',
  'a:b',
  '',
])('the version of IP of %j is what Node.js says', (text) => {
  expect(ipVersion(text)).toBe(isIP(text));
});

describe('an address range', () => {
  it.each([
    ['10.77.0.60', '10.77.0.0/24', true],
    ['10.77.1.60', '10.77.0.0/24', false],
    ['10.77.0.60', '10.77.0.60', true],
    ['10.77.0.61', '10.77.0.60/31', true],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['::1', '::/0', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.0/120', true],
    ['1.2.3.4', '::/0', false],
    ['nothing', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, range, expected) => {
    expect(inRange(address, range)).toBe(expected);
  });

  it('has an address in each part that several tell apart', () => {
    expect(addressesApart(['10.0.0.0/24', '10.0.0.7', '2001:db8::/127'])).toEqual([
      '0.0.0.0',
      '10.0.0.0',
      '10.0.1.0',
      '10.0.0.7',
      '10.0.0.8',
      '0:0:0:0:0:0:0:0',
      '2001:db8:0:0:0:0:0:0',
      '2001:db8:0:0:0:0:0:2',
    ]);
    expect(addressesApart(['255.255.255.255/32'])).toEqual(['0.0.0.0', '255.255.255.255']);
  });

  it('is as long as the bits that it fixes', () => {
    expect(['10.0.0.0/8', '10.0.0.1', '::1'].map(rangeLength)).toEqual([8, 32, 128]);
  });
});
