/**
 * All venues as one board: a row per asset, combined from its perpetuals. Assets are matched by name (assets.ts) and
 * only where prices agree; a perpetual that does not match stays a row of its own. Pure.
 */
import type { PerpState, VenueBoard } from '../domain/board';
import type { Combining } from '../domain/input-list';
import type { InputName, Inputs } from '../domain/inputs';
import { INPUTS, NO_INPUTS } from '../domain/inputs';
import type { VenueId } from '../domain/venue';
import { assetOf } from './assets';

/** One perpetual of a combined row. */
export interface Part {
  venue: VenueId;
  perpState: PerpState;
  /** Coins of the asset per listed coin. */
  units: number;
  /** Open interest in coins of the asset, each contract counted once; null when missing. */
  baseQty: number | null;
  /** Null when the price is missing, too. */
  openInterestUsd: number | null;
}

/** What a combined row has beyond its main perpetual. */
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

export interface CombinedPerpState extends PerpState {
  combined: Combined;
}

/** Relative price difference (of the lower price) above which two perpetuals of one name are different assets. */
const SAME_PRICE = 0.1;

/** One row per asset, with its parts; assets that only one venue lists are rows as well. */
export function combine(boards: readonly VenueBoard[]): CombinedPerpState[] {
  const groups = new Map<string, Part[][]>();
  for (const part of partsOf(boards)) {
    const { perp } = part.perpState;
    const name = `${assetOf(perp.baseAsset).asset} ${perp.assetClass}`;
    const candidates = groups.get(name) ?? [];
    const group = candidates.find(([first]) => first !== undefined && isSamePrice(first, part));
    if (group === undefined) candidates.push([part]);
    else group.push(part);
    groups.set(name, candidates);
  }
  return [...groups.values()].flatMap((candidates) => candidates.map(perpStateOf));
}

/** Largest first, so that each group is compared with its main market. */
function partsOf(boards: readonly VenueBoard[]): Part[] {
  const parts = boards.flatMap(({ venue, perpStates }) =>
    perpStates.map((perpState): Part => {
      const { openInterest, reading, perp } = perpState;
      const markPrice = reading?.markPrice ?? null;
      const { units } = assetOf(perp.baseAsset);
      const listed =
        openInterest === null ? null : openInterest.baseQty / (perp.openInterestSides ?? 1);
      return {
        venue,
        perpState,
        units,
        baseQty: listed === null ? null : listed * units,
        openInterestUsd: listed === null || markPrice === null ? null : listed * markPrice,
      };
    }),
  );
  return parts.sort((a, b) => (b.openInterestUsd ?? -1) - (a.openInterestUsd ?? -1));
}

/** False without a price: a name alone is not enough. */
function isSamePrice(a: Part, b: Part): boolean {
  const [one, other] = [pricePerCoin(a), pricePerCoin(b)];
  if (one === null || other === null) return false;
  return Math.abs(one - other) <= SAME_PRICE * Math.min(one, other);
}

function pricePerCoin({ perpState, units }: Part): number | null {
  const price = perpState.reading?.markPrice ?? perpState.reading?.indexPrice ?? null;
  return price === null ? null : price / units;
}

function perpStateOf(parts: readonly Part[]): CombinedPerpState {
  const [main] = parts;
  if (main === undefined) throw new Error('a group without parts');
  const { perp, reading } = main.perpState;
  const { asset } = assetOf(perp.baseAsset);
  const alone = parts.length === 1;
  const times = parts.flatMap(({ perpState }) => perpState.openInterest?.atMs ?? []);
  const pricedTimes = parts.flatMap(({ perpState }) => perpState.reading?.pricedAtMs ?? []);
  const fundings = parts.flatMap(({ perpState }) => perpState.inputs.funding8hPct ?? []);
  const baseQty = sumOf(parts, (part) => part.baseQty);
  return {
    perp: { ...perp, symbol: asset, baseAsset: asset, coinsPerContract: 1 },
    reading: reading && {
      ...reading,
      symbol: asset,
      markPrice: reading.markPrice === null ? null : reading.markPrice / main.units,
      indexPrice: reading.indexPrice === null ? null : reading.indexPrice / main.units,
      // Rates of different periods can't be combined as quoted; the 8 h equivalent in the inputs can.
      ...(!alone && { fundingRate: null, fundingPeriodHours: null, nextFundingAtMs: null }),
      quoteVolume24h: sumOf(parts, ({ perpState }) => perpState.reading?.quoteVolume24h ?? null),
      pricedAtMs: Math.min(...pricedTimes),
    },
    openInterest: baseQty === null ? null : { baseQty, atMs: Math.min(...times) },
    inputs: alone ? main.perpState.inputs : inputsOf(parts),
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
    weightedMean(parts, name, ({ perpState }) => perpState.reading?.quoteVolume24h ?? null),
};

/** Change of the summed coins, over the parts that have both ends of the window. */
function changeOfSum(parts: readonly Part[], name: InputName): number | null {
  let now = 0;
  let then = 0;
  for (const { perpState, baseQty } of parts) {
    const changePct = perpState.inputs[name];
    if (baseQty === null || changePct === null || changePct <= -100) continue;
    now += baseQty;
    then += baseQty / (1 + changePct / 100);
  }
  return then > 0 ? (now / then - 1) * 100 : null;
}

/** Over the parts that have both value and weight. */
function weightedMean(
  parts: readonly Part[],
  name: InputName,
  weightOf: (part: Part) => number | null,
): number | null {
  let total = 0;
  let weights = 0;
  for (const part of parts) {
    const value = part.perpState.inputs[name];
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
