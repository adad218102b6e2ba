/** The optional parts of what a badge sends: taken where they are exactly what they may be, and nothing in their place. */
import { describe, expect, it } from 'vitest';
import { parseBadgeChange, parseRefresh, parseViewedPair } from '../../../lib/messages/parse';

const PAIR = { venue: 'gate', symbol: 'BTC_USDT', market: 'perpetual' } as const;

describe('a pair that was read from a title', () => {
  it('says so', () => {
    expect(parseViewedPair({ ...PAIR, byTitle: true })).toStrictEqual({ ...PAIR, byTitle: true });
  });

  it('says nothing of it otherwise', () => {
    expect(parseViewedPair(PAIR)).toStrictEqual(PAIR);
    expect(parseViewedPair({ ...PAIR, byTitle: undefined })).toStrictEqual(PAIR);
  });

  it.each([false, null, 1, 'true'])('is refused where that is %j', (byTitle) => {
    expect(parseViewedPair({ ...PAIR, byTitle })).toBeNull();
  });
});

describe.each(['hide', 'show'] as const)('to %s the badge', (kind) => {
  it.each(['tab', 'site', 'everywhere'] as const)('is about the %s it names', (where) => {
    expect(parseBadgeChange({ kind, where })).toStrictEqual({ kind, where });
  });

  it.each([undefined, null, '', 'Tab', 'tabs', 'window'])('is refused for %j', (where) => {
    expect(parseBadgeChange({ kind, where })).toBeNull();
  });
});

it.each(['', 'Hide', 'hidden', 'toString'])('no change is of the kind %j', (kind) => {
  expect(parseBadgeChange({ kind, where: 'tab', collapsed: true })).toBeNull();
});

describe('a refresh by hand', () => {
  it.each([
    [
      { force: true, warned: true },
      { force: true, warned: true },
    ],
    [
      { force: true, warned: false },
      { force: true, warned: false },
    ],
    [{ force: true }, { force: true }],
    [{ force: true, warned: 'yes' }, { force: false }],
    [{ force: true, warned: 1 }, { force: false }],
    [{ warned: true }, { force: false }],
  ])('%j is taken as %j', (sent, taken) => {
    expect(parseRefresh(sent)).toEqual(taken);
  });
});
