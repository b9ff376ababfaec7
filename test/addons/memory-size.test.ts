import { bytesOf, memorySize } from '../../lib/addons/memory-size';
import { refusal } from '../refusal';

test('An amount is counted in powers of 1024', () => {
  expect(bytesOf('1Ki')).toBe(1024);
  expect(bytesOf('1.5Mi')).toBe(1_572_864);
  expect(bytesOf('50Gi')).toBe(53_687_091_200);
  expect(bytesOf('2Ti')).toBe(2_199_023_255_552);
});

test.each(['0Gi', '-1Gi', '1e3Gi', ' 5Gi', 5, null])('rejects %p, which is no amount', (size) => {
  expect(refusal(memorySize, size)).toBe(
    `an amount of memory or storage must be above zero, got ${typeof size === 'string' ? `'${size}'` : size}; write for example '512Mi' or '50Gi'`,
  );
});
