import { literally, patternsMet, type TextPattern, textClasses } from '../../lib/values/text-classes';

const begins = (text: string): TextPattern => ({
  items: [...literally(text), { repeat: 'any' }],
  written: `${text}*`,
  characters: text,
});
const ends = (text: string): TextPattern => ({
  items: [{ repeat: 'any' }, ...literally(text)],
  written: `*${text}`,
  characters: text,
});

describe('classes of texts', () => {
  it('are one for each combination of patterns that a text can meet', () => {
    const classes = textClasses([begins('/a'), ends('/b')], '/', 'x');
    expect(classes?.map(({ met }) => met.join()).sort()).toEqual([
      'false,false',
      'false,true',
      'true,false',
      'true,true',
    ]);
    expect(classes?.find(({ met }) => met.every(Boolean))?.text).toBe('/a/b');
  });

  it('know what a text meets', () => {
    expect(patternsMet([begins('/a'), ends('/b')], '/a/c')).toEqual([true, false]);
  });

  it('leave out what no text can meet', () => {
    expect(textClasses([begins('/a'), begins('/b')], '/', 'x')?.some(({ met }) => met.every(Boolean))).toBe(
      false,
    );
  });

  it('keep to the texts that can occur', () => {
    const classes = textClasses([begins('/a')], '/', 'x', (text) => text !== '/');
    expect(classes?.map(({ text }) => text)).toEqual(['//', '/a']);
  });

  it('are not told where there are too many', () => {
    const many = Array.from({ length: 40 }, (_, index) => ends('ab'.repeat(8) + String(index).repeat(12)));
    const contains = many.map(({ items, ...rest }) => ({
      ...rest,
      items: [...items, { repeat: 'any' as const }],
    }));
    expect(textClasses([...contains], '', 'x')).toBeUndefined();
  });
});
