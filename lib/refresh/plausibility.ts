/**
 * Outlier rejection: which of a venue's values and times are used. A value that jumps by orders of magnitude is quarantined
 * until a second one agrees with it; an impossible one is never used. Meanwhile open interest stays as it was, with its
 * age, and a price or rate is missing. The quarantine is stored with the venue's state, so it survives the worker.
 */
import type { PerpState } from '../domain/board';
import type { QuarantinedValue } from '../domain/quarantine';
import { basisPct } from '../domain/input-formulas';
import type { OpenInterest, Reading } from '../domain/reading';
import { DAY_MS, HOUR_MS } from '../domain/time';
import type { VenueState } from './state';
import { MAX_SKEW_MS } from './state';
import { VenueError } from '../http/venue-error';
import type { Snapshot, Venue } from '../venues/contract';
import type { RefreshContext, Work } from './context';

/** Within this time the factors for a short time apply, later the larger ones. */
const SHORT_MS = HOUR_MS;
/** Factors of open interest. Eightfold between two refreshes is an outlier; 100-fold later. */
const [OI_JUMP, OI_JUMP_LATER] = [8, 100];
/** Where coins follow from contracts, the contract size may have changed: at least twofold. */
const SIZE_JUMP = 2;
/** 100 times the world's open interest. */
const MAX_OI_USD = 1e13;
const [PRICE_JUMP, PRICE_JUMP_LATER] = [3, 30];
/** A confirmed jump of this factor within SHORT_MS is another asset. */
const OTHER_ASSET = 5;
/** A price that jumps by this factor while the value of the open interest stays the same (relative) is quoted in other units. */
const OTHER_UNITS = 1.9;
const SAME_VALUE = 0.05;
/** Fractions per period: impossible; an outlier without a rate before; an outlier against it. Venues cap rates at 0.04 or less. */
const [MAX_RATE, LARGE_RATE, RATE_JUMP] = [0.5, 0.05, 0.025];
/** Per cent: an outlier without a basis before; an outlier against it. */
const [LARGE_BASIS, BASIS_JUMP] = [10, 20];
/** With fewer other symbols, one may well outweigh all others. */
const MIN_OTHERS = 5;

interface Limits {
  isPossible: (value: number) => boolean;
  /** Against the value accepted `overMs` before; null: there is none. */
  isOutlier: (value: number, before: number | null, overMs: number) => boolean;
}

/** `confirms`: the quarantined value that this one agrees with. */
type Verdict =
  | { isAccepted: true; confirms: QuarantinedValue | null }
  | { isAccepted: false; outlier: QuarantinedValue };

/** `earlier`: the quarantined value of the same symbol and kind. */
function check(
  now: QuarantinedValue,
  limits: Limits,
  earlier: QuarantinedValue | undefined,
): Verdict {
  const { isPossible, isOutlier } = limits;
  const before = now.before ?? earlier?.before ?? null;
  const outlier = { ...now, before };
  if (!isPossible(now.value)) return { isAccepted: false, outlier };
  const overMs = now.atMs - (before?.atMs ?? now.atMs);
  if (!isOutlier(now.value, before?.value ?? null, overMs)) {
    return { isAccepted: true, confirms: null };
  }
  // The same answer again confirms nothing.
  if (earlier !== undefined && earlier.atMs >= now.atMs && earlier.value === now.value) {
    return { isAccepted: false, outlier: earlier };
  }
  const agrees =
    earlier !== undefined &&
    earlier.atMs < now.atMs &&
    isPossible(earlier.value) &&
    !isOutlier(now.value, earlier.value, now.atMs - earlier.atMs);
  return agrees ? { isAccepted: true, confirms: earlier } : { isAccepted: false, outlier };
}

/** Whether two values differ by at least `factor`. */
function differsBy(factor: number, value: number, before: number | null): boolean {
  return before !== null && before > 0 && (value >= before * factor || value * factor <= before);
}

