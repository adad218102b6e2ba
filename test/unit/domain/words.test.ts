/** What the rest is said in: bands, classes of assets, ages, gaps and troubles, each at its bounds. */
import { describe, expect, it, vi } from 'vitest';
import { isKnownAge, isStaleAge } from '../../../lib/domain/age';
import { areThresholds, bandOf, DEFAULT_THRESHOLDS, nextBand } from '../../../lib/domain/band';
import { staleAfterMs } from '../../../lib/domain/board';
import { mapBy, ownValue, shuffled } from '../../../lib/domain/collections';
import {
  ASSET_CLASSES,
  comparableSinceMs,
  inUniverse,
  isSameUniverse,
  isTokenised,
} from '../../../lib/domain/perp';
import type { Perp, Universe } from '../../../lib/domain/perp';
import { isGap } from '../../../lib/domain/series';
import { textOfFile } from '../../../lib/domain/foreign-text';
import { isOfRegion, TROUBLE_KINDS } from '../../../lib/domain/venue-status';
import { perpKey } from '../../../lib/domain/venue';
import { withTimeout } from '../../../lib/domain/timeout';

const MINUTE_MS = 60_000;

describe('bands', () => {
  it('begin at their thresholds', () => {
    const bands = [0, 14, 15, 34, 35, 59, 60, 100].map((score) =>
      bandOf(score, DEFAULT_THRESHOLDS),
    );
    expect(bands).toEqual([
      ...['neutral', 'neutral', 'lean', 'lean'],
      ...['stretched', 'stretched', 'stressed', 'stressed'],
    ]);
  });

  it.each([
    [0, { band: 'lean', points: 15 }],
    [14, { band: 'lean', points: 1 }],
    [15, { band: 'stretched', points: 20 }],
    [35, { band: 'stressed', points: 25 }],
    [60, null],
    [100, null],
  ])('above %i there is %j', (score, next) => {
    expect(nextBand(score, DEFAULT_THRESHOLDS)).toEqual(next);
  });

  it.each([
    [1, 2, 3, true],
    [98, 99, 100, true],
    [0, 2, 3, false],
    [-1, 2, 3, false],
    [2, 2, 3, false],
    [1, 3, 3, false],
    [3, 2, 4, false],
    [1, 4, 3, false],
    [1, 2, 101, false],
    [1.5, 2, 3, false],
    [1, 2.5, 3, false],
    [1, 2, 3.5, false],
    [Number.NaN, 2, 3, false],
  ])('may begin at %d, %d, %d: %s', (lean, stretched, stressed, areRight) => {
    expect(areThresholds({ lean, stretched, stressed })).toBe(areRight);
  });
});

it.each([
  [1, 11],
  [5, 11],
  [6, 13],
  [60, 121],
])('with a period of %i minutes a value is stale after %i', (period, minutes) => {
  expect(staleAfterMs(period)).toBe(minutes * MINUTE_MS);
});

describe('an age', () => {
  it.each([
    [0, true],
    [-120_000, true],
    [-120_001, false],
  ])('of %i ms is known: %s', (ageMs, isKnown) => {
    expect(isKnownAge(ageMs)).toBe(isKnown);
    expect(isStaleAge(ageMs, 1_000)).toBe(!isKnown);
  });

  it('is old beyond its limit, not at it', () => {
    expect([isStaleAge(1_000, 1_000), isStaleAge(1_001, 1_000)]).toEqual([false, true]);
  });
});

it('a gap is longer than two steps of the earlier sample and 2.5 minutes', () => {
  const fine = { atMs: 1_000, stepMs: 5 * MINUTE_MS };
  const mean = { atMs: 0, stepMs: 30 * MINUTE_MS };
  expect(isGap(fine, 1_000 + 12.5 * MINUTE_MS)).toBe(false);
  expect(isGap(fine, 1_001 + 12.5 * MINUTE_MS)).toBe(true);
  expect(isGap(mean, 62.5 * MINUTE_MS)).toBe(false);
  expect(isGap(mean, 62.5 * MINUTE_MS + 1)).toBe(true);
});

