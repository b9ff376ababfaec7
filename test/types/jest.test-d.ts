it.each([
  ['one', 1],
  ['two', 2],
])('%s', (name, value) => {
  name satisfies string;
  value satisfies number;
  // @ts-expect-error a column has the type of what stands in it
  value satisfies string;
});

it.each<[string, number]>([
  ['one', 1],
  // @ts-expect-error a row that is not of the table's type
  ['two', '2'],
  // @ts-expect-error a row that lacks a column
  ['three'],
])('%s', () => {});

it.each(['one', 'two'])('%s', (name) => {
  name satisfies string;
});

// @ts-expect-error what is expected of what is said
expect('one').toBe();
// @ts-expect-error a matcher that does not exist
expect({ one: 1 }).toEquals({ one: 1 });
// @ts-expect-error the type that was asked for
expect({ one: 1 }).toEqual<{ one: number }>({ one: '1' });
expect(Promise.resolve(1)).resolves.toBe(1) satisfies Promise<void>;
