import { describe, expect, it } from 'vitest';
import { bybit } from '../../../lib/venues/bybit';
import { MOST_PAGES } from '../../../lib/venues/bybit/api';
import { http, instrument, listingOf, page, signal } from './bybit-answers';

describe('the listing', () => {
  it('takes perpetuals of USDT and USDC that trade, and nothing else', async () => {
    const { perps, droppedRows } = await listingOf(
      page([
        instrument('BTCUSDT'),
        instrument('SHIB1000USDT'),
        instrument('1000BONKPERP'),
        instrument('OLDUSDT', { status: 'Closed' }),
        instrument('ENDUSDT', { status: 'Delivering' }),
        instrument('NEXTUSDT', { status: 'PreLaunch', isPreListing: true }),
        instrument('EARLYUSDT', { isPreListing: true }),
        instrument('NOVELUSDT', { status: 'Auction', isPreListing: null, symbolType: null }),
        instrument('BLANKUSDT', { status: null }),
        instrument('BTCUSDT-26DEC25', { contractType: 'LinearFutures', fundingInterval: 0 }),
        instrument('BTCUSD', { contractType: 'InversePerpetual', quoteCoin: 'USD' }),
        instrument('BTCEUR', { quoteCoin: 'EUR' }),
      ]),
    );
    expect(
      perps.map(({ symbol, baseAsset, quoteAsset }) => [symbol, baseAsset, quoteAsset]),
    ).toEqual([
      ['BTCUSDT', 'BTC', 'USDT'],
      ['SHIB1000USDT', 'SHIB1000', 'USDT'],
      ['1000BONKPERP', '1000BONK', 'USDC'],
      ['NOVELUSDT', 'NOVEL', 'USDT'],
    ]);
    expect(droppedRows).toBe(0);
    expect(perps[0]).toMatchObject({ listedAtMs: 1_600_000_000_000, coinsPerContract: 1 });
  });

  it.each([
    ['', 'crypto'],
    [null, 'crypto'],
    [undefined, 'crypto'],
    ['innovation', 'crypto'],
    ['stock', 'stock'],
    ['ETF', 'stock'],
    ['xstocks', 'stock'],
    ['commodity', 'commodity'],
    ['forex', 'forex'],
    ['something new', 'stock'],
  ])('marks the type %s as %s', async (symbolType, assetClass) => {
    const { perps } = await listingOf(page([instrument('AUSDT', { symbolType })]));
    expect(perps[0]?.assetClass).toBe(assetClass);
  });

  it.each([
    [480, 8],
    ['240', 4],
    [60, 1],
    [8, null],
    [0, null],
    ['', null],
  ])('reads a period of %s minutes as %s h', async (fundingInterval, hours) => {
    const { perps } = await listingOf(page([instrument('AUSDT', { fundingInterval })]));
    expect(perps[0]?.fundingPeriodHours).toBe(hours);
  });

  it('goes on where there are more pages, with the cursor as it came', async () => {
    const { client, urls } = http(
      page([instrument('AUSDT')], 'first%3DA%26last%3DA'),
      page([instrument('BUSDT')], ''),
    );
    const { perps } = await bybit.listing.fetch(client, signal);
    expect(perps.map(({ symbol }) => symbol)).toEqual(['AUSDT', 'BUSDT']);
    expect(urls()).toEqual([
      'instruments-info?category=linear&limit=1000',
      'instruments-info?category=linear&limit=1000&cursor=first%253DA%2526last%253DA',
    ]);
  });

  it('loses no page to a later one, and keeps symbols that may have been on that', async () => {
    const refusal = (retCode: number) => ({ retCode, retMsg: 'x', result: {}, retExtInfo: {} });
    const first = page([instrument('AUSDT')], 'more');
    const { perps, errors, isLost } = await listingOf(first, refusal(10016));
    const [known] = perps;
    expect(perps.map(({ symbol }) => symbol)).toEqual(['AUSDT']);
    expect(errors).toMatchObject([{ kind: 'server' }]);
    expect(known && isLost?.(known)).toBe(true);
    const whole = await listingOf(page([instrument('AUSDT')]));
    expect(known && whole.isLost?.(known)).toBe(false);
    for (const [code, kind] of [
      [10006, 'rate-limited'],
      [10009, 'region'],
    ] as const) {
      await expect(listingOf(first, refusal(code))).rejects.toMatchObject({ kind });
    }
    await expect(listingOf(refusal(10016))).rejects.toMatchObject({ kind: 'server' });
  });

  it.each([[null], [undefined], ['']])('stops at the cursor %s', async (cursor) => {
    const { client, urls } = http(page([instrument('AUSDT')], cursor));
    await bybit.listing.fetch(client, signal);
    expect(urls()).toHaveLength(1);
  });

  it('ends with an empty page, and refuses a list without end', async () => {
    const { perps } = await listingOf(page([instrument('AUSDT')], 'more'), page([], 'more'));
    expect(perps).toHaveLength(1);
    const endless = http(page([instrument('AUSDT')], 'more'));
    await expect(bybit.listing.fetch(endless.client, signal)).rejects.toThrow(
      `bybit, GET /v5/market/instruments-info: more than ${MOST_PAGES} pages`,
    );
    expect(endless.urls()).toHaveLength(MOST_PAGES);
    expect(bybit.listing.cost).toEqual({ requests: MOST_PAGES });
  });

  it('drops and counts a bad row, and refuses a bad body by the name of its field', async () => {
    const some = await listingOf(page([instrument('AUSDT'), instrument('BUSDT'), { symbol: 7 }]));
    expect([some.perps.length, some.droppedRows]).toEqual([2, 1]);
    await expect(listingOf(page([{ symbol: 'AUSDT' }]))).rejects.toThrow(
      /bybit, GET \/v5\/market\/instruments-info: \[0\]\.contractType/,
    );
    await expect(listingOf(page([]))).rejects.toThrow('an empty list');
  });
});

it('stays at a quarter of the published limit', () => {
  expect(bybit.budgets).toEqual([{ id: 'requests', ceiling: 600 / 4, windowMs: 5_000 }]);
});
