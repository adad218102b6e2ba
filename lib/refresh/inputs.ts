/** From what was read to what is scored. Pure. */
import type { Standing } from '../domain/board';
import { changePct } from '../domain/change';
import { basisPct, funding8hPct, fundingPct } from '../domain/funding';
import type { ScoreInputs } from '../domain/inputs';
import { OI_WINDOWS } from '../domain/inputs';
import { comparableSinceMs } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { References } from '../history/look-back';

/** The standing with new prices and funding. */
export function withReading(standing: Standing, reading: Reading): Standing {
  const periodHours = reading.fundingPeriodHours;
  const { oi1hPct, oi4hPct, oi24hPct } = standing.inputs;
  const inputs: ScoreInputs = {
    oi1hPct,
    oi4hPct,
    oi24hPct,
    fundingPct: fundingPct(reading.fundingRate, periodHours),
    funding8hPct: funding8hPct(reading.fundingRate, periodHours),
    basisPct: basisPct(reading.markPrice, reading.indexPrice),
  };
  return { perp: standing.perp, reading, openInterest: standing.openInterest, inputs };
}

/** The standing with new open interest, compared with what it was. */
export function withOpenInterest(
  standing: Standing,
  openInterest: OpenInterest,
  references: References,
  venueNowMs: number,
): Standing {
  const inputs = { ...standing.inputs };
  const { perp, reading } = standing;
  const now = { coins: openInterest.coins, markPrice: reading?.markPrice ?? null };
  const sinceMs = comparableSinceMs(perp, venueNowMs);
  OI_WINDOWS.forEach(({ input }, index) => {
    const then = references[index] ?? null;
    inputs[input] = then !== null && then.atMs < sinceMs ? null : changePct(now, then);
  });
  return withoutOutdatedChanges({ perp, reading, openInterest, inputs }, venueNowMs);
}

/** The standing without open interest that was counted before the name stood for this contract. */
export function withoutAnothers(standing: Standing, venueNowMs: number): Standing {
  const { perp, reading, openInterest, inputs } = standing;
  if (openInterest === null) return standing;
  if (openInterest.atMs >= comparableSinceMs(perp, venueNowMs)) return standing;
  const nothing = { oi1hPct: null, oi4hPct: null, oi24hPct: null };
  return { perp, reading, openInterest: null, inputs: { ...inputs, ...nothing } };
}

/**
 * The standing without the changes whose newest end has grown too old: a window ends now, and an end further away
 * than its tolerance does not count any more than a start would.
 */
export function withoutOutdatedChanges(standing: Standing, venueNowMs: number): Standing {
  const { openInterest } = standing;
  if (openInterest === null) return standing;
  const ageMs = venueNowMs - openInterest.atMs;
  if (ageMs <= OI_WINDOWS[0].toleranceMs) return standing;
  const outdated = OI_WINDOWS.filter(({ toleranceMs }) => ageMs > toleranceMs);
  if (outdated.every(({ input }) => standing.inputs[input] === null)) return standing;
  const inputs = { ...standing.inputs };
  for (const { input } of outdated) inputs[input] = null;
  return { ...standing, inputs };
}
