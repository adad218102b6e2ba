/** A new listing and new prices into the standings there are. Pure. */
import type { Standing } from '../domain/board';
import { NO_INPUTS } from '../domain/inputs';
import { mapBy } from '../domain/map-by';
import type { Perp, Universe } from '../domain/perp';
import { inUniverse, isSymbol } from '../domain/perp';
import type { Reading } from '../domain/reading';
import type { Listing, Snapshot } from '../venues/contract';
import { withoutAnothers, withoutOutdatedChanges, withReading } from './inputs';

/**
 * The new listing, each symbol once, and what is known of a part of it that was lost; where it could not learn a funding period,
 * the one known before stays. A name that has been given to another coin is another contract since; one that is listed anew says
 * so itself.
 */
export function mergeListing(
  before: readonly Perp[],
  { perps: now, isLost = () => false }: Pick<Listing, 'perps' | 'isLost'>,
  venueNowMs: number,
): Perp[] {
  const known = mapBy(before, ({ symbol }) => symbol);
  // A name that is none would have no row in the history.
  const listed = mapBy(
    now.filter(({ symbol }) => isSymbol(symbol)),
    ({ symbol }) => symbol,
  );
  const learned = [...listed.values()].map((perp): Perp => {
    const old = known.get(perp.symbol);
    if (old === undefined) return perp;
    const isSame = old.baseAsset === perp.baseAsset && old.quoteAsset === perp.quoteAsset;
    const sameSinceMs = isSame ? old.sameSinceMs : venueNowMs;
    return {
      ...perp,
      fundingPeriodHours: perp.fundingPeriodHours ?? old.fundingPeriodHours,
      ...(sameSinceMs !== undefined && { sameSinceMs }),
      ...(old.sharesName && { sharesName: true }),
    };
  });
  return [...learned, ...before.filter((perp) => isLost(perp) && !listed.has(perp.symbol))];
}

/** The perpetuals with the periods that came with their rates: known, should the next rate come without one. */
export function withPeriods(perps: readonly Perp[], readings: readonly Reading[]): Perp[] {
  const periods = new Map(readings.map((reading) => [reading.symbol, reading.fundingPeriodHours]));
  return perps.map((perp) => {
    const fundingPeriodHours = periods.get(perp.symbol) ?? perp.fundingPeriodHours;
    return fundingPeriodHours === perp.fundingPeriodHours ? perp : { ...perp, fundingPeriodHours };
  });
}

/**
 * One standing per perpetual that trades, is in the universe and has prices. A symbol whose row was lost this time
 * keeps its last reading, and with it its age; a settled one leaves.
 */
export function mergeSnapshot(
  before: readonly Standing[],
  perps: readonly Perp[],
  snapshot: Pick<Snapshot, 'readings' | 'settled'>,
  universe: Universe,
  venueNowMs: number,
): Standing[] {
  const known = mapBy(before, ({ perp }) => perp.symbol);
  const readings = mapBy(snapshot.readings, ({ symbol }) => symbol);
  const settled = new Set(snapshot.settled);
  const merged: Standing[] = [];
  for (const perp of perps) {
    if (settled.has(perp.symbol) || !inUniverse(perp, universe)) continue;
    const old = known.get(perp.symbol);
    const reading = readings.get(perp.symbol);
    if (reading === undefined && old === undefined) continue;
    const { openInterest = null, inputs = NO_INPUTS } = old ?? {};
    const kept = { perp, reading: old?.reading ?? null, openInterest, inputs };
    const standing = withoutOutdatedChanges(withoutAnothers(kept, venueNowMs), venueNowMs);
    merged.push(reading === undefined ? standing : withReading(standing, withVolume(reading, old)));
  }
  return merged;
}

/** Turnover comes with another answer, which may have been lost: then the last known one stays. */
function withVolume(reading: Reading, old: Standing | undefined): Reading {
  const quoteVolume24h = old?.reading?.quoteVolume24h ?? null;
  if (reading.quoteVolume24h !== null || quoteVolume24h === null) return reading;
  return { ...reading, quoteVolume24h };
}
