/**
 * All venues as one: a row per asset, combined from its perpetuals. Names are matched by the table in assets.ts, and only
 * where the prices agree; what does not fit stays a row of its own. Pure.
 */
import type { Standing, VenueBoard } from '../domain/board';
import type { Combining } from '../domain/input-list';
import type { InputName, Inputs } from '../domain/inputs';
import { INPUTS, NO_INPUTS } from '../domain/inputs';
import type { VenueId } from '../domain/venue';
import { assetOf } from './assets';

/** One perpetual of a combined row. */
export interface Part {
  venue: VenueId;
  standing: Standing;
  /** Coins of the asset in one listed coin. */
  units: number;
  /** Open interest in coins of the asset, each contract counted once; null when missing. */
  coins: number | null;
  /** The same in USD; null when price is missing, too. */
  openInterestUsd: number | null;
}

/** What a combined row says beyond its standing. */
export interface Combined {
  /** The largest first. */
  parts: readonly Part[];
  /** Different venues among the parts. */
  venueCount: number;
  /** In USD; null when none of the parts has it. */
  openInterestUsd: number | null;
  /** Highest minus lowest funding of the parts, as 8 h equivalents, in points of per cent; null with fewer than two. */
  fundingSpreadPct: number | null;
}

export interface CombinedStanding extends Standing {
  combined: Combined;
}

/** Further apart than this (of the lower price), two names are two assets. */
const SAME_PRICE = 0.1;

/** One standing per asset, with its parts; assets that only one venue lists are rows as well. */
export function combine(boards: readonly VenueBoard[]): CombinedStanding[] {
  const groups = new Map<string, Part[][]>();
  for (const part of partsOf(boards)) {
    const { perp } = part.standing;
    const name = `${assetOf(perp.baseAsset).asset} ${perp.assetClass}`;
    const candidates = groups.get(name) ?? [];
    const group = candidates.find(([first]) => first !== undefined && isSamePrice(first, part));
    if (group === undefined) candidates.push([part]);
    else group.push(part);
    groups.set(name, candidates);
  }
  return [...groups.values()].flatMap((candidates) => candidates.map(standingOf));
}

/** The largest first, so that each group is measured against its main market. */
function partsOf(boards: readonly VenueBoard[]): Part[] {
  const parts = boards.flatMap(({ venue, standings }) =>
    standings.map((standing): Part => {
      const { openInterest, reading, perp } = standing;
      const markPrice = reading?.markPrice ?? null;
      const { units } = assetOf(perp.baseAsset);
      const listed =
        openInterest === null ? null : openInterest.coins / (perp.openInterestSides ?? 1);
      return {
        venue,
        standing,
        units,
        coins: listed === null ? null : listed * units,
        openInterestUsd: listed === null || markPrice === null ? null : listed * markPrice,
      };
    }),
  );
  return parts.sort((a, b) => (b.openInterestUsd ?? -1) - (a.openInterestUsd ?? -1));
}

/** Without a price there is nothing that speaks for the match but the name: that is a guess. */
function isSamePrice(a: Part, b: Part): boolean {
  const [one, other] = [pricePerCoin(a), pricePerCoin(b)];
  if (one === null || other === null) return false;
  return Math.abs(one - other) <= SAME_PRICE * Math.min(one, other);
}

function pricePerCoin({ standing, units }: Part): number | null {
  const price = standing.reading?.markPrice ?? standing.reading?.indexPrice ?? null;
  return price === null ? null : price / units;
}

function standingOf(parts: readonly Part[]): CombinedStanding {
  const [main] = parts;
  if (main === undefined) throw new Error('a group without parts');
  const { perp, reading } = main.standing;
  const { asset } = assetOf(perp.baseAsset);
  const alone = parts.length === 1;
  const times = parts.flatMap(({ standing }) => standing.openInterest?.atMs ?? []);
  const pricedTimes = parts.flatMap(({ standing }) => standing.reading?.pricedAtMs ?? []);
  const fundings = parts.flatMap(({ standing }) => standing.inputs.funding8hPct ?? []);
  const coins = sumOf(parts, (part) => part.coins);
  return {
    perp: { ...perp, symbol: asset, baseAsset: asset, coinsPerContract: 1 },
    reading: reading && {
      ...reading,
      symbol: asset,
      markPrice: reading.markPrice === null ? null : reading.markPrice / main.units,
      indexPrice: reading.indexPrice === null ? null : reading.indexPrice / main.units,
      // Rates of different periods have no common quote: only the 8 h equivalent in the inputs means something.
      ...(!alone && { fundingRate: null, fundingPeriodHours: null, nextFundingAtMs: null }),
      quoteVolume24h: sumOf(parts, ({ standing }) => standing.reading?.quoteVolume24h ?? null),
      pricedAtMs: Math.min(...pricedTimes),
    },
    openInterest: coins === null ? null : { coins, atMs: Math.min(...times) },
    inputs: alone ? main.standing.inputs : inputsOf(parts),
    combined: {
      parts,
      venueCount: new Set(parts.map(({ venue }) => venue)).size,
      openInterestUsd: sumOf(parts, ({ openInterestUsd }) => openInterestUsd),
      fundingSpreadPct: fundings.length < 2 ? null : Math.max(...fundings) - Math.min(...fundings),
    },
  };
}

function inputsOf(parts: readonly Part[]): Inputs {
  const inputs = { ...NO_INPUTS };
  for (const { name, combining } of INPUTS) inputs[name] = COMBINED[combining](parts, name);
  return inputs;
}

type Combine = (parts: readonly Part[], name: InputName) => number | null;

const COMBINED: Record<Combining, Combine> = {
  changeOfSum,
  meanByOpenInterest: (parts, name) =>
    weightedMean(parts, name, ({ openInterestUsd }) => openInterestUsd),
  meanByVolume: (parts, name) =>
    weightedMean(parts, name, ({ standing }) => standing.reading?.quoteVolume24h ?? null),
};

/** Change of the summed coins, over the parts that know both ends of the window. */
function changeOfSum(parts: readonly Part[], name: InputName): number | null {
  let now = 0;
  let then = 0;
  for (const { standing, coins } of parts) {
    const changePct = standing.inputs[name];
    if (coins === null || changePct === null || changePct <= -100) continue;
    now += coins;
    then += coins / (1 + changePct / 100);
  }
  return then > 0 ? (now / then - 1) * 100 : null;
}

/** Over the parts that have both the value and the weight. */
function weightedMean(
  parts: readonly Part[],
  name: InputName,
  weightOf: (part: Part) => number | null,
): number | null {
  let total = 0;
  let weights = 0;
  for (const part of parts) {
    const value = part.standing.inputs[name];
    const weight = weightOf(part);
    if (value === null || weight === null) continue;
    total += value * weight;
    weights += weight;
  }
  return weights > 0 ? total / weights : null;
}

/** Null when no part has a value. */
function sumOf(parts: readonly Part[], valueOf: (part: Part) => number | null): number | null {
  const values = parts.flatMap((part) => valueOf(part) ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}
