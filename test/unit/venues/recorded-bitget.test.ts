/**
 * Answers of the real venue and of its documentation, where somebody has them beside this project: each row is read, or
 * refused with a reason.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import { bitget } from '../../../lib/venues/bitget';
import { asRow, asRows } from '../market/ask';
import { FUNDING, funding, http, INSTRUMENTS, signal, TICKERS } from './bitget-answers';

const FOLDER = join(import.meta.dirname, '../../../../shared/recorded/bitget');
const read = (file: string) => asRow(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));

function perpNamed(symbol: string): Perp {
  return {
    symbol,
    baseAsset: symbol.slice(0, 3),
    quoteAsset: 'USDT',
    assetClass: 'crypto',
    listedAtMs: null,
    fundingPeriodHours: 8,
    coinsPerContract: 1,
  };
}

describe.skipIf(!existsSync(FOLDER))('recorded bodies', () => {
  it('tickers_v2_DOC_EXAMPLE.json: both rows are read, of a time before there was a mark price', async () => {
    const body = read('tickers_v2_DOC_EXAMPLE.json');
    const rows = asRows(body['data']);
    const symbols = rows.map(({ symbol }) => String(symbol));
    const bodies = { [TICKERS]: body, [FUNDING]: symbols.map((symbol) => funding(symbol)) };
    const perps = [...symbols, 'ZPERP'].map(perpNamed);
    const snapshot = await bitget.snapshot.fetch(http(bodies), perps, signal);
    expect([rows.length, snapshot.droppedRows, snapshot.errors.length]).toEqual([2, 0, 0]);
    for (const row of rows) {
      const symbol = String(row['symbol']);
      const reading = snapshot.readings.find((each) => each.symbol === symbol);
      const atMs = Number(row['ts']);
      expect(reading).toMatchObject({ markPrice: null, indexPrice: Number(row['indexPrice']) });
      expect(reading).toMatchObject({ quoteVolume24h: 0, pricedAtMs: atMs });
      const coins = Number(row['holdingAmount']);
      expect(snapshot.openInterest.get(symbol)).toEqual({ coins, atMs });
    }
    // Neither is ours, once it is asked for what is.
    const ours = await bitget.snapshot.fetch(http(bodies), [perpNamed('ZPERP')], signal);
    expect(ours.readings.map(({ symbol }) => symbol)).toEqual(['ZPERP']);
  });

  it.each([
    ['contracts_umcbl_2022-04-07_V1.json', 51, '[0].type: Invalid input'],
    ['contracts_v2_DOC_EXAMPLE.json', 1, '[0].type: Invalid input'],
  ])('%s, an older list: all %i rows are refused', async (file, count, reason) => {
    const body = read(file);
    expect(asRows(body['data'])).toHaveLength(count);
    await expect(bitget.listing.fetch(http({ [INSTRUMENTS]: body }), signal)).rejects.toThrow(
      reason,
    );
  });

  it('open-interest_v2_DOC_EXAMPLE.json answers what is not asked, and is refused as a whole', async () => {
    const bodies = { [TICKERS]: read('open-interest_v2_DOC_EXAMPLE.json') };
    const answer = bitget.snapshot.fetch(http(bodies), [perpNamed('BTCUSDT')], signal);
    await expect(answer).rejects.toThrow('expected a list of rows');
  });
});
