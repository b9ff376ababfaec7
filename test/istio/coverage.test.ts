import { generatedFields, kinds, leaves } from './generated-fields';
import { leftOut } from './left-out';
import { specimens } from './specimens';

describe.each(kinds)('%s', (kind, file) => {
  const fields = generatedFields(file, `${kind}Spec`);
  const maps = new Set(
    fields.flatMap(({ path }) => [...path.matchAll(/\{\}/g)].map(({ index }) => path.slice(0, index + 2))),
  );
  const data = new Set(fields.filter((field) => field.data).map(({ path }) => path));
  const set = new Set(
    specimens()
      .filter((object) => object.kind === kind)
      .flatMap(({ spec }) => leaves(spec, maps, data).flatMap(([path, value]) => [path, `${path}=${value}`])),
  );
  const wanted = fields.flatMap(({ path, values }) =>
    values.length === 0 ? [path] : values.map((value) => `${path}=${value}`),
  );

  it('reads the fields of the generated types', () => {
    expect(wanted.length).toBeGreaterThan(3);
  });

  it('can express every field and enum value that is not left out on purpose', () => {
    expect(wanted.filter((field) => !set.has(field) && !(`${kind}: ${field}` in leftOut))).toEqual([]);
  });

  it('leaves out only fields that exist and that it really can not express', () => {
    const listed = Object.keys(leftOut).filter((field) => field.startsWith(`${kind}: `));
    expect(
      listed.filter(
        (field) => !wanted.includes(field.slice(kind.length + 2)) || set.has(field.slice(kind.length + 2)),
      ),
    ).toEqual([]);
  });

  it('writes no field that the CRD does not have', () => {
    const known = new Set(fields.map(({ path }) => path));
    const written = [...set].filter((path) => !path.includes('='));
    expect(written.filter((path) => !known.has(path))).toEqual([]);
  });
});
