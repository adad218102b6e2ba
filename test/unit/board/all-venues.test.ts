/** All that the market lists, as one board: every name is its asset's, and every number what the world makes of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assetOf } from '../../../lib/board/assets';
import type { CombinedPerpState } from '../../../lib/board/combine';
import { combine } from '../../../lib/board/combine';
import type { VenueBoard } from '../../../lib/domain/board';
import { VENUES } from '../../../lib/venues/registry';
import { createMarket } from '../../market';
import { SixVenues } from '../refresh/six-venues';
import type { Listed, Truth } from './market-truth';
import { MARKET_TRUTH } from './market-truth';

const HOUR_MS = 3_600_000;
/** On a boundary of every venue's history: what was an hour ago is among it, to the second. */
const NOW_MS = Date.UTC(2026, 2, 2, 12);

const core = createMarket({ atMs: NOW_MS, speed: 0 });
const boards: VenueBoard[] = [];
let rows: CombinedPerpState[] = [];
const truths = new Map(
  VENUES.map(({ id }) => [id, MARKET_TRUTH[id]?.(core.world, NOW_MS) ?? new Map<string, Listed>()]),
);

beforeAll(async () => {
  const six = new SixVenues(core);
  six.isUnlimited = true;
  six.universe = { quoteAssets: ['USDT', 'USDC'], tokenised: true };
  await six.refresh();
  for (const { id } of VENUES) boards.push(await six.board(id));
  six.close();
  rows = combine(boards);
});

function listedAt(venue: string, symbol: string): Listed {
  const listed = truths.get(venue)?.get(symbol);
  if (listed === undefined) throw new Error(`the market knows no ${symbol} of ${venue}`);
  return listed;
}

describe('the table of names', () => {
  it.each(VENUES)('has every symbol of $name', ({ id }) => {
    const { perpStates } = boards.find(({ venue }) => venue === id) ?? { perpStates: [] };
    expect(perpStates.length).toBeGreaterThan(150);
    const wrong = perpStates.flatMap(({ perp }) => {
      const found = assetOf(perp.baseAsset);
      const { asset, units } = listedAt(id, perp.symbol);
      return found.asset === asset && found.units === units ? [] : [{ perp, found, asset, units }];
    });
    expect(wrong).toEqual([]);
  });
});

/** Every perpetual of every board, by asset and class. */
function groups(): Map<string, { venue: string; listed: Listed }[]> {
  const byAsset = new Map<string, { venue: string; listed: Listed }[]>();
  for (const { venue, perpStates } of boards) {
    for (const { perp } of perpStates) {
      const listed = listedAt(venue, perp.symbol);
      const name = `${listed.asset} ${perp.assetClass}`;
      byAsset.set(name, [...(byAsset.get(name) ?? []), { venue, listed }]);
    }
  }
  return byAsset;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function usd({ baseQty, markPrice }: Truth): number {
  return baseQty * markPrice;
}

describe('all venues as one', () => {
  it('has one row for each asset of the world, with all of its venues', () => {
    const found = rows.map(({ perp, combined }) => ({
      name: `${perp.symbol} ${perp.assetClass}`,
      parts: combined.parts.length,
      venueCount: combined.venueCount,
    }));
    const expected = [...groups()].map(([name, parts]) => ({
      name,
      parts: parts.length,
      venueCount: new Set(parts.map(({ venue }) => venue)).size,
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(found.sort(byName)).toEqual(expected.sort(byName));
    const perpetuals = sum(boards.map(({ perpStates }) => perpStates.length));
    expect(sum(found.map(({ parts }) => parts))).toBe(perpetuals);
    expect(found.filter(({ venueCount }) => venueCount === VENUES.length).length).toBeGreaterThan(
      100,
    );
  });

  it('says of each what the world says', () => {
    const byAsset = groups();
    // Venues without a past of their own know no change yet.
    const remembering = new Set(
      VENUES.flatMap(({ id, openInterestHistory }) => (openInterestHistory ? [id] : [])),
    );
    for (const { perp, inputs, combined, openInterest } of rows) {
      const name = `${perp.symbol} ${perp.assetClass}`;
      const parts = byAsset.get(name) ?? [];
      const now = parts.map(({ listed }) => listed.at(NOW_MS));
      const weight = sum(now.map(usd));
      const baseQty = sum(now.map((each) => each.baseQty));
      const mean = (valueOf: (truth: Truth) => number) =>
        sum(now.map((each) => valueOf(each) * usd(each))) / weight;
      // Written prices have five digits, so each may be 0.005 % off and their difference twice that; of the cheapest coins
      // eight decimals are fewer. Rates have six decimals.
      const cheapest = Math.min(
        ...parts.map(({ listed }) => listed.at(NOW_MS).markPrice * listed.units),
      );
      expectNear(name, inputs.basisPct, mean(basisPct), 0.01 + (100 * 1e-8) / cheapest);
      expectNear(name, inputs.funding8hPct, 100 * mean(({ funding8h }) => funding8h), 0.0005);
      expectNear(name, combined.openInterestUsd, weight, weight * 1e-3);
      expectNear(name, openInterest?.baseQty, baseQty, baseQty * 1e-3);
      const old = parts.filter(({ venue }) => remembering.has(venue));
      for (const [input, hours] of WINDOWS) {
        const then = sum(old.map(({ listed }) => listed.at(NOW_MS - hours * HOUR_MS).baseQty));
        const since = sum(old.map(({ listed }) => listed.at(NOW_MS).baseQty));
        if (then > 0) expectNear(name, inputs[input], (since / then - 1) * 100, 0.02);
      }
      const fundings = now.map(({ funding8h }) => 100 * funding8h);
      const spread = Math.max(...fundings) - Math.min(...fundings);
      if (now.length > 1) expectNear(name, combined.fundingSpreadPct, spread, 0.001);
    }
  });
});

const WINDOWS = [
  ['oi1hPct', 1],
  ['oi4hPct', 4],
  ['oi24hPct', 24],
] as const;

function basisPct({ markPrice, indexPrice }: Truth): number {
  return (markPrice / indexPrice - 1) * 100;
}

function expectNear(
  name: string,
  found: number | null | undefined,
  expected: number,
  within: number,
): void {
  expect(Math.abs((found ?? NaN) - expected), `${name}: ${found} for ${expected}`).toBeLessThan(
    within,
  );
}
