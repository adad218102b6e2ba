/** Recomputes the inputs of a perpetual when its prices or its open interest are new. Pure. */
import type { PerpState } from '../domain/board';
import type { DatedBy, InputFacts } from '../domain/input-list';
import { basisPct } from '../domain/input-formulas';
import type { Input } from '../domain/inputs';
import { INPUTS } from '../domain/inputs';
import { comparableSinceMs } from '../domain/perp';
import type { OpenInterest, Reading } from '../domain/reading';
import type { References } from '../history/look-back';

/** With new prices and funding. Price changes are missing until `withPriceChanges`. */
export function withReading(perpState: PerpState, reading: Reading): PerpState {
  const { perp, openInterest, inputs } = perpState;
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' || window === null;
  return withInputs({ perp, reading, openInterest, inputs }, isNew, [], 0);
}

/** With changes against earlier prices. `references` are in the order of the price windows. */
export function withPriceChanges(
  perpState: PerpState,
  references: References,
  venueNowMs: number,
): PerpState {
  const isNew = ({ datedBy, window }: Input) => datedBy === 'price' && window !== null;
  return withoutOutdatedChanges(withInputs(perpState, isNew, references, venueNowMs), venueNowMs);
}

/** With new open interest, compared with earlier samples. `references` are in the order of OI_WINDOWS. */
export function withOpenInterest(
  perpState: PerpState,
  openInterest: OpenInterest,
  references: References,
  venueNowMs: number,
): PerpState {
  const { perp, reading, inputs } = perpState;
  const isNew = ({ datedBy }: Input) => datedBy === 'openInterest';
  const scored = withInputs({ perp, reading, openInterest, inputs }, isNew, references, venueNowMs);
  return withoutOutdatedChanges(scored, venueNowMs);
}

/** Recomputes the inputs for which `isNew` holds; `references` are those of their windows, in order. */
function withInputs(
  { perp, reading, openInterest, inputs: before }: PerpState,
  isNew: (input: Input) => boolean,
  references: References,
  venueNowMs: number,
): PerpState {
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

function factsOf({ perp, reading, openInterest }: Omit<PerpState, 'inputs'>): InputFacts {
  return {
    baseQty: openInterest?.baseQty ?? null,
    markPrice: reading?.markPrice ?? null,
    basisPct: basisPct(reading?.markPrice ?? null, reading?.indexPrice ?? null),
    fundingRate: reading?.fundingRate ?? null,
    fundingPeriodHours: reading?.fundingPeriodHours ?? null,
    quoteVolume24h: reading?.quoteVolume24h ?? null,
    openInterestSides: perp.openInterestSides ?? 1,
  };
}

/** Without open interest that was measured before the symbol meant this contract. */
export function withoutOtherContract(perpState: PerpState, venueNowMs: number): PerpState {
  const { perp, reading, openInterest } = perpState;
  if (openInterest === null) return perpState;
  if (openInterest.atMs >= comparableSinceMs(perp, venueNowMs)) return perpState;
  const inputs = { ...perpState.inputs };
  for (const { name, datedBy } of INPUTS) if (datedBy === 'openInterest') inputs[name] = null;
  return { perp, reading, openInterest: null, inputs };
}

/**
 * Without changes whose newest sample is too old: it must be within the window's tolerance of now, as the oldest must
 * be of the window's start.
 */
export function withoutOutdatedChanges(perpState: PerpState, venueNowMs: number): PerpState {
  const { reading, openInterest } = perpState;
  const ages: Record<DatedBy, number> = {
    price: reading === null ? 0 : venueNowMs - reading.pricedAtMs,
    openInterest: openInterest === null ? 0 : venueNowMs - openInterest.atMs,
  };
  const outdated = INPUTS.filter(
    ({ name, datedBy, window }) =>
      window !== null && ages[datedBy] > window.toleranceMs && perpState.inputs[name] !== null,
  );
  if (outdated.length === 0) return perpState;
  const inputs = { ...perpState.inputs };
  for (const { name } of outdated) inputs[name] = null;
  return { ...perpState, inputs };
}
