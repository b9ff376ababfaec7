import { bytesOf, type MemorySize } from '../../lib/addons/memory-size';

test('An amount is counted in powers of 1024', () => {
  expect(bytesOf('1Ki', 'it')).toBe(1024);
  expect(bytesOf('1.5Mi', 'it')).toBe(1_572_864);
  expect(bytesOf('50Gi', 'it')).toBe(53_687_091_200);
  expect(bytesOf('2Ti', 'it')).toBe(2_199_023_255_552);
});

test.each(['0Gi', '-1Gi', '1e3Gi', ' 5Gi'] as MemorySize[])('rejects %s, which is no amount', (size) => {
  expect(() => bytesOf(size, 'the storage')).toThrow(
    `the storage must be an amount above zero, got '${size}'; write for example '512Mi' or '50Gi'`,
  );
});
