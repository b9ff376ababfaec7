import { subnet as aSubnet } from '../../lib/values/subnet';
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
