import { expect, it } from 'vitest';
import { gate } from '../../../lib/venues/gate';
import { asRows } from '../market/ask';
import { http, listingOf, signal } from './gate-bodies';
import { describeRecorded } from './recorded';

/** Of a date later than any of them. */
const DATE = new Date(Date.UTC(2026, 8, 20)).toUTCString();

describeRecorded('gate', (read) => {
  const CONTRACTS = 'futures_usdt_contracts_2023-05-24.json';

  it('302 contracts: 301 that trade, one in delisting', async () => {
    const rows = asRows(read(CONTRACTS));
    const { perps, droppedRows } = await listingOf(rows);
    expect([rows.length, perps.length, droppedRows]).toEqual([302, 301, 0]);
    const bySymbol = new Map(perps.map((perp) => [perp.symbol, perp]));
    const left = rows.filter(({ name }) => !bySymbol.has(String(name)));
    expect(left.map((row) => [row['name'], row['in_delisting']])).toEqual([['COCOS_USDT', true]]);
    for (const { name, quanto_multiplier: size, funding_interval: seconds } of rows) {
      const perp = bySymbol.get(String(name));
      if (perp === undefined) continue;
      expect(perp).toMatchObject({
        coinsPerContract: Number(size),
        fundingPeriodHours: Number(seconds) / 3600,
        listedAtMs: null,
        assetClass: 'crypto',
      });
    }
    expect(bySymbol.get('BTC_USDT')).toMatchObject({ coinsPerContract: 0.0001 });
    expect(bySymbol.get('PEPE_USDT')).toMatchObject({ coinsPerContract: 10_000_000 });
  });

  it('contracts have prices, too: what tickers would say of them is read alike', async () => {
    const rows = asRows(read(CONTRACTS));
    const { perps } = await listingOf(rows);
    const tickers = rows.map((row) => ({
      ...row,
      contract: row['name'],
      total_size: row['position_size'],
    }));
    const snapshot = await gate.snapshot.fetch(http(tickers, DATE), perps, signal);
    expect([snapshot.readings.length, snapshot.droppedRows]).toEqual([301, 0]);
    for (const { symbol, markPrice, indexPrice } of snapshot.readings) {
      expect(Math.abs((markPrice ?? NaN) / (indexPrice ?? NaN) - 1), symbol).toBeLessThan(0.05);
    }
  });

  it('7 buckets of a history: contracts times their size and price are the stated USD', async () => {
    const rows = asRows(read('contract_stats_BTC_USDT_5m_2026-09-17_PARTIAL.json'));
    const { perps } = await listingOf(read(CONTRACTS));
    const bitcoin = perps.find(({ symbol }) => symbol === 'BTC_USDT');
    if (bitcoin === undefined) throw new Error('no bitcoin');
    const samples = await gate.openInterestHistory?.fetch(http(rows, DATE), bitcoin, signal);
    expect(samples).toHaveLength(7);
    samples?.forEach(({ baseQty, markPrice }, index) => {
      const usd = Number(rows[index]?.['open_interest_usd']);
      expect(baseQty * (markPrice ?? NaN)).toBeCloseTo(usd, 3);
    });
  });
});
