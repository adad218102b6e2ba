/** A new listing and new prices into the standings there are. Pure. */
import type { Standing } from '../domain/board';
import { NO_INPUTS } from '../domain/inputs';
import { mapBy } from '../domain/map-by';
import type { Perp, Universe } from '../domain/perp';
import { inUniverse } from '../domain/perp';
import type { Reading } from '../domain/reading';
import { isSymbol } from '../history/sound';
import type { Snapshot } from '../venues/contract';
import { withoutOutdatedChanges, withReading } from './inputs';

/** The new listing; where it could not learn a funding period, the one known before stays. */
export function mergeListing(before: readonly Perp[], now: readonly Perp[]): Perp[] {
  const periodOf = new Map(before.map((perp) => [perp.symbol, perp.fundingPeriodHours]));
  const lastOf = mapBy(now, ({ symbol }) => symbol);
  // A symbol that is listed twice, or has a name that is none, would be two rows on the board or none in the history.
  const fit = now.filter((perp) => isSymbol(perp.symbol) && lastOf.get(perp.symbol) === perp);
  return fit.map((perp) => ({
    ...perp,
    fundingPeriodHours: perp.fundingPeriodHours ?? periodOf.get(perp.symbol) ?? null,
  }));
}

/**
 * One standing per perpetual that trades, is in the universe and has prices. A symbol whose row was lost this time
 * keeps its last reading, and with it its age; a settled one leaves.
 */
export function mergeSnapshot(
  before: readonly Standing[],
  perps: readonly Perp[],
  snapshot: Snapshot,
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
    const standing = withoutOutdatedChanges(kept, venueNowMs);
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
