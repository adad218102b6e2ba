/** Hyperliquid's builders' markets over the market: off, on, lost in part, and never taken for the venue's own. */
import { afterEach, expect, it } from 'vitest';
import { perpetualOf } from '../../../lib/board/assets';
import type { ViewedPair } from '../../../lib/venues/pages-contract';
import { findVenue } from '../../../lib/venues/registry';
import type { MarketCore } from '../../market';
import { FAULT_MS, smallMarket } from './matrix-cells';
import { SixVenues } from './six-venues';

const MINUTE_MS = 60_000;
const WANTED = { quoteAssets: ['USDT'], tokenised: false, builderMarkets: true } as const;
const venues = [findVenue('hyperliquid')].flatMap((venue) => venue ?? []);

let six: SixVenues | null = null;
afterEach(() => six?.close());

function open(core: MarketCore): SixVenues {
  six = new SixVenues(core);
  return six;
}

async function rowsOf(of: SixVenues) {
  const { board, state } = await of.stored('hyperliquid');
  const perpStates = board?.perpStates ?? [];
  const built = perpStates.filter(({ perp }) => perp.symbol.includes(':'));
  return { perpStates, built, own: perpStates.filter((each) => !built.includes(each)), state };
}

const bodies = (core: MarketCore) => core.requests.filter(({ path }) => path === '/info').length;

it('asks for nothing but their names where they are not wanted', async () => {
  const core = smallMarket(FAULT_MS);
  const of = open(core);
  await of.refresh(venues);
  const { built, own, state } = await rowsOf(of);
  expect(built).toEqual([]);
  expect(own.length).toBeGreaterThan(5);
  expect(state.trouble).toBeNull();
  expect(bodies(core)).toBe(3);
  core.clock.advance(5 * MINUTE_MS);
  await of.refresh(venues);
  expect(bodies(core)).toBe(4);
});

it('has them as a class of their own where they are wanted, at once, and lets them go again', async () => {
  const core = smallMarket(FAULT_MS);
  const of = open(core);
  await of.refresh(venues);
  const before = (await rowsOf(of)).own.map(({ perp }) => perp.symbol);
  of.universe = WANTED;
  core.clock.advance(MINUTE_MS);
  await of.refresh(venues);
  const { built, own, state } = await rowsOf(of);
  expect(own.map(({ perp }) => perp.symbol)).toEqual(before);
  expect(built.map(({ perp }) => perp.symbol)).toEqual(
    expect.arrayContaining(['xyz:GOLD', 'hyna:SOL']),
  );
  for (const { perp, reading, openInterest } of built) {
    expect(perp).toMatchObject({
      assetClass: 'builder',
      quoteAsset: 'USD',
      baseAsset: perp.symbol,
    });
    expect(reading?.markPrice, perp.symbol).toBeGreaterThan(0);
    expect(openInterest?.baseQty, perp.symbol).toBeGreaterThan(0);
  }
  expect(state).toMatchObject({ trouble: null, droppedRows: 0 });
  const usage = core.usage().find(({ venue }) => venue === 'hyperliquid');
  expect(usage?.peakUnits).toBeLessThanOrEqual((usage?.units ?? 0) / 4);

  of.universe = { quoteAssets: ['USDT'], tokenised: false };
  core.clock.advance(MINUTE_MS);
  core.log.clear();
  await of.refresh(venues);
  expect((await rowsOf(of)).built).toEqual([]);
  expect(bodies(core)).toBe(1);
});

it('loses nothing but one that is lost, and says so', async () => {
  const core = smallMarket(FAULT_MS);
  const of = open(core);
  of.universe = WANTED;
  await of.refresh(venues);
  const before = await rowsOf(of);
  core.clock.advance(5 * MINUTE_MS);
  // The venue's own is the first request; then comes one of the three.
  core.faults.add({ match: '/info', skip: 1, times: 3, fault: { kind: 'status', status: 500 } });
  await of.refresh(venues);
  const { built, own, state } = await rowsOf(of);
  expect(built.map(({ perp }) => perp.symbol).sort()).toEqual(
    before.built.map(({ perp }) => perp.symbol).sort(),
  );
  expect(state.trouble).toMatchObject({ kind: 'server', retryAtMs: null });
  const oldest = core.clock.now() - MINUTE_MS;
  expect(own.every(({ reading }) => (reading?.pricedAtMs ?? 0) > oldest)).toBe(true);
  const late = built.filter(({ reading }) => (reading?.pricedAtMs ?? 0) < oldest);
  expect(new Set(late.map(({ perp }) => perp.symbol.split(':')[0])).size).toBeLessThanOrEqual(1);
});

it("does not take a name in a title for the venue's own where another market has it too", async () => {
  const of = open(smallMarket(FAULT_MS));
  await of.refresh(venues);
  const perps = (await rowsOf(of)).own.map(({ perp }) => perp);
  const pair = (symbol: string): ViewedPair => ({
    venue: 'hyperliquid',
    symbol,
    market: 'perpetual',
  });
  for (const symbol of ['SOL', 'XRP']) {
    expect(perpetualOf({ ...pair(symbol), byTitle: true }, perps), symbol).toBeNull();
    expect(perpetualOf(pair(symbol), perps)?.symbol).toBe(symbol);
  }
  expect(perpetualOf({ ...pair('BTC'), byTitle: true }, perps)?.symbol).toBe('BTC');
});