const PERP: Perp = {
  symbol: 'BTCUSDT',
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  assetClass: 'crypto',
  listedAtMs: null,
  fundingPeriodHours: 8,
  coinsPerContract: 1,
};
const UNIVERSE: Universe = { quoteAssets: ['USDT'], tokenised: false };

describe('samples of a perpetual', () => {
  const since = (part: Partial<Perp>) => comparableSinceMs({ ...PERP, ...part }, 1_000);

  it('are comparable since it was listed, or its name was given to it', () => {
    expect(since({})).toBe(0);
    expect(since({ listedAtMs: 700 })).toBe(700);
    expect(since({ listedAtMs: 1_000 })).toBe(1_000);
    expect(since({ sameSinceMs: 800 })).toBe(800);
    expect(since({ listedAtMs: 700, sameSinceMs: 800 })).toBe(800);
    expect(since({ listedAtMs: 900, sameSinceMs: 800 })).toBe(900);
  });

  it('are not stated by a listing that is still to come', () => {
    expect(since({ listedAtMs: 1_001 })).toBe(0);
    expect(since({ listedAtMs: 1_001, sameSinceMs: 5 })).toBe(5);
  });
});

describe('the universe', () => {
  it('has the chosen quote assets, and USD with any', () => {
    expect(inUniverse(PERP, UNIVERSE)).toBe(true);
    expect(inUniverse({ ...PERP, quoteAsset: 'USDC' }, UNIVERSE)).toBe(false);
    expect(inUniverse({ ...PERP, quoteAsset: 'USD' }, UNIVERSE)).toBe(true);
    expect(
      inUniverse({ ...PERP, quoteAsset: 'USDC' }, { ...UNIVERSE, quoteAssets: ['USDC'] }),
    ).toBe(true);
  });

  it.each<[Perp['assetClass'], boolean, boolean, boolean]>([
    // By default, with tokenised assets, with builders' markets.
    ['crypto', true, true, true],
    ['index', true, true, true],
    ['stock', false, true, false],
    ['commodity', false, true, false],
    ['forex', false, true, false],
    ['pre-market', false, true, false],
    ['builder', false, false, true],
  ])(
    'has %s by default %s, as tokenised %s, as builders’ %s',
    (assetClass, first, token, built) => {
      const perp = { ...PERP, assetClass };
      expect(inUniverse(perp, UNIVERSE)).toBe(first);
      expect(inUniverse(perp, { ...UNIVERSE, tokenised: true })).toBe(token);
      expect(inUniverse(perp, { ...UNIVERSE, builderMarkets: true })).toBe(built);
      expect(isTokenised(assetClass)).toBe(token && !first);
    },
  );

  it('has a rule for every class', () => {
    const chosen = { ...UNIVERSE, tokenised: true, builderMarkets: true } as const;
    for (const assetClass of ASSET_CLASSES) {
      expect(inUniverse({ ...PERP, assetClass }, chosen), assetClass).toBe(true);
    }
  });

  it('is the same whatever the order of its quote assets', () => {
    const two = { ...UNIVERSE, quoteAssets: ['USDT', 'USDC'] };
    expect(isSameUniverse(UNIVERSE, { ...UNIVERSE })).toBe(true);
    expect(isSameUniverse(two, { ...two, quoteAssets: ['USDC', 'USDT'] })).toBe(true);
    expect(isSameUniverse(two, UNIVERSE)).toBe(false);
    expect(isSameUniverse(UNIVERSE, two)).toBe(false);
    expect(isSameUniverse(UNIVERSE, { ...UNIVERSE, quoteAssets: ['USDC'] })).toBe(false);
    expect(isSameUniverse(two, { ...two, quoteAssets: ['USDT', 'FDUSD'] })).toBe(false);
    expect(isSameUniverse(UNIVERSE, { ...UNIVERSE, tokenised: true })).toBe(false);
    expect(isSameUniverse(UNIVERSE, { ...UNIVERSE, builderMarkets: true })).toBe(false);
  });
});

