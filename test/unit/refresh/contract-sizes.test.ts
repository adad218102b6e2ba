/** Contracts that become smaller, counted by Gate: coins stay what they are, before, at and after the change. */
import { expect, it } from 'vitest';
import { gate } from '../../../lib/venues/gate';
import type { Answer } from './written';
import { DAY_MS, HOUR_MS, MINUTE_MS, Written } from './written';

const COINS = 1_000_000;
/** On no full hour, when the listing would be read anyway. */
const SWITCH_MS = DAY_MS + 12 * HOUR_MS + 20 * MINUTE_MS;

function says(by: number, has: { worth?: boolean; tickerSize?: boolean } = {}): Answer {
  const sizeAt = (atMs: number) => (atMs < SWITCH_MS ? 1000 : 1000 / by);
  return (path, query, atMs) => {
    const countOf = (name: string, ms: number) => (name === 'A_USDT' ? COINS / sizeAt(ms) : 500);
    if (path.endsWith('contracts')) {
      return ['A_USDT', 'B_USDT'].map((name) => ({
        name,
        in_delisting: false,
        quanto_multiplier: String(name === 'A_USDT' ? sizeAt(atMs) : 1),
        funding_interval: 28_800,
        launch_time: 1_600_000_000,
      }));
    }
    if (path.endsWith('tickers')) {
      return ['A_USDT', 'B_USDT'].map((contract) => ({
        contract,
        mark_price: '0.2',
        index_price: '0.2',
        funding_rate: '0',
        total_size: String(countOf(contract, atMs)),
        volume_24h_quote: '1',
        ...(has.tickerSize && contract === 'A_USDT' && { quanto_multiplier: String(sizeAt(atMs)) }),
      }));
    }
    const name = query.get('contract') ?? '';
    return Array.from({ length: 100 }, (_, step) => {
      const time = (Math.floor(atMs / 900_000) - 99 + step) * 900;
      const open_interest = countOf(name, (time + 900) * 1000);
      const worth = name === 'A_USDT' ? 0.2 * COINS : 100;
      const isSaid = has.worth ?? true;
      return { time, open_interest, mark_price: 0.2, ...(isSaid && { open_interest_usd: worth }) };
    });
  };
}

async function seenOf(venue: Written) {
  const { inputs, openInterest } = await venue.perpState('A_USDT');
  const { oi1hPct, oi4hPct, oi24hPct } = inputs;
  return [openInterest?.baseQty, oi1hPct, oi4hPct, oi24hPct, await venue.scoreOf('A_USDT')];
}

const SAME = [COINS, 0, 0, 0, 0];

it.each([
  [10, {}],
  [2, {}],
  [0.1, {}],
  [10, { tickerSize: true }],
])('changes nothing while it runs (a %s-th, %o)', async (by, has) => {
  const venue = new Written(gate, SWITCH_MS - 10 * MINUTE_MS, says(by, has));
  expect(await venue.live(SWITCH_MS + 70 * MINUTE_MS, () => seenOf(venue))).toEqual([SAME]);
});

it('changes nothing for who comes an hour later', async () => {
  const venue = new Written(gate, SWITCH_MS + HOUR_MS, says(10));
  await venue.refresh();
  expect(await seenOf(venue)).toEqual(SAME);
});

it('counts nothing from before, where the past does not say what it was worth', async () => {
  const venue = new Written(gate, SWITCH_MS + HOUR_MS + 40 * MINUTE_MS, says(10, { worth: false }));
  await venue.refresh();
  expect(await seenOf(venue)).toEqual([COINS, 0, null, null, 0]);
});
