import { subnet as aSubnet, subnetCovers } from '../../lib/values/subnet';
import { refusal } from '../refusal';

it.each([
  '10.0.0.1',
  '10.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/32',
  '::1',
  '2001:db8::/128',
  '2001:db8::/100',
  '::ffff:10.0.0.0/104',
])('takes the subnet %s', (subnet) => {
  expect(refusal(aSubnet, subnet)).toBeUndefined();
});

it.each([
  '',
  '/8',
  'a',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '::/129',
  '::/1000',
  'fe80::1%eth0',
])('rejects the subnet %p', (subnet) => {
  expect(refusal(aSubnet, subnet)).toBe(
    `a subnet is an IP address or a CIDR block, got '${subnet}'; write for example '10.0.0.0/8'`,
  );
});

it.each([
  ['10.0.0.0/8', '10.1.2.0/24', true],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.1.2.0/24', '10.0.0.0/8', false],
  ['10.0.0.0/8', '11.0.0.0/24', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.0.0/16', '10.1.2.3/16', true],
  ['2001:db8::/32', '2001:db8:1::/48', true],
  ['2001:db8:1::/48', '2001:db8::/32', false],
  ['::/0', '10.0.0.1', false],
])('%s covers %s: %s', (whole, part, expected) => {
  expect(subnetCovers(whole, part)).toBe(expected);
});
