/** From what was read to what is scored: the inputs of a perpetual when its prices or its open interest are new. Pure. */
import type { Standing } from '../domain/board';
import type { DatedBy, Facts } from '../domain/input-list';
import { basisPct } from '../domain/input-formulas';
import type { Input } from '../domain/inputs';
import { INPUTS } from '../domain/inputs';
import { comparableSinceMs } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { References } from '../history/look-back';

/** With new prices and funding. What looks back in prices is missing until `withPriceChanges`. */
export function withReading(standing: Standing, reading: Reading): Standing {
  const { perp, openInterest, inputs } = standing;
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' || window === null;
  return withInputs({ perp, reading, openInterest, inputs }, isNew, [], 0);
}

/** With prices compared with what they were. `references` are of the inputs that look back in prices, in order. */
export function withPriceChanges(
  standing: Standing,
  references: References,
  venueNowMs: number,
): Standing {
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' && window !== null;
  return withoutOutdatedChanges(withInputs(standing, isNew, references, venueNowMs), venueNowMs);
}

/** With new open interest, compared with what it was. `references` are in the order of OI_WINDOWS. */
export function withOpenInterest(
  standing: Standing,
  openInterest: OpenInterest,
  references: References,
  venueNowMs: number,
): Standing {
  const { perp, reading, inputs } = standing;
  const isNew = ({ datedBy }: Input) => datedBy === 'openInterest';
  const scored = withInputs({ perp, reading, openInterest, inputs }, isNew, references, venueNowMs);
  return withoutOutdatedChanges(scored, venueNowMs);
}

/** Works the inputs out anew for which `isNew` holds; `references` are of those among them that look back, in order. */
function withInputs(
  { perp, reading, openInterest, inputs: before }: Standing,
  isNew: (input: Input) => boolean,
  references: References,
  venueNowMs: number,
): Standing {
  const now = factsOf({ perp, reading, openInterest });
  const sinceMs = comparableSinceMs(perp, venueNowMs);
  const inputs = { ...before };
  let windows = 0;
  for (const input of INPUTS) {
    if (!isNew(input)) continue;
    const reference = input.window === null ? null : (references[windows++] ?? null);
    const then = reference !== null && reference.atMs < sinceMs ? null : reference;
    inputs[input.name] = input.value(now, then);
  }
  return { perp, reading, openInterest, inputs };
}

function factsOf({ perp, reading, openInterest }: Omit<Standing, 'inputs'>): Facts {
  return {
    coins: openInterest?.coins ?? null,
    markPrice: reading?.markPrice ?? null,
    basisPct: basisPct(reading?.markPrice ?? null, reading?.indexPrice ?? null),
    fundingRate: reading?.fundingRate ?? null,
    fundingPeriodHours: reading?.fundingPeriodHours ?? null,
    quoteVolume24h: reading?.quoteVolume24h ?? null,
    openInterestSides: perp.openInterestSides ?? 1,
  };
}

/** Without open interest that was counted before the name stood for this contract. */
export function withoutAnothers(standing: Standing, venueNowMs: number): Standing {
  const { perp, reading, openInterest } = standing;
  if (openInterest === null) return standing;
  if (openInterest.atMs >= comparableSinceMs(perp, venueNowMs)) return standing;
  const inputs = { ...standing.inputs };
  for (const { name, datedBy } of INPUTS) if (datedBy === 'openInterest') inputs[name] = null;
  return { perp, reading, openInterest: null, inputs };
}

/**
 * Without the changes whose newest end has grown too old: a window ends now, and an end further away than its tolerance does
 * not count any more than a start would.
 */
export function withoutOutdatedChanges(standing: Standing, venueNowMs: number): Standing {
  const { reading, openInterest } = standing;
  const ages: Record<DatedBy, number> = {
    price: reading === null ? 0 : venueNowMs - reading.pricedAtMs,
    openInterest: openInterest === null ? 0 : venueNowMs - openInterest.atMs,
  };
  const outdated = INPUTS.filter(
    ({ name, datedBy, window }) =>
      window !== null && ages[datedBy] > window.toleranceMs && standing.inputs[name] !== null,
  );
  if (outdated.length === 0) return standing;
  const inputs = { ...standing.inputs };
  for (const { name } of outdated) inputs[name] = null;
  return { ...standing, inputs };
}
