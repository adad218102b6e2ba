/** What others wrote is bounded, on one line, in its visible order, and moves no terminal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, quoted } from '../../../lib/domain/foreign-text';
import { VenueError } from '../../../lib/http/venue-error';

const ESC = '\u001b';

it.each([
  ['colours', `${ESC}[31mred${ESC}[0m`, 'red'],
  ['a title', `${ESC}]0;owned\u0007after`, 'after'],
  ['a title that never ends', `before${ESC}]0;owned`, 'before'],
  ['a link', `${ESC}]8;;https://x${ESC}\\text${ESC}]8;;${ESC}\\`, 'text'],
  ['a cursor', `a${ESC}[2J${ESC}[Hb${ESC}c`, 'ab'],
  ['C1 controls', 'a\u009b31mb\u009d0;t\u009cc', 'abc'],
  ['lines', 'one\r\ntwo\n\u2028three\u0085four\vfive', 'one two three four five'],
  ['backspaces and bells', 'ab\b\b\u0007cd\u0000', 'ab cd'],
  ['turns of direction', 'abc\u202Edef\u202C\u2066g\u2069\u200Fh', 'abcdefgh'],
  ['what has no width', 'a\u200Bb\u200Dc\uFEFFd\u00ADe\u{E0041}', 'abcde'],
  ['half a pair', 'a\uD800b', 'a\uFFFDb'],
  ['a pile of marks', `a${'\u0301'.repeat(50)}b`, 'a\u0301\u0301b'],
  [
    'what is fine',
    '币安人生 is “halted”: 5 % {"code":-1}',
    '币安人生 is “halted”: 5 % {"code":-1}',
  ],
])('%s', (_, text, expected) => {
  expect(plain(text, 120)).toBe(expected);
});

it('is cut between characters, and says so', () => {
  expect(plain('😀'.repeat(10), 3)).toBe('😀😀😀…');
  expect(plain('ab cdef', 3)).toBe('ab…');
  expect(plain('x'.repeat(1e7), 120)).toHaveLength(121);
  expect(plain('abc', 3)).toBe('abc');
  // What is seen may end before what was written does.
  expect(plain(`ab${'\u200b'.repeat(22)}`, 3)).toBe('ab');
  expect(plain(`ab${'\u200b'.repeat(23)}`, 3)).toBe('ab…');
  expect(plain(`${' '.repeat(24)}ab`, 3)).toBe('…');
});

it('never has a control, a line or more than it may, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 1, max: 60 }),
      (text, most) => {
        const line = plain(text, most);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...line].length).toBeLessThanOrEqual(most + 1);
      },
    ),
  );
});

describe('quoted', () => {
  it('stands in marks that it cannot close', () => {
    expect(quoted('Invalid” symbol')).toBe('“Invalid" symbol”');
  });

  it('is nothing where nothing was said', () => {
    expect([quoted(''), quoted(null), quoted(undefined), quoted(' \u0000 ')]).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});

it('is so in every error of a venue, whatever its detail', () => {
  const site = { venue: 'okx', endpoint: 'GET /x' } as const;
  const error = new VenueError(site, 'refused', `${ESC}[2Jcode\u202E 1\n${'x'.repeat(9_999)}`);
  expect(error.message).toMatch(/^okx, GET \/x: code 1 x+…$/);
  expect(error.message.length).toBeLessThan(450);
});
