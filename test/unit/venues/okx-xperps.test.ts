/** Five-year futures that pay funding as swaps do, in a list of their own: what is traded in the EEA at OKX. */
import { describe, expect, it } from 'vitest';
import { VenueError } from '../../../lib/http/venue-error';
import { okx } from '../../../lib/venues/okx';
import {
  FUNDING,
  funding,
  http,
  INDEX,
  instrument,
  INSTRUMENTS,
  MARK,
  NOW_MS,
  OPEN_INTEREST,
  signal,
  TICKERS,
} from './okx-bodies';

const X = 'BTC-USD_UM_XPERP-310404';
const SWAP = 'A-USDT-SWAP';
const ts = String(NOW_MS);

function xperp(change: Record<string, unknown> = {}) {
  return instrument(X, {
    instType: 'FUTURES',
    ruleType: 'xperp',
    settleCcy: 'USD',
    uly: 'BTC-USD',
    instFamily: 'BTC-USD_UM_XPERP',
    ctVal: '0.0001',
    expTime: '1933056000000',
    ...change,
  });
}

const DATED = instrument('BTC-USDT-261225', { instType: 'FUTURES' });

function listingOf(swaps: unknown, futures: unknown) {
  const bodies = { [INSTRUMENTS]: swaps, [`${INSTRUMENTS} FUTURES`]: futures };
  return okx.listing.fetch(http(bodies), signal);
}

const lost = (kind: VenueError['kind']) =>
  new VenueError({ venue: 'okx', endpoint: 'x' }, kind, 'lost');

describe('the listing', () => {
  it('has them next to the swaps, quoted in dollars, and no dated future', async () => {
    const { perps, errors, droppedRows } = await listingOf(
      [instrument(SWAP)],
      [
        DATED,
        xperp(),
        { instId: 'BTC-USD-261225' },
        xperp({ instId: 'TSLA-USD_UM_XPERP-310613', instCategory: '3' }),
      ],
    );
    expect(errors).toEqual([]);
    expect(droppedRows).toBe(0);
    expect(perps.map(({ symbol }) => symbol)).toEqual([SWAP, X, 'TSLA-USD_UM_XPERP-310613']);
    expect(perps[1]).toEqual({
      symbol: X,
      baseAsset: 'BTC',
      quoteAsset: 'USD',
      assetClass: 'crypto',
      listedAtMs: 1_600_000_000_000,
      fundingPeriodHours: null,
      coinsPerContract: 0.0001,
    });
    expect(perps[2]?.assetClass).toBe('stock');
  });

  it.each([
    ['is halted', { state: 'suspend' }],
    ['is announced', { state: 'preopen' }],
    ['has another rule', { ruleType: 'normal' }],
    ['is margined in coins', { ctType: 'inverse' }],
  ])('leaves out what %s', async (_, change) => {
    const { perps } = await listingOf([instrument(SWAP)], [xperp(change)]);
    expect(perps.map(({ symbol }) => symbol)).toEqual([SWAP]);
  });

  it('is theirs alone where a host for a region has no swaps', async () => {
    const { perps, errors } = await listingOf([], [DATED, xperp()]);
    expect(perps.map(({ symbol }) => symbol)).toEqual([X]);
    expect(errors).toEqual([]);
  });

  it('has nothing for a region where both lists are empty: another host may', async () => {
    await expect(listingOf([], [DATED])).rejects.toMatchObject({ kind: 'nothing-listed' });
  });

  it.each(['server', 'shape', 'refused', 'timeout'] as const)(
    'keeps what is known of a part that is lost (%s), and has the other',
    async (kind) => {
      const noFutures = await listingOf([instrument(SWAP)], lost(kind));
      const noSwaps = await listingOf(lost(kind), [xperp()]);
      const [swap] = noFutures.perps;
      const [future] = noSwaps.perps;
      if (!swap || !future) throw new Error('a part has cost the other');
      expect(noFutures.errors).toHaveLength(1);
      expect([swap, future].map((known) => noFutures.isLost?.(known))).toEqual([false, true]);
      expect([swap, future].map((known) => noSwaps.isLost?.(known))).toEqual([true, false]);
    },
  );
});

describe('the snapshot', () => {
  const bodies = {
    [MARK]: [{ instId: SWAP, markPx: '101', ts }],
    [`${MARK} FUTURES`]: [
      { instId: X, markPx: '91010', ts },
      { instId: 'BTC-USDT-261225', markPx: '', ts: '' },
    ],
    [FUNDING]: [funding(SWAP), funding(X, { instType: 'FUTURES', fundingRate: '0.0002' })],
    [OPEN_INTEREST]: [{ instId: SWAP, oi: '5', oiCcy: '0.05', ts }],
    [`${OPEN_INTEREST} FUTURES`]: [{ instId: X, oi: '70000', oiCcy: '7', ts }],
    [TICKERS]: [{ instId: SWAP, last: '100', volCcy24h: '3' }],
    [`${TICKERS} FUTURES`]: [{ instId: X, last: '91000', volCcy24h: '2' }],
    [`${INDEX} USDT`]: [{ instId: 'A-USDT', idxPx: '100' }],
    [`${INDEX} USD`]: [{ instId: 'BTC-USD', idxPx: '91000' }],
  };

  async function snapshotOf(
    change: Record<string, unknown> = {},
    swaps: unknown[] = [instrument(SWAP)],
  ) {
    const { perps } = await listingOf(swaps, [xperp()]);
    return okx.snapshot.fetch(http({ ...bodies, ...change }), perps, signal);
  }

  it('has their prices, index in dollars, funding, turnover and open interest', async () => {
    const { readings, openInterest, errors, settled } = await snapshotOf();
    expect(errors).toEqual([]);
    expect(settled).toEqual([]);
    expect(readings[1]).toMatchObject({
      symbol: X,
      markPrice: 91010,
      indexPrice: 91000,
      fundingRate: 0.0002,
      quoteVolume24h: 182_000,
    });
    expect(openInterest.get(X)?.baseQty).toBe(7);
    expect(openInterest.get(SWAP)?.baseQty).toBe(0.05);
  });

  it('asks for no swaps where none are listed, and the other way round', async () => {
    const refused = {
      [MARK]: lost('server'),
      [TICKERS]: lost('server'),
      [OPEN_INTEREST]: lost('server'),
    };
    const { readings, errors } = await snapshotOf(refused, []);
    expect(readings.map(({ symbol }) => symbol)).toEqual([X]);
    expect(errors).toEqual([]);
  });

  it.each([MARK, TICKERS, OPEN_INTEREST])('loses only one kind with %s', async (path) => {
    const noFutures = await snapshotOf({ [`${path} FUTURES`]: lost('server') });
    expect(noFutures.readings).toHaveLength(2);
    expect(noFutures.readings[0]).toMatchObject({ markPrice: 101, quoteVolume24h: 300 });
    expect(noFutures.errors).toHaveLength(1);
    const noSwaps = await snapshotOf({ [path]: lost('server') });
    expect(noSwaps.readings).toHaveLength(2);
    expect(noSwaps.readings[1]).toMatchObject({ markPrice: 91010, quoteVolume24h: 182_000 });
    expect(noSwaps.settled).toEqual([]);
  });
});