it('troubles of the place are the two that waiting does not help', () => {
  expect(TROUBLE_KINDS.filter(isOfRegion)).toEqual(['region', 'nothing-listed']);
});

it('a perpetual’s key names its venue', () => {
  expect(perpKey('binance', '币安人生USDT')).toBe('binance:币安人生USDT');
});

it('items are found by their key, of several the last', () => {
  const map = mapBy(
    [
      { key: 'a', n: 1 },
      { key: 'b', n: 2 },
      { key: 'a', n: 3 },
    ],
    ({ key }) => key,
  );
  expect([...map.entries()].map(([key, { n }]) => [key, n])).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
});

it('what every object has is under no key of a record', () => {
  const record: Record<string, number> = { a: 1 };
  expect(ownValue(record, 'a')).toBe(1);
  for (const key of ['b', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(ownValue(record, key), key).toBeUndefined();
  }
});

describe('a shuffled list', () => {
  const list = ['a', 'b', 'c', 'd'];

  it.each([
    [[0, 0, 0, 0], 'abcd'],
    [[1, 1, 1, 1], 'dcba'],
    [[0.999, 0, 0.5, 0], 'dacb'],
    [[0.25, 0.25, 0.25, 0.25], 'bacd'],
  ])('is drawn by %j: %s', (draws, order) => {
    const left = [...draws];
    expect(shuffled(list, () => left.shift() ?? 0).join('')).toBe(order);
    expect(list.join('')).toBe('abcd');
  });

  it('has each item once', () => {
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const many = Array.from({ length: 200 }, (_, n) => n);
    const mixed = shuffled(many, random);
    expect(mixed).not.toEqual(many);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(many);
    expect(shuffled([], random)).toEqual([]);
  });
});

describe('a file’s text', () => {
  const utf16 = (text: string, isBig = false) => {
    const bytes = Buffer.from(text, 'utf16le');
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };

  it.each([
    ['UTF-8', new TextEncoder().encode('{"é":1}')],
    ['UTF-8 with a mark', new TextEncoder().encode('\uFEFF{"é":1}')],
    ['UTF-16', utf16('{"é":1}')],
    ['UTF-16 with a mark', utf16('\uFEFF{"é":1}')],
    ['UTF-16, the other order', utf16('{"é":1}', true)],
    ['UTF-16, the other order, with a mark', utf16('\uFEFF{"é":1}', true)],
  ])('is read from %s', (_, bytes) => {
    expect(textOfFile(bytes)).toBe('{"é":1}');
  });

  it.each([
    [[], ''],
    [[0x41], 'A'],
    [[0], '\0'],
    [[0, 0], '\0\0'],
    [[0xff, 0x41], '\uFFFDA'],
    [[0xfe, 0x41], '\uFFFDA'],
    [[0x41, 0xfe], 'A\uFFFD'],
    [[0x41, 0xff], 'A\uFFFD'],
  ])('of %j is %j', (bytes, text) => {
    expect(textOfFile(new Uint8Array(bytes))).toBe(text);
  });
});

describe('within a time', () => {
  it('is what was promised, or why it was not kept', async () => {
    await expect(withTimeout(1_000, Promise.resolve(5))).resolves.toBe(5);
    await expect(withTimeout(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('is a failure that says how long was waited', async () => {
    vi.useFakeTimers();
    try {
      const outcome = withTimeout(1_234, new Promise(() => undefined)).then(() => 'kept', String);
      await vi.advanceTimersByTimeAsync(1_234);
      expect(await outcome).toBe('Error: no answer within 1234 ms');
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    try {
      await withTimeout(1_000, Promise.resolve(5));
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
