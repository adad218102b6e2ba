/** A funding rate is shown with the period that it is for, also where that has just changed, or could not be asked. */
import { describe, expect, it } from 'vitest';
import { binance } from '../../../lib/venues/binance';
import { gate } from '../../../lib/venues/gate';
import { binanceSays } from './binance-says';
import type { Answer } from './written';
import { DAY_MS, HOUR_MS, MINUTE_MS, Refused, Written } from './written';

const SWITCH_MS = DAY_MS + 16 * HOUR_MS;
const LEFT_MS = SWITCH_MS - 3 * MINUTE_MS;
const periodHours = (atMs: number) => (atMs < SWITCH_MS ? 8 : 1);

async function fundingOf(venue: Written, symbol: string) {
  const { inputs, reading } = await venue.perpState(symbol);
  const nextMs = reading?.nextFundingAtMs ?? 0;
  return {
    hours: reading?.fundingPeriodHours,
    next: (nextMs - DAY_MS) / HOUR_MS,
    pct: inputs.fundingPct,
    score: await venue.scoreOf(symbol),
  };
}

const BEFORE = { hours: 8, next: 16, pct: 0.01, score: 6 };
const AFTER = { hours: 1, next: 17, pct: 0.08, score: 28 };
const LATER = { ...AFTER, next: 18 };

describe('Binance', () => {
  const live = (said: Parameters<typeof binanceSays>[0]) => {
    const venue = new Written(binance, LEFT_MS, binanceSays(said));
    return venue.live(SWITCH_MS + 62 * MINUTE_MS, () => fundingOf(venue, 'AUSDT'));
  };

  it('has the new period with the first rate of it', async () => {
    expect(await live({ periodHours })).toEqual([BEFORE, AFTER, LATER]);
  });

  it.each([
    ['is a refusal', () => new Refused(500)],
    ['is an empty list', () => []],
    ['still has the old one', () => [{ symbol: 'AUSDT', fundingIntervalHours: 8 }]],
  ])('reads it from the next payment while fundingInfo %s', async (_name, lost) => {
    const fundingInfo = (atMs: number) => (atMs < SWITCH_MS ? null : lost());
    expect(await live({ periodHours, fundingInfo })).toEqual([BEFORE, AFTER, LATER]);
  });

  it('keeps everybody’s period while fundingInfo is lost', async () => {
    const fundingInfo = (atMs: number) => (atMs < SWITCH_MS ? null : new Refused(503));
    const seen = await live({ fundingInfo });
    expect(seen.map(({ hours, pct }) => [hours, pct])).toEqual([
      [8, 0.01],
      [8, 0.01],
    ]);
  });
});

describe('Gate', () => {
  const says: Answer = (path, _query, atMs) => {
    const names = ['A_USDT', 'B_USDT'];
    if (path.endsWith('contracts')) {
      return names.map((name) => {
        const hours = name === 'A_USDT' ? periodHours(atMs) : 8;
        return {
          name,
          in_delisting: false,
          quanto_multiplier: '1',
          funding_interval: hours * 3600,
          funding_next_apply: ((Math.floor(atMs / HOUR_MS / hours) + 1) * hours * HOUR_MS) / 1000,
          launch_time: 1_600_000_000,
        };
      });
    }
    if (path.endsWith('tickers')) {
      return names.map((contract) => ({
        contract,
        mark_price: '10',
        index_price: '10',
        funding_rate: '0.0001',
        total_size: '1000',
        volume_24h_quote: '1',
      }));
    }
    return Array.from({ length: 100 }, (_, step) => ({
      time: (Math.floor(atMs / 900_000) - 99 + step) * 900,
      open_interest: 1000,
      mark_price: 10,
    }));
  };

  it('reads the listing again after each full hour, and no more often than that needs', async () => {
    const venue = new Written(gate, LEFT_MS, says);
    const see = () => fundingOf(venue, 'A_USDT');
    expect(await venue.live(SWITCH_MS + 62 * MINUTE_MS, see)).toEqual([BEFORE, AFTER, LATER]);
    // First of all, and once or twice after each of two hours.
    const listings = venue.asked.filter((path) => path.endsWith('contracts'));
    expect(listings.length).toBeLessThanOrEqual(5);
  });
});
