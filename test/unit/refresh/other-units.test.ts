/** Coins that come to count as several, or several as one: what is open is worth what it was, and nothing has changed. */
import { expect, it } from 'vitest';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import type { Answer } from './written';
import { DAY_MS, HOUR_MS, MINUTE_MS, Written } from './written';

const SWITCH_MS = DAY_MS + 12 * HOUR_MS + 20 * MINUTE_MS;

/** `A` alone changes; what `others` have is much more. */
function says(pricesBy: number, coinsBy: number): Answer {
  return (_path, _query, atMs) => {
    const [price, baseQty] = atMs < SWITCH_MS ? [100, 1e5] : [100 * pricesBy, 1e5 * coinsBy];
    const row = (markPx: number, openInterest: number) => ({
      markPx: String(markPx),
      oraclePx: String(markPx),
      funding: '0',
      openInterest: String(openInterest),
      dayNtlVlm: '1000',
    });
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const rows = names.map((name) => (name === 'A' ? row(price, baseQty) : row(1, 1e7)));
    return [{ universe: names.map((name) => ({ name })) }, rows];
  };
}

async function changesOf(venue: Written) {
  const { oi1hPct, oi4hPct, oi24hPct } = (await venue.perpState('A')).inputs;
  return [oi1hPct, oi4hPct, oi24hPct].filter((change) => Math.abs(change ?? 0) > 1e-6);
}

const nearby = (by: number) => [by, 1.02 / by] as const;

it.each([2, 3, 4, 5, 10, 1000, 1 / 2, 1 / 3, 1 / 5, 1 / 1000].map(nearby))(
  'is no change: a price times %d, and coins times %d',
  async (pricesBy, coinsBy) => {
    const venue = new Written(hyperliquid, SWITCH_MS - 65 * MINUTE_MS, says(pricesBy, coinsBy));
    expect(await venue.live(SWITCH_MS + 70 * MINUTE_MS, () => changesOf(venue))).toEqual([[]]);
    expect((await venue.perpState('A')).openInterest?.baseQty).toBeCloseTo(1e5 * coinsBy, 6);
  },
);

it('is a change where the price does not say so', async () => {
  const venue = new Written(hyperliquid, SWITCH_MS - 65 * MINUTE_MS, says(0.9, 2));
  const seen = await venue.live(SWITCH_MS + 5 * MINUTE_MS, () => changesOf(venue));
  expect(seen.at(-1)).toEqual([100]);
});
