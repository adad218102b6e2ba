/** What venues have in common, at its bounds: numbers, rows, refusals and the periods of funding; and Binance's pages. */
import { describe, expect, it } from 'vitest';
import * as z from '../../../lib/schema';
import { pages as binance } from '../../../lib/venues/binance/pages';
import { historyOf } from '../../../lib/venues/gate';
import { inCapitals } from '../../../lib/venues/pages-contract';
import {
  nextPaymentMs,
  paymentOrNull,
  periodEndingAt,
  periodOrNull,
  periodWithRate,
} from '../../../lib/venues/shared/funding-period';
import {
  decimal,
  decimalOrNull,
  notNegative,
  parseBody,
  parseRows,
  positive,
  timeMs,
  timeMsFromSeconds,
} from '../../../lib/venues/shared/answers';
import { refusalError } from '../../../lib/venues/shared/refusal';

const HOUR_MS = 3_600_000;
const DAY_MS = Date.UTC(2026, 2, 10);
const site = { venue: 'v', endpoint: 'GET /x' };

describe('a number', () => {
  it('may be as large as can be', () => {
    expect(decimal.safeParse('1e18').data).toBe(1e18);
    expect(decimal.safeParse('-1e18').data).toBe(-1e18);
    expect(positive(1e-18)).toBe(1e-18);
  });

  it('that is none says what was expected', () => {
    for (const schema of [decimal, decimalOrNull]) {
      const [issue] = schema.safeParse('x').error?.issues ?? [];
      expect(issue).toMatchObject({ code: 'custom', message: 'expected a decimal number' });
    }
    expect([null, undefined, ''].map((sent) => decimalOrNull.safeParse(sent).data)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('can be a time in its unit alone, between 2015 and 2100', () => {
    expect(timeMs.safeParse('1420000000001').data).toBe(1_420_000_000_001);
    expect(timeMsFromSeconds.safeParse(1_790_000_000).data).toBe(1_790_000_000_000);
    for (const sent of [1.42e12, 4.11e12, 1_790_000_000]) {
      const [issue] = timeMs.safeParse(sent).error?.issues ?? [];
      expect(issue).toMatchObject({ code: 'custom', message: 'expected ms since 1970' });
    }
    const [issue] = timeMsFromSeconds.safeParse('x').error?.issues ?? [];
    expect(issue?.message).toBe('expected seconds since 1970');
  });

  it('is a turnover from 0 on', () => {
    expect([0, 5, -1, null, undefined].map(notNegative)).toEqual([0, 5, null, null, null]);
  });
});

describe('rows', () => {
  const row = z.object({ symbol: z.string(), n: z.number() });
  const wanted = { symbols: new Map([['A', 1]]), field: 'symbol' };

  it('of other symbols are skipped; what has no symbol is counted', () => {
    const rows = [{ symbol: 'A', n: 1 }, { symbol: 'A', n: 2 }, { symbol: 'B' }, null];
    expect(parseRows(site, rows, row, wanted)).toEqual({
      rows: [
        { symbol: 'A', n: 1 },
        { symbol: 'A', n: 2 },
      ],
      dropped: 1,
    });
    expect(parseRows(site, [{ symbol: 'A', n: 1 }, 'B'], row, wanted).dropped).toBe(1);
    expect(parseRows(site, [{ symbol: 'A', n: 1 }, {}], row, wanted).dropped).toBe(1);
  });

  it('of others alone are no rows, and no error', () => {
    expect(parseRows(site, [{ symbol: 'B' }], row, wanted)).toEqual({ rows: [], dropped: 0 });
  });

  it('more bad than good are refused by the first that is bad', () => {
    expect(() => parseRows(site, [{ symbol: 'A', n: 1 }, {}, {}], row)).toThrow('[1].symbol: ');
  });

  it('and bodies that are wrong name their field, and carry the cause', () => {
    const thrown = (json: unknown) => {
      try {
        return parseBody(site, json, row);
      } catch (error) {
        return error;
      }
    };
    expect(thrown({ symbol: 'A', n: 1 })).toEqual({ symbol: 'A', n: 1 });
    expect(thrown({ symbol: 'A' })).toMatchObject({ kind: 'shape' });
    expect(String(thrown({ symbol: 'A' }))).toContain('n: ');
    expect(String(thrown(null))).toContain('body: ');
    expect(thrown(null)).toHaveProperty('cause');
  });
});

describe('a period', () => {
  it('is up to a day', () => {
    expect([24, 25, 1].map(periodOrNull)).toEqual([24, null, 1]);
  });

  it('goes by no payment that is now or over', () => {
    const atMs = DAY_MS + HOUR_MS + 1_000;
    expect(periodEndingAt([8], DAY_MS + HOUR_MS, atMs)).toBe(8);
    expect(periodEndingAt([8], DAY_MS, atMs - HOUR_MS)).toBe(8);
    expect(periodEndingAt([8], null, atMs)).toBe(8);
    expect(periodEndingAt([], null, atMs)).toBeNull();
  });

  it('is as long as the next payment is away, and two minutes', () => {
    const nextMs = DAY_MS + 8 * HOUR_MS;
    expect(periodEndingAt([8], nextMs, DAY_MS - 120_000)).toBe(8);
    expect(periodEndingAt([8], nextMs, DAY_MS - 120_001)).toBeNull();
  });

  it('stated with a rate comes before the one that was known', () => {
    const atMs = DAY_MS + 1_000;
    expect(periodWithRate(4, 8, null, atMs)).toBe(4);
    expect(periodWithRate(null, 8, null, atMs)).toBe(8);
    expect(periodWithRate(0, null, null, atMs)).toBeNull();
  });

  it('ends with a payment', () => {
    expect(nextPaymentMs(8, DAY_MS)).toBe(DAY_MS + 8 * HOUR_MS);
    expect(nextPaymentMs(8, DAY_MS - 1)).toBe(DAY_MS);
    expect([null, 0].map((hours) => nextPaymentMs(hours, DAY_MS))).toEqual([null, null]);
  });

  it('ends at most 25 h from now', () => {
    expect(paymentOrNull(DAY_MS + 25 * HOUR_MS, DAY_MS)).toBe(DAY_MS + 25 * HOUR_MS);
    expect(paymentOrNull(DAY_MS + 25 * HOUR_MS + 1, DAY_MS)).toBeNull();
    expect(paymentOrNull(DAY_MS - 25 * HOUR_MS, DAY_MS)).toBe(DAY_MS - 25 * HOUR_MS);
    expect([null, undefined].map((nextMs) => paymentOrNull(nextMs, 5))).toEqual([null, null]);
  });
});

it('a refusal without words is its code', () => {
  expect(refusalError(site, '7', null, null)).toMatchObject({
    kind: 'refused',
    message: 'v, GET /x: 7',
  });
});

describe('Gate’s past', () => {
  const perp = {
    symbol: 'A_USDT',
    baseAsset: 'A',
    quoteAsset: 'USDT',
    assetClass: 'crypto' as const,
    listedAtMs: null,
    fundingPeriodHours: 8,
    coinsPerContract: 10,
  };
  const bucket = (minute: number, worth: number, price = 2) => ({
    time: DAY_MS + minute * 60_000,
    open_interest: 5,
    open_interest_usd: worth,
    mark_price: price,
  });
  const quantities = (...rows: ReturnType<typeof bucket>[]) =>
    historyOf(rows, perp, DAY_MS + 10 * HOUR_MS).map(({ baseQty }) => baseQty);

  it('is in contracts of today’s size where its value agrees, within 2 %', () => {
    expect(quantities(bucket(0, 100), bucket(5, 102), bucket(10, 98))).toEqual([50, 50, 50]);
    expect(quantities(bucket(0, 102.2))).toEqual([51.1]);
  });

  it('is in those of then where its value says so', () => {
    expect(quantities(bucket(0, 1_000))).toEqual([500]);
  });

  it('leaves out what could be of either size once it has changed', () => {
    expect(quantities(bucket(0, 0), bucket(5, 100))).toEqual([50, 50]);
    expect(quantities(bucket(0, 0), bucket(5, 1_000), bucket(10, 100, 0))).toEqual([500]);
  });
});

describe('Binance’s pages', () => {
  const pairAt = (path: string) => binance.pairAt(new URL(`https://www.binance.com${path}`));

  it('show a perpetual, or the pair of a spot market', () => {
    const pair = { venue: 'binance', symbol: 'BTCUSDT' };
    expect(pairAt('/en/futures/btcusdt')).toEqual({ ...pair, market: 'perpetual' });
    expect(pairAt('/en/trade/BTC_USDT')).toEqual({ ...pair, market: 'spot' });
    expect(pairAt('/futures/%E5%B8%81%E5%AE%89USDT')?.symbol).toBe('币安USDT');
  });

  it.for([
    '/en/trade/BTC',
    '/en/trade/BTC_',
    '/en/trade/_USDT',
    '/en/trade/BTC_USDT_X',
    '/en/trade/B-_USDT',
    '/en/trade/',
    '/en/futures/',
    '/en/futures/a',
    '/en/futures/home',
    '/en/futures/%E5%B8%81-',
    '/en/futures/-%E5%B8%81%E5%AE%89',
    `/en/futures/${'A'.repeat(41)}`,
    '/en',
  ])('show none at %s', (path) => {
    expect(pairAt(path)).toBeNull();
  });
});

it('only ASCII letters are written in capitals', () => {
  expect(inCapitals('abcıéXy1')).toBe('ABCıéXY1');
});
