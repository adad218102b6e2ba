/** Words and code agree: no key is missing, none is left over, and each says where its substitutions go. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKET_YEARS } from '../../../lib/calibration/market-years';
import messages from '../../../public/_locales/en/messages.json';
import { PROJECT_DIR } from '../../tools/build';
import { filesIn } from './source-files';

const code = filesIn(['lib', 'components', 'entrypoints'], /\.(tsx?|html)$/)
  .map(({ text }) => text)
  .concat(readFileSync(join(PROJECT_DIR, 'wxt.config.ts'), 'utf8'))
  .join('\n');

/** Beginnings of keys that are put together from a name, such as `band_${band}`. */
const prefixes = [...code.matchAll(/`([a-z]\w*_)\$\{/g)].map((match) => match[1] ?? '');

function isUsed(key: string): boolean {
  // `plural()` adds the ending of the form for one.
  const base = key.replace(/_one$/, '');
  const literal = new RegExp(`['"\`]${base}['"\`]|__MSG_${base}__`);
  return literal.test(code) || prefixes.some((prefix) => base.startsWith(prefix));
}

const known: Record<string, { message: string }> = messages;

describe('messages', () => {
  it('are all used', () => {
    expect(Object.keys(known).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('have each key once', () => {
    const text = readFileSync(join(PROJECT_DIR, 'public/_locales/en/messages.json'), 'utf8');
    const keys = [...text.matchAll(/^ {2}"(\w+)":/gm)].map((match) => match[1]);
    expect(keys).toEqual([...new Set(keys)]);
    expect(keys).toHaveLength(Object.keys(known).length);
  });

  it('exist for every name in the manifest and the pages', () => {
    const named = [...code.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] ?? '');
    expect(named.filter((key) => !(key in known))).toEqual([]);
  });

  it('say something, with substitutions numbered from 1', () => {
    const odd = Object.entries(known).filter(([, { message }]) => {
      const numbers = [...message.matchAll(/\$(\d)/g)].map((match) => Number(match[1]));
      const wanted = Array.from({ length: new Set(numbers).size }, (_, index) => index + 1);
      return message.trim() === '' || [...new Set(numbers)].sort().join() !== wanted.join();
    });
    expect(odd).toEqual([]);
  });

  it('name as many years of the real market as its figures span', () => {
    const spanMs = Date.parse(MARKET_YEARS.to) - Date.parse(MARKET_YEARS.from);
    const years = Math.round(spanMs / (365.25 * 24 * 3_600_000));
    const words = ['two', 'three', 'four', 'five', 'six'];
    const said = Object.values(known).flatMap(({ message }) =>
      [...message.matchAll(/\b(\d+|two|three|four|five|six) years\b/gi)].map(([, count = '']) => {
        const index = words.indexOf(count.toLowerCase());
        return index === -1 ? Number(count) : index + 2;
      }),
    );
    expect([...new Set(said)]).toEqual([years]);
  });
});