const PRICE: Limits = {
  isPossible: (value) => value > 0,
  isOutlier: (value, before, overMs) =>
    differsBy(overMs <= SHORT_MS ? PRICE_JUMP : PRICE_JUMP_LATER, value, before),
};

const RATE: Limits = {
  isPossible: (value) => Math.abs(value) <= MAX_RATE,
  isOutlier: (value, before) =>
    before === null ? Math.abs(value) > LARGE_RATE : Math.abs(value - before) > RATE_JUMP,
};

const BASIS: Limits = {
  isPossible: (value) => value > -90 && value < 900,
  isOutlier: (value, before) =>
    before === null ? Math.abs(value) > LARGE_BASIS : Math.abs(value - before) > BASIS_JUMP,
};

export function quarantinedBySymbol(
  quarantined: readonly QuarantinedValue[],
): ReadonlyMap<string, QuarantinedValue[]> {
  const bySymbol = new Map<string, QuarantinedValue[]>();
  for (const outlier of quarantined) {
    bySymbol.set(outlier.symbol, [...(bySymbol.get(outlier.symbol) ?? []), outlier]);
  }
  return bySymbol;
}

/** A new outlier replaces the one of the same symbol and kind. */
export function withQuarantined(
  before: readonly QuarantinedValue[],
  now: readonly QuarantinedValue[],
): QuarantinedValue[] {
  const isNew = ({ symbol, of }: QuarantinedValue) =>
    !now.some((other) => other.symbol === symbol && other.of === of);
  return [...before.filter(isNew), ...now];
}

export interface PlausibleReading {
  /** With null for quarantined values. */
  reading: Reading;
  quarantined: QuarantinedValue[];
  /** Since when the symbol means another contract or other units, as the price shows, ms; null: it does not. */
  redefinedAtMs: number | null;
}

/** `earlier`: the symbol's quarantine; `sample`: its open interest, if that came with the prices. */
export function plausibleReading(
  reading: Reading,
  before: PerpState | undefined,
  earlier: readonly QuarantinedValue[],
  sample: OpenInterest | null = null,
): PlausibleReading {
  const { symbol, pricedAtMs: atMs } = reading;
  const known = before?.reading ?? null;
  const quarantined: QuarantinedValue[] = [];
  let redefinedAtMs: number | null = null;
  const verdictOf = (
    of: QuarantinedValue['of'],
    limits: Limits,
    value: number,
    was: number | null,
  ) => {
    const knownAtMs = known?.pricedAtMs ?? atMs;
    const outlier = {
      symbol,
      of,
      value,
      atMs,
      before: was === null ? null : { value: was, atMs: knownAtMs },
    };
    const verdict = check(
      outlier,
      limits,
      earlier.find((one) => one.of === of),
    );
    if (!verdict.isAccepted) quarantined.push(verdict.outlier);
    return verdict;
  };
  const accepted = { ...reading };
  const { markPrice, indexPrice, fundingRate } = reading;
  if (markPrice !== null) {
    const verdict = verdictOf('markPrice', PRICE, markPrice, known?.markPrice ?? null);
    if (!verdict.isAccepted) accepted.markPrice = null;
    else {
      const was = verdict.confirms?.before?.value ?? known?.markPrice ?? null;
      const isOther = isInOtherUnits(markPrice, was, sample, before?.openInterest ?? null);
      redefinedAtMs = isOther ? atMs : otherAssetSince(verdict.confirms);
    }
  }
  if (indexPrice !== null) {
    const verdict = verdictOf('indexPrice', PRICE, indexPrice, known?.indexPrice ?? null);
    if (!verdict.isAccepted) accepted.indexPrice = null;
  }
  if (fundingRate !== null) {
    const verdict = verdictOf('fundingRate', RATE, fundingRate, known?.fundingRate ?? null);
    if (!verdict.isAccepted) accepted.fundingRate = null;
  }
  // Both prices are plausible by themselves but not together: the index price goes, since only the basis needs it.
  const basis = basisPct(accepted.markPrice, accepted.indexPrice);
  if (basis !== null) {
    const verdict = verdictOf('basisPct', BASIS, basis, before?.inputs.basisPct ?? null);
    if (!verdict.isAccepted) accepted.indexPrice = null;
  }
  return { reading: accepted, quarantined, redefinedAtMs };
}

