import { describe, expect, it } from 'vitest';
import { okx } from '../../../lib/venues/okx';
import {
  FUNDING,
  funding,
  HOUR_MS,
  http,
  INDEX,
  MARK,
  mark,
  NOW_MS,
  OPEN_INTEREST,
  openInterest,
  perpsOf,
  signal,
  TICKERS,
  ticker,
} from './okx-bodies';

/** All is well with A and B; `change` gives other answers. */
async function snapshotOf(change: Record<string, unknown> = {}, symbols = ['A', 'B']) {
  const ids = symbols.map((symbol) => `${symbol}-USDT-SWAP`);
  const bodies = {
    [MARK]: ids.map((id) => mark(id)),
    [FUNDING]: ids.map((id) => funding(id)),
    [OPEN_INTEREST]: ids.map((id) => openInterest(id)),
    [TICKERS]: ids.map((id) => ticker(id)),
    [`${INDEX} USDT`]: symbols.map((symbol) => ({ instId: `${symbol}-USDT`, idxPx: '100' })),
    ...change,
  };
  return okx.snapshot.fetch(http(bodies), await perpsOf(...ids), signal);
}

describe('the snapshot', () => {
  it('joins five answers by instrument, and the index by pair', async () => {
    const snapshot = await snapshotOf({}, ['A']);
    expect(snapshot.readings).toEqual([
      {
        symbol: 'A-USDT-SWAP',
        markPrice: 101,
        indexPrice: 100,
        fundingRate: 0.0001,
        fundingPeriodHours: 4,
        nextFundingAtMs: NOW_MS + HOUR_MS,
        quoteVolume24h: 100_500,
        pricedAtMs: NOW_MS - 200,
      },
    ]);
    expect([...snapshot.openInterest]).toEqual([['A-USDT-SWAP', { baseQty: 5, atMs: NOW_MS }]]);
    expect(snapshot.venueTimeMs).toBe(NOW_MS);
    expect(snapshot).toMatchObject({ settled: [], errors: [], droppedRows: 0 });
  });

  it('passes over rows of others: dated futures that pay funding, coin-margined swaps', async () => {
    const { readings, droppedRows } = await snapshotOf({
      [FUNDING]: [
        funding('A-USDT-SWAP'),
        funding('BTC-USD_UM_XPERP-310404', { instType: 'FUTURES', fundingRate: {} }),
        funding('B-USDT-SWAP'),
      ],
      [MARK]: [mark('A-USD-SWAP'), mark('A-USDT-SWAP'), mark('B-USDT-SWAP')],
    });
    expect(readings.map(({ symbol }) => symbol)).toEqual(['A-USDT-SWAP', 'B-USDT-SWAP']);
    expect(droppedRows).toBe(0);
  });

  it('asks for the index of each quote, and keeps them apart', async () => {
    const perps = await perpsOf('A-USDT-SWAP', 'A-USDC-SWAP');
    const ids = perps.map(({ symbol }) => symbol);
    const bodies = {
      [MARK]: ids.map((id) => mark(id)),
      [FUNDING]: ids.map((id) => funding(id)),
      [OPEN_INTEREST]: ids.map((id) => openInterest(id)),
      [TICKERS]: ids.map((id) => ticker(id)),
      [`${INDEX} USDT`]: [{ instId: 'A-USDT', idxPx: '100' }],
      [`${INDEX} USDC`]: [{ instId: 'A-USDC', idxPx: '99' }],
    };
    const { readings } = await okx.snapshot.fetch(http(bodies), perps, signal);
    expect(readings.map(({ indexPrice }) => indexPrice)).toEqual([100, 99]);
  });

  it.each([
    [HOUR_MS, 1],
    [2 * HOUR_MS, 2],
    [6 * HOUR_MS, 6],
    [8 * HOUR_MS, 8],
    [0, null],
    [-HOUR_MS, null],
    [200 * HOUR_MS, null],
  ])('reads a period of %i ms as %o h', async (periodMs, hours) => {
    const nextFundingTime = String(NOW_MS + HOUR_MS + periodMs);
    const { readings } = await snapshotOf({
      [FUNDING]: [funding('A-USDT-SWAP', { nextFundingTime })],
    });
    expect(readings[0]?.fundingPeriodHours).toBe(hours);
  });

  it('takes empty text, null and zero prices for missing, never for 0', async () => {
    const { readings, openInterest: baseQty } = await snapshotOf(
      {
        [MARK]: [mark('A-USDT-SWAP', { markPx: '0' })],
        [FUNDING]: [funding('A-USDT-SWAP', { fundingRate: '', nextFundingTime: '' })],
        [OPEN_INTEREST]: [openInterest('A-USDT-SWAP', { oi: '', oiCcy: null })],
        [TICKERS]: [ticker('A-USDT-SWAP', { volCcy24h: '' })],
        [`${INDEX} USDT`]: [{ instId: 'A-USDT', idxPx: '' }],
      },
      ['A'],
    );
    expect(readings[0]).toMatchObject({
      markPrice: null,
      indexPrice: null,
      fundingRate: null,
      fundingPeriodHours: null,
      quoteVolume24h: null,
    });
    expect(baseQty.size).toBe(0);
  });

  it('works out coins from contracts where the venue has not, and keeps a true 0', async () => {
    const { openInterest: baseQty } = await snapshotOf({
      [OPEN_INTEREST]: [
        openInterest('A-USDT-SWAP', { oiCcy: '' }),
        openInterest('B-USDT-SWAP', { oi: 0, oiCcy: 0 }),
      ],
    });
    expect(baseQty.get('A-USDT-SWAP')?.baseQty).toBe(5);
    expect(baseQty.get('B-USDT-SWAP')?.baseQty).toBe(0);
  });

  it.each([
    [MARK, { markPrice: null, fundingRate: 0.0001, pricedAtMs: NOW_MS - 9_000 }],
    [FUNDING, { markPrice: 101, fundingRate: null, fundingPeriodHours: null }],
    [OPEN_INTEREST, { markPrice: 101, fundingRate: 0.0001 }],
    [TICKERS, { quoteVolume24h: null, markPrice: 101 }],
    [`${INDEX} USDT`, { indexPrice: null, markPrice: 101 }],
  ])('does without %s when only that is lost', async (path, reading) => {
    const snapshot = await snapshotOf({ [path]: { code: '50026', msg: 'System error' } });
    expect(snapshot.readings).toHaveLength(2);
    expect(snapshot.readings[0]).toMatchObject(reading);
    expect(snapshot.openInterest.size).toBe(path === OPEN_INTEREST ? 0 : 2);
    const endpoint = `GET ${path.split(' ')[0] ?? ''}`;
    expect(snapshot.errors).toMatchObject([
      { kind: 'server', message: `okx, ${endpoint}: code 50026 “System error”` },
    ]);
    expect(snapshot.settled).toEqual([]);
  });

  it('has nothing to show without both prices and funding', async () => {
    const lost = { [MARK]: { code: '50011', msg: 'Too Many Requests' }, [FUNDING]: { a: 1 } };
    await expect(snapshotOf(lost)).rejects.toMatchObject({
      kind: 'rate-limited',
      message: 'okx, GET /api/v5/public/mark-price: code 50011 “Too Many Requests”',
    });
  });

  it('takes a symbol that no answer has any more for settled, and only when all are whole', async () => {
    const onlyA = {
      [MARK]: [mark('A-USDT-SWAP')],
      [FUNDING]: [funding('A-USDT-SWAP')],
      [OPEN_INTEREST]: [openInterest('A-USDT-SWAP')],
      [TICKERS]: [ticker('A-USDT-SWAP')],
    };
    expect((await snapshotOf(onlyA)).settled).toEqual(['B-USDT-SWAP']);
    expect((await snapshotOf({ ...onlyA, [TICKERS]: { code: '1' } })).settled).toEqual([]);
    const withBad = [ticker('A-USDT-SWAP'), ticker('B-USDT-SWAP', { last: {} })];
    expect((await snapshotOf({ ...onlyA, [TICKERS]: withBad })).settled).toEqual([]);
  });

  it.each([
    ['a null price', MARK, mark('B-USDT-SWAP', { markPx: {} }), 'markPx'],
    ['seconds for ms', MARK, mark('B-USDT-SWAP', { ts: '1790000000' }), 'ts'],
    ['words for numbers', FUNDING, funding('B-USDT-SWAP', { fundingRate: 'n/a' }), 'fundingRate'],
    ['no time', OPEN_INTEREST, { instId: 'B-USDT-SWAP', oi: '1', oiCcy: '1' }, 'ts'],
  ])('drops a row with %s', async (_name, path, bad, field) => {
    const good = { [MARK]: mark, [FUNDING]: funding, [OPEN_INTEREST]: openInterest }[path];
    const some = await snapshotOf({ [path]: [bad, good?.('A-USDT-SWAP')] });
    expect(some.droppedRows).toBe(1);
    expect(some.errors).toEqual([]);
    const { errors } = await snapshotOf({ [path]: [bad] });
    expect(errors[0]?.message).toContain(`okx, GET ${path}: [0].${field}`);
  });

  it('reads times and numbers that are numbers as well as text', async () => {
    const { readings } = await snapshotOf(
      { [MARK]: [mark('A-USDT-SWAP', { markPx: 101.5, ts: NOW_MS })] },
      ['A'],
    );
    expect(readings[0]).toMatchObject({ markPrice: 101.5, pricedAtMs: NOW_MS });
  });
});
