import { overlay, unlessEmpty } from '../../lib/install/overlay';

test('tables are joined, lists and all else replaced', () => {
  const below = { a: { x: 1, y: [1, 2] }, b: 1, c: { z: 1 } };
  expect(overlay(below, { a: { y: [3] }, b: { new: true }, c: null })).toEqual({
    a: { x: 1, y: [3] },
    b: { new: true },
    c: null,
  });
});

test('the table below stays as it was', () => {
  const below = { a: { x: 1 } };
  overlay(below, { a: { x: 2 } });
  expect(below).toEqual({ a: { x: 1 } });
});

test('nothing laid over changes nothing', () => {
  expect(overlay({ a: 1 }, undefined)).toEqual({ a: 1 });
});

test('a table of nothing is left out, empty lists and tables within stay', () => {
  expect(unlessEmpty({ a: undefined })).toBeUndefined();
  expect(unlessEmpty({ a: [], b: {}, c: undefined })).toEqual({ a: [], b: {} });
});