/** A split, or a symbol that now counts by the thousand: the open interest keeps its value. */
function isInOtherUnits(
  price: number,
  priceBefore: number | null,
  now: OpenInterest | null,
  before: OpenInterest | null,
): boolean {
  if (now === null || before === null || priceBefore === null) return false;
  if (now.atMs - before.atMs > SHORT_MS || before.baseQty <= 0) return false;
  const worth = (now.baseQty / before.baseQty) * (price / priceBefore);
  return differsBy(OTHER_UNITS, price, priceBefore) && Math.abs(worth - 1) <= SAME_VALUE;
}

/** When a confirmed jump is too large for one asset; over a longer time a price may well move so far. */
function otherAssetSince(confirmed: QuarantinedValue | null): number | null {
  if (confirmed === null) return null;
  const { value, before, atMs } = confirmed;
  if (before === null || atMs - before.atMs > SHORT_MS) return null;
  return differsBy(OTHER_ASSET, value, before.value) ? atMs : null;
}

/** Of `samples`, the plausible ones of symbols on the board; and the quarantined others. */
export function plausibleOpenInterest(
  { venue }: { venue: Pick<Venue, 'listing'> },
  perpStates: readonly PerpState[],
  samples: ReadonlyMap<string, OpenInterest>,
  earlier: readonly QuarantinedValue[],
): { samples: ReadonlyMap<string, OpenInterest>; quarantined: QuarantinedValue[] } {
  const isOfContracts = venue.listing.states?.contractSizes === true;
  const othersUsd = othersOf(
    perpStates.map(({ perp, reading, openInterest }) => {
      const { baseQty } = openInterest ?? samples.get(perp.symbol) ?? { baseQty: null };
      const price = reading?.markPrice ?? null;
      return [perp.symbol, baseQty === null || price === null ? null : baseQty * price] as const;
    }),
  );
  const before = quarantinedBySymbol(earlier);
  const accepted = new Map<string, OpenInterest>();
  const quarantined: QuarantinedValue[] = [];
  for (const { perp, reading, openInterest } of perpStates) {
    const { symbol } = perp;
    const sample = samples.get(symbol);
    if (sample === undefined) continue;
    const scale = {
      markPrice: reading?.markPrice ?? null,
      pricedAtMs: reading?.pricedAtMs ?? null,
      othersUsd: openInterest === null ? othersUsd(symbol) : null,
      isOfContracts,
    };
    const known = before.get(symbol) ?? [];
    const verdict = checkOpenInterest(symbol, sample, openInterest, known, scale);
    if (verdict.isAccepted) accepted.set(symbol, sample);
    else quarantined.push(verdict.outlier);
  }
  return { samples: accepted, quarantined };
}

interface Scale {
  /** Null: unknown. */
  markPrice: number | null;
  /** When the venue last priced the symbol, on its own clock; null: unknown. */
  pricedAtMs: number | null;
  /** The open interest of all other symbols, USD; null: too few to compare with. */
  othersUsd: number | null;
  /** See SIZE_JUMP. */
  isOfContracts: boolean;
}

