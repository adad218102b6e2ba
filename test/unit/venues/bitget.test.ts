import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import type { Perp } from '../../../lib/domain/perp';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import { bitget } from '../../../lib/venues/bitget';
import { envelope, INSTRUMENTS, instrument, listingOf, NOW_MS, signal } from './bitget-answers';

const HOUR_MS = 3_600_000;

async function symbolsOf(rows: unknown[]) {
  const { perps } = await listingOf({ [INSTRUMENTS]: rows });
  return perps.map(({ symbol }) => symbol);
}

const zperp = () => instrument('ZPERP', { baseCoin: 'Z', quoteCoin: 'USDC' });
const lostBy = (kind: TroubleKind) =>
  new VenueError({ venue: 'bitget', endpoint: 'x' }, kind, 'lost');

describe('the listing', () => {
  it('takes perpetuals that trade and nothing else', async () => {
    const symbols = await symbolsOf([
      instrument('BTCUSDT'),
      instrument('PEPEUSDT'),
      instrument('1MBABYDOGEUSDT'),
      instrument('龙虾USDT'),
      instrument('GOINGUSDT', { offTime: String(NOW_MS + HOUR_MS) }),
      instrument('PEOPLEUSDT', { status: 'restrictedAPI' }),
      instrument('NEWUSDT', { launchTime: String(NOW_MS - HOUR_MS) }),
      instrument('GONEUSDT', { offTime: String(NOW_MS - HOUR_MS) }),
      instrument('OFFUSDT', { status: 'offline' }),
      instrument('SOONUSDT', { status: 'listed' }),
      instrument('EARLYUSDT', { launchTime: String(NOW_MS + HOUR_MS) }),
      instrument('WINDUSDT', { status: 'limit_open' }),
      instrument('SHUTUSDT', { status: 'limit_close' }),
      instrument('PAUSEUSDT', { status: 'maintain' }),
      instrument('DEADUSDT', { status: null }),
      instrument('BTCUSDTH26', { type: 'delivery', deliveryTime: String(NOW_MS + HOUR_MS) }),
      instrument('BTCUSD', { quoteCoin: 'USD' }),
    ]);
    expect(symbols).toEqual([
      'BTCUSDT',
      'PEPEUSDT',
      '1MBABYDOGEUSDT',
      '龙虾USDT',
      'GOINGUSDT',
      'PEOPLEUSDT',
      'NEWUSDT',
      'WINDUSDT',
      'SHUTUSDT',
      'PAUSEUSDT',
      'ZPERP',
    ]);
  });

  it('names them as the venue does, open interest in coins whatever the step', async () => {
    const row = instrument('1000BONKUSDT', {
      launchTime: '1700000000000',
      quantityMultiplier: '9',
    });
    const { perps } = await listingOf({ [INSTRUMENTS]: [row] });
    expect(perps).toEqual([
      {
        symbol: '1000BONKUSDT',
        baseAsset: '1000BONK',
        quoteAsset: 'USDT',
        assetClass: 'crypto',
        listedAtMs: 1_700_000_000_000,
        fundingPeriodHours: 8,
        coinsPerContract: 1,
      },
      expect.objectContaining({ symbol: 'ZPERP', baseAsset: 'Z', quoteAsset: 'USDC' }),
    ]);
  });

  it.each([
    ['BTC', 'crypto', 'NO', 'crypto'],
    ['BTC', undefined, undefined, 'crypto'],
    ['BTC', '', '', 'crypto'],
    ['ABCUSD', 'crypto', 'NO', 'crypto'],
    ['TSLA', 'stock', 'YES', 'stock'],
    ['USDINC', 'stock', 'YES', 'stock'],
    ['BHP', 'crypto', 'YES', 'stock'],
    ['XAU', 'metal', 'YES', 'commodity'],
    ['CL', 'commodity', 'YES', 'commodity'],
    ['EURUSD', 'crypto', 'YES', 'forex'],
    ['USDJPY', 'crypto', 'YES', 'forex'],
    ['US10Y', 'bond', 'NO', 'stock'],
  ])('marks %s (%s, %s) as %s', async (baseCoin, symbolType, isRwa, assetClass) => {
    const row = instrument('AUSDT', { baseCoin, symbolType, isRwa });
    const { perps } = await listingOf({ [INSTRUMENTS]: [row] });
    expect(perps[0]?.assetClass).toBe(assetClass);
  });

  it('does without times and periods that are not stated, in any form', async () => {
    const blank = { offTime: '', launchTime: null, fundInterval: '0' };
    const absent = { offTime: undefined, launchTime: undefined, fundInterval: undefined };
    const { perps } = await listingOf({
      [INSTRUMENTS]: [blank, absent].map((change, index) => instrument(`A${index}USDT`, change)),
    });
    for (const perp of perps.slice(0, 2)) {
      expect(perp).toMatchObject({ listedAtMs: null, fundingPeriodHours: null });
    }
  });

  it('drops and counts a bad row, and refuses a body of such rows by the name of the field', async () => {
    const good = [instrument('AUSDT'), instrument('BUSDT')];
    const some = await listingOf({ [INSTRUMENTS]: [...good, { symbol: 7 }] });
    expect(some.perps).toHaveLength(3);
    expect(some.droppedRows).toBe(1);
    const both = (rows: unknown[]) =>
      listingOf({ [INSTRUMENTS]: rows, [`${INSTRUMENTS} USDC`]: rows });
    await expect(both([{ symbol: 'AUSDT' }])).rejects.toThrow(
      `bitget, GET ${INSTRUMENTS} USDT-FUTURES: [0].baseCoin`,
    );
    await expect(both([])).rejects.toMatchObject({ kind: 'nothing-listed' });
    await expect(both([])).rejects.toThrow(/empty list/);
  });

  describe('in two parts', () => {
    const known = (quoteAsset: string): Perp => ({
      symbol: quoteAsset,
      baseAsset: 'A',
      quoteAsset,
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: 1,
    });

    it.each([
      ['an empty list of USDC', `${INSTRUMENTS} USDC`, [], ['AUSDT'], 'USDC', 0],
      ['a lost list of USDC', `${INSTRUMENTS} USDC`, lostBy('server'), ['AUSDT'], 'USDC', 1],
      ['a refused list of USDC', `${INSTRUMENTS} USDC`, lostBy('refused'), ['AUSDT'], 'USDC', 1],
      ['an empty list of USDT', INSTRUMENTS, [], ['ZPERP'], 'USDT', 0],
      ['a lost list of USDT', INSTRUMENTS, lostBy('not-json'), ['ZPERP'], 'USDT', 1],
    ])('%s does not cost the other', async (_, path, body, symbols, lost, errors) => {
      const usual = { [INSTRUMENTS]: [instrument('AUSDT')] };
      const other = { [`${INSTRUMENTS} USDC`]: [zperp()] };
      const listing = await listingOf({ ...usual, ...other, [path]: body });
      expect(listing.perps.map(({ symbol }) => symbol)).toEqual(symbols);
      expect(listing.errors).toHaveLength(errors);
      for (const quote of ['USDT', 'USDC']) {
        expect(listing.isLost?.(known(quote))).toBe(quote === lost);
      }
    });

    it.each(['region', 'rate-limited', 'banned', 'forbidden', 'offline'] as const)(
      'what is about the host or the address (%s) is not about a part',
      async (kind) => {
        const bodies = {
          [INSTRUMENTS]: [instrument('AUSDT')],
          [`${INSTRUMENTS} USDC`]: lostBy(kind),
        };
        await expect(listingOf(bodies)).rejects.toMatchObject({ kind });
      },
    );
  });
});

