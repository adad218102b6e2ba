import { expect, it } from 'vitest';
import { okx } from '../../../lib/venues/okx';
import { asRow, asRows } from '../market/ask';
import { FUNDING, http, instrument, listingOf, OPEN_INTEREST, signal } from './okx-bodies';
import { describeRecorded } from './recorded';

/** Coins in a contract. */
const SIZES = {
  'BTC-USDT-SWAP': 0.01,
  'ETH-USDT-SWAP': 0.1,
  'SOL-USDT-SWAP': 1,
  'DOGE-USDT-SWAP': 1000,
  'XRP-USDT-SWAP': 100,
};

describeRecorded('okx', (read) => {
  it('166 instruments: the 126 margined in dollars, and no others', async () => {
    const rows = asRows(asRow(read('instruments_SWAP_2022-05-13.json'))['data']);
    const { perps, droppedRows } = await listingOf(rows);
    expect([rows.length, perps.length, droppedRows]).toEqual([166, 126, 0]);
    const sizes = new Map(perps.map((perp) => [perp.symbol, perp.coinsPerContract]));
    for (const { instId, ctType, ctVal } of rows) {
      const size = ctType === 'linear' ? Number(ctVal) : undefined;
      expect(sizes.get(String(instId)), String(instId)).toBe(size);
    }
    for (const [symbol, size] of Object.entries(SIZES)) expect(sizes.get(symbol)).toBe(size);
  });

  it('funding and open interest of five swaps: contracts times their size are the stated coins', async () => {
    const ids = Object.keys(SIZES);
    const rates = asRow(read('funding-rate_current+history_5swaps_2026-03-10.json'));
    const open = asRow(read('open-interest_5swaps_2026-03-10.json'));
    const funding = ids.flatMap((id) => asRows(asRow(rates[id])['current']));
    const rows = ids.flatMap((id) => asRows(open[id]));
    const { perps } = await listingOf(
      Object.entries(SIZES).map(([id, size]) => instrument(id, { ctVal: String(size) })),
    );
    // With and without the coins that the venue has worked out.
    for (const change of [{}, { oiCcy: '' }]) {
      const openInterest = rows.map((row) => ({ ...row, ...change }));
      const bodies = { [FUNDING]: funding, [OPEN_INTEREST]: openInterest };
      const snapshot = await okx.snapshot.fetch(http(bodies), perps, signal);
      expect([snapshot.droppedRows, snapshot.readings.length]).toEqual([0, 5]);
      for (const { fundingRate, fundingPeriodHours } of snapshot.readings) {
        expect(fundingPeriodHours).toBe(8);
        expect(Math.abs(fundingRate ?? NaN)).toBeLessThan(0.01);
      }
      for (const { instId, oiCcy } of rows) {
        const baseQty = Number(oiCcy);
        const read = snapshot.openInterest.get(String(instId))?.baseQty ?? NaN;
        expect(read / baseQty).toBeCloseTo(1, 9);
      }
    }
  });
});
