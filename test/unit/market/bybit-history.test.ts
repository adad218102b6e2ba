import { describe, expect, it } from 'vitest';
import { asRows, MIDNIGHT_MS } from './ask';
import { historyPath, openVenue } from './bybit-venue';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('open interest', () => {
  it('is in the history what it was live', async () => {
    const { core, rows } = openVenue();
    for (const symbol of ['BTCUSDT', '1000PEPEUSDT', 'ETHPERP', 'TSLAUSDT', 'BTC-27MAR26']) {
      core.clock.setTime(MIDNIGHT_MS);
      const [live] = await rows(`tickers?category=linear&symbol=${symbol}`);
      core.clock.advance(5_000);
      const [newest] = await rows(historyPath(symbol, '5min', 1));
      expect(newest?.['timestamp']).toBe(String(MIDNIGHT_MS));
      expect(Number(newest?.['openInterest'])).toBe(Number(live?.['openInterest']));
      expect(Number(newest?.['singleOpenInterest'])).toBe(Number(live?.['singleOpenInterest']));
    }
  });

  it('comes newest first, in pages that go back to the launch', async () => {
    const { core, result } = openVenue();
    core.clock.advance(7 * MINUTE_MS);
    const first = await result(historyPath('BTCUSDT', '5min', 200));
    const second = await result(
      `${historyPath('BTCUSDT', '5min', 200)}&cursor=${encodeURIComponent(String(first['nextPageCursor']))}`,
    );
    const times = [...asRows(first['list']), ...asRows(second['list'])].map(({ timestamp }) =>
      Number(timestamp),
    );
    expect(times).toEqual(
      Array.from({ length: 400 }, (_, at) => MIDNIGHT_MS + (1 - at) * 5 * MINUTE_MS),
    );
    core.clock.advance(3 * HOUR_MS);
    const young = await result(historyPath('NEWCOUSDT', '15min', 100));
    expect(asRows(young['list'])).toHaveLength(12);
    expect(young['nextPageCursor']).toBe('');
  });

  it('keeps to an end, and to a beginning only with it', async () => {
    const { rows } = openVenue();
    const start = `&startTime=${MIDNIGHT_MS - 3 * HOUR_MS}`;
    const range = `${start}&endTime=${MIDNIGHT_MS - HOUR_MS}`;
    expect(await rows(historyPath('BTCUSDT', '1h', 200) + range)).toHaveLength(3);
    expect(await rows(historyPath('BTCUSDT', '1h', 200) + start)).toHaveLength(200);
    expect(await rows('open-interest?category=linear&symbol=BTCUSDT&intervalTime=1h')).toHaveLength(
      50,
    );
  });
});

it('paid the funding that it had announced', async () => {
  const { core, rows } = openVenue();
  const [announced] = await rows('tickers?category=linear&symbol=AVAXUSDT');
  core.clock.advance(1_000);
  const paid = await rows('funding/history?category=linear&symbol=AVAXUSDT&limit=3');
  expect(paid).toHaveLength(3);
  expect(paid[0]?.['fundingRateTimestamp']).toBe(String(MIDNIGHT_MS));
  expect(Number(paid[0]?.['fundingRate'])).toBe(Number(announced?.['fundingRate']));
});