describe('a refusal', () => {
  const SITE = `bitget, GET ${INSTRUMENTS} USDT-FUTURES`;

  it.each([
    ['40034', 'refused'],
    ['400172', 'refused'],
    ['429', 'rate-limited'],
    ['00429', 'rate-limited'],
    ['1001', 'rate-limited'],
    ['40015', 'server'],
    ['40725', 'server'],
    ['40808', 'server'],
    ['45001', 'server'],
    ['40010', 'timeout'],
    ['40910', 'timeout'],
    ['25001', 'timeout'],
    ['25000', 'server'],
    ['25004', 'rate-limited'],
    ['40308', 'server'],
    ['40604', 'server'],
    ['40000', 'region'],
    ['40024', 'region'],
    ['40103', 'region'],
    ['40104', 'region'],
    ['59006', 'region'],
    ['40006', 'forbidden'],
    ['40018', 'forbidden'],
  ])('of code %s in HTTP 200 is one of kind %s', async (code, kind) => {
    const body = envelope(null, { code, msg: 'no' });
    const error: unknown = await listingOf({ [INSTRUMENTS]: body }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(VenueError);
    expect(error).toMatchObject({ kind, message: `${SITE}: code ${Number(code)} “no”` });
  });

  it.each([
    [400, '{"code":"40015","msg":"later"}', 'server'],
    [403, '{"code":"40103","msg":"not there"}', 'region'],
    [403, '<html>blocked</html>', 'forbidden'],
    [429, '{"code":"40034"}', 'rate-limited'],
    [400, '{"code":"40034","msg":"no such"}', 'refused'],
    [502, '<html></html>', 'server'],
  ])('of HTTP %i with %s is one of kind %s', async (status, body, kind) => {
    const fetch = () => Promise.resolve(new Response(body, { status }));
    const client = createHttpClient({ fetch, now: () => NOW_MS });
    const error: unknown = await bitget.listing
      .fetch(client, signal)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ kind });
    expect(String(error)).toContain(`HTTP ${status}`);
  });

  it.each([
    [{}, 'code: expected a decimal number'],
    [null, 'body: Invalid input'],
    [envelope({ list: [] }), 'expected a list of rows'],
    [envelope(undefined), 'expected a list of rows'],
  ])('%j is one of shape', async (body, words) => {
    const error: unknown = await listingOf({ [INSTRUMENTS]: body ?? 'null' }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ kind: 'shape' });
    expect(String(error)).toContain(`${SITE}: ${words}`);
  });
});

it('stays at a quarter of the published limits, also of the one for all together', () => {
  const perSecond = 20;
  const perMinute = 6_000;
  for (const { ceiling, windowMs } of bitget.budgets) {
    expect(windowMs).toBe(1_000);
    expect(ceiling * 4).toBe(perSecond);
  }
  const all = bitget.budgets.reduce((sum, { ceiling }) => sum + ceiling * 60, 0);
  expect(all * 4).toBeLessThanOrEqual(perMinute);
  const ids = bitget.budgets.map(({ id }) => id).sort();
  const costs = { ...bitget.listing.cost, ...bitget.snapshot.cost };
  expect(Object.keys(costs).sort()).toEqual(ids);
});