function checkOpenInterest(
  symbol: string,
  sample: OpenInterest,
  before: OpenInterest | null,
  quarantined: readonly QuarantinedValue[],
  { markPrice, pricedAtMs, othersUsd, isOfContracts }: Scale,
): Verdict {
  const usdOf = (baseQty: number) => (markPrice === null ? 0 : baseQty * markPrice);
  // Together with a jump of the price, it may be a change of units.
  const isPriceQuarantined = quarantined.some(
    (one) => one.symbol === symbol && one.of === 'markPrice',
  );
  const factor = isOfContracts || isPriceQuarantined ? SIZE_JUMP : OI_JUMP;
  const isOutOfTime = (atMs: number) =>
    pricedAtMs !== null && (atMs - pricedAtMs > SHORT_MS || pricedAtMs - atMs > DAY_MS);
  const limits: Limits = {
    isPossible: (baseQty) =>
      baseQty > 0 && usdOf(baseQty) <= MAX_OI_USD && !isOutOfTime(sample.atMs),
    isOutlier: (baseQty, was, overMs) =>
      was === null
        ? othersUsd !== null && usdOf(baseQty) > othersUsd
        : differsBy(overMs <= SHORT_MS ? factor : OI_JUMP_LATER, baseQty, was),
  };
  const outlier: QuarantinedValue = {
    symbol,
    of: 'openInterest',
    value: sample.baseQty,
    atMs: sample.atMs,
    before: before && { value: before.baseQty, atMs: before.atMs },
  };
  const earlier = quarantined.find((one) => one.symbol === symbol && one.of === 'openInterest');
  return check(outlier, limits, earlier);
}

/** Whether open interest jumped so far that the contract size may have changed. */
export function mayBeResized(sample: OpenInterest, before: OpenInterest | null): boolean {
  return differsBy(SIZE_JUMP, sample.baseQty, before?.baseQty ?? null);
}

export function isFarOff(sample: OpenInterest, from: OpenInterest): boolean {
  return differsBy(OI_JUMP, sample.baseQty, from.baseQty);
}

/** By symbol, the open interest of all other symbols, USD; null when they are too few. */
function othersOf(
  samples: Iterable<readonly [symbol: string, usd: number | null]>,
): (symbol: string) => number | null {
  const known = new Map<string, number>();
  for (const [symbol, usd] of samples) if (usd !== null && usd > 0) known.set(symbol, usd);
  const all = [...known.values()].reduce((sum, usd) => sum + usd, 0);
  return (symbol) => {
    const own = known.get(symbol) ?? 0;
    return known.size - Number(own > 0) < MIN_OTHERS ? null : all - own;
  };
}

/** Runs of at most so many samples can be a fault. */
const SHORT_RUN = 3;

/**
 * A venue's own history (oldest first) without impossible samples, and without jumps that are reversed or that end it; `setAside`
 * counts those. A lasting jump is another contract under the same symbol, so samples before it are dropped, except on the
 * listing's first day, when open interest does grow like that.
 */
export function plausibleHistory<T extends OpenInterest & { markPrice?: number | null }>(
  samples: readonly T[],
  listedAtMs: number | null,
  markPrice: number | null,
): { samples: T[]; setAside: number } {
  const possible = samples.filter((sample) => {
    const price = sample.markPrice ?? markPrice ?? 0;
    return sample.baseQty > 0 && sample.baseQty * price <= MAX_OI_USD;
  });
  const runs = runsOf(possible);
  const lasting = runs.filter((run, index) => {
    if (isLong(run) || runs.length === 1) return true;
    const earlier = runs.slice(0, index).findLast(isLong)?.at(-1);
    const later = runs.slice(index + 1).find(isLong)?.[0];
    if (earlier === undefined || later === undefined) return run.length > 1;
    return isFarOff(later, earlier);
  });
  const accepted = lasting.flat();
  const rest = runsOf(accepted);
  const from = rest.findLastIndex((run, index) => {
    const [last, first] = [rest[index - 1]?.at(-1), run[0]];
    if (last === undefined || first === undefined) return true;
    return first.atMs - last.atMs <= HOUR_MS && first.atMs - (listedAtMs ?? 0) > DAY_MS;
  });
  return {
    samples: rest.slice(from).flat(),
    setAside: samples.length - accepted.length,
  };
}

