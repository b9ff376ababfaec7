import * as fc from 'fast-check';

/** Words, numbers, dates and signs that one YAML or another reads as something else, and texts seen to go wrong. */
export function nastyWords(): string[] {
  const words = 'y n yes no on off true false null nan inf ~ << = . .. ... - -- --- ? : | > ! !! & * @ ` %';
  const numbers = `0 00 07 08 0o7 0o022 0O17 0x1F 0X1F 0b1 0B11 0x 0X 0b 0o 1_000 1__0 0_o7 0x_1F 0O_17 0XfF 1. .5
    1e3 1E3 1e 1.2.3 1e1_0 .5e3 .5E-3 .5_0 .5e1_0 .5e1_ .5e1__0 1_0.5 1e400 1_e400 0XFFFFFFFFFFFFFFFF 0X1FFFFFFFFFFFFFFFF
    8000000000000000 0X8000000000000000 0X8000000000000001 _1 1_ _.1 12:30 12:30:45 1:60 190:20:30
    2001-12-14 2001-12-14t21:59:43.10-05:00 2001-1-1 1,000 1.16 10m 100Mi`;
  const spaced = [
    '',
    ' ',
    '\t',
    '\n',
    'a',
    'a: b',
    'a:',
    'a #b',
    '# a',
    'a\tb',
    "it's",
    '"a"',
    '[a]',
    '{a}',
    '\\',
  ];
  const lines = [
    '\n\n',
    ' \n',
    '\t\n',
    'a\n',
    'a\nb',
    '\na',
    'a\n\n',
    ' a\nb',
    'a\n b',
    '\n \na',
    'a\n---\nb',
    '---a',
  ];
  const seen = [
    '\tserver {\n\t}\n',
    'Down\u2028back at noon',
    '\u2028\n  back',
    '\nb\n\n \n\t\t\t\nb'.repeat(5),
    ' \n   a\n\t '.repeat(5),
    '#\u2028---  -',
    '2001-12-14 21:59:43.10 -5',
    `{"a":"${'x y '.repeat(400)}","b":"it's"}`,
    ...[1021, 1022, 1023, 1024, 1025].flatMap((length) => [
      'x'.repeat(length),
      `\u2028${'x'.repeat(length)}`,
    ]),
    '😀'.repeat(520),
    '"'.repeat(600),
    '\u2028'.repeat(300),
  ];
  const controls = Array.from({ length: 0xa1 }, (_, code) => String.fromCharCode(code));
  const others = [
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '\ufffd',
    '\u200b',
    '\u202e',
    '😀',
    '\u{10ffff}',
  ];
  const each = [...words.split(' '), ...numbers.split(/\s+/)].flatMap((word) => [
    word,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
    `-${word}`,
    `+${word}`,
    `.${word}`,
    `${word}s`,
  ]);
  const signs = [...controls, ...others].flatMap((sign) => [
    sign,
    `a${sign}b`,
    `${sign}a`,
    `"a${sign}`,
    `a\n${sign}\n`,
  ]);
  return [...new Set([...each, ...spaced, ...lines, ...seen, ...signs])];
}

/** Random texts out of signs that mean something to some YAML. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  ...[
    [...'019-+._:eExXbBoOTtZ fF'],
    [...'01_.e+-'],
    [...'ab \t\n'],
    ['a', ' ', '\n', '\t', '\u2028', '\u2029', '"', "'"],
    ['a', '\n', ' ', '\x85', '\u2028', '\ufffe', '\x7f', '\x80', '\0', '\r', ':', '#', '-'],
    ['-', '-', '.', '\n', 'a', ' ', '%', ':', '#'],
    [...'abYyNn01789.:-_/# \t\n\r\'"[]{}|>&*!%@`,=~+?\\é<'],
    ['😀', 'é', '\xa0', '\u200b', '\ufffd', '\uffff', '\u{10ffff}', 'a', ' ', '\n'],
    [
      'x y',
      '\n',
      '  ',
      '\n\n',
      '\ttab',
      'words in a row ',
      '"',
      "'",
      '---',
      '\n---\n',
      '#c',
      'k: v',
      '- i',
      '\u2028',
    ],
  ].map((units) => fc.string({ unit: fc.constantFrom(...units), maxLength: 10 })),
  fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  fc.string({
    unit: fc.constantFrom('a b', '\n', '\n\n', ' ', '\t', '"', "'", ': ', '\u2028'),
    minLength: 40,
  }),
);