function isLong({ length }: readonly unknown[]): boolean {
  return length > SHORT_RUN;
}

/** Split at jumps. */
function runsOf<T extends OpenInterest>(samples: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const sample of samples) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run === undefined || last === undefined || isFarOff(sample, last)) runs.push([sample]);
    else run.push(sample);
  }
  return runs;
}

/** More than response times and honest clocks differ by. */
const MAX_CLOCK_DRIFT_MS = 120_000;

/**
 * A snapshot, and the clock skew (the venue's clock minus ours, ms). A jump of the skew counts when the `Date` headers of two
 * answers agree with it; with one answer only, `ask` is called again, or, if the worker dies first, the next refresh decides.
 */
export async function withClockSkew(
  context: RefreshContext,
  work: Work,
  ask: () => Promise<Snapshot>,
): Promise<{ snapshot: Snapshot; clockSkewMs: number }> {
  const first = await ask();
  const known = work.state.clockSkewMs;
  const seen = work.state.skewSeenMs ?? null;
  const firstMs = skewOf(context, first);
  const accept = (snapshot: Snapshot, clockSkewMs: number) => {
    work.state = { ...work.state, skewSeenMs: null };
    return { snapshot, clockSkewMs };
  };
  const agreeing = (work.dateSkewsMs ?? []).filter((ms) => isNear(ms, firstMs)).length;
  if (firstMs === null || isNear(firstMs, known) || isNear(firstMs, seen) || agreeing >= 2) {
    return accept(first, firstMs ?? known);
  }
  work.state = { ...work.state, skewSeenMs: firstMs };
  const second = await ask();
  const secondMs = skewOf(context, second);
  if (secondMs === null || isNear(secondMs, firstMs) || isNear(secondMs, known)) {
    return accept(second, secondMs ?? known);
  }
  work.state = { ...work.state, skewSeenMs: secondMs };
  return { snapshot: second, clockSkewMs: known };
}

/** Null also for a skew beyond the validity of certificates. */
function skewOf(context: RefreshContext, { venueTimeMs }: Snapshot): number | null {
  const skewMs = context.measureClock(venueTimeMs, context.now());
  return skewMs !== null && Math.abs(skewMs) <= MAX_SKEW_MS ? skewMs : null;
}

function isNear(a: number, b: number | null): boolean {
  return b !== null && Math.abs(a - b) <= MAX_CLOCK_DRIFT_MS;
}

/** Whether a row's time is in the future on both clocks, the venue's and ours. */
export function isOfFuture(
  atMs: number,
  { clockSkewMs }: Pick<VenueState, 'clockSkewMs'>,
  nowMs: number,
): boolean {
  return atMs > nowMs + Math.max(0, clockSkewMs) + MAX_CLOCK_DRIFT_MS;
}

/** Drops and counts rows of the future. Throws a VenueError when most are: then the whole answer is wrong. */
export function withoutFutureRows(
  context: RefreshContext,
  snapshot: Snapshot,
  clockSkewMs: number,
): Snapshot {
  const nowMs = context.now();
  const isPast = (atMs: number): boolean => !isOfFuture(atMs, { clockSkewMs }, nowMs);
  const readings = snapshot.readings.filter(({ pricedAtMs }) => isPast(pricedAtMs));
  const openInterest = new Map([...snapshot.openInterest].filter(([, { atMs }]) => isPast(atMs)));
  const lost = snapshot.readings.length - readings.length;
  const lostSamples = snapshot.openInterest.size - openInterest.size;
  if (lost === 0 && lostSamples === 0) return snapshot;
  if (lost > readings.length) {
    const site = { venue: context.venue.id, endpoint: 'prices' };
    throw new VenueError(site, 'shape', `${lost} rows are dated in the future`);
  }
  const droppedRows = snapshot.droppedRows + Math.max(lost, lostSamples);
  return { ...snapshot, readings, openInterest, droppedRows };
}
