/**
 * What is believed of what a venue sends. A value that leaps by orders of magnitude is set aside until a second one agrees with
 * it, and one that can't be for as long as it is sent. Meanwhile open interest stays what it was, with its age, and a price or a
 * rate is missing. What is set aside is kept with the venue's state, so that a worker's death changes nothing. Pure.
 */
import type { Standing } from '../domain/board';
import type { Doubt } from '../domain/doubt';
import { basisPct } from '../domain/input-formulas';
import type { OpenInterest, Reading } from '../domain/reading';
import { HOUR_MS, DAY_MS } from '../domain/time';

/** Open interest does not change eightfold from one refresh to the next; where it does, the second one says so. */
const FAR_COINS = 8;
/** Where coins are worked out from contracts, their size may have changed: by twice at the least. */
export const LEAP_COINS = 2;
/** Nor a hundredfold over a longer time than this. */
const SHORTLY_MS = HOUR_MS;
const FAR_LATER = 100;
/** All the world's open interest is a hundredth of this. */
const MOST_USD = 1e13;
const [FAR_PRICE, FAR_PRICE_LATER] = [3, 30];
/** A price so many times another's is that of something else. */
const OTHER_PRICE = 5;
/** One that has doubled or halved while coins went the other way by just as much is the same in other units. */
const OTHER_UNITS = 1.9;
const SAME_WORTH = 0.05;
/** Fractions per period. Exchanges cap theirs at 0.04 or less. */
const [MOST_RATE, LARGE_RATE, FAR_RATE] = [0.5, 0.05, 0.025];
/** Per cent. */
const [LARGE_BASIS, FAR_BASIS] = [10, 20];
/** A venue with fewer symbols than this may well have one that outweighs all others. */
const FEWEST_OTHERS = 5;

/** `isFar`: from what was believed `overMs` before; null: nothing was, and it has to stand for itself. */
interface Rules {
  canBe: (value: number) => boolean;
  isFar: (value: number, before: number | null, overMs: number) => boolean;
}

export type Verdict =
  { isBelieved: true; confirms: Doubt | null } | { isBelieved: false; doubt: Doubt };

/** `earlier`: what is set aside of the same symbol and kind. */
function judge(now: Doubt, { canBe, isFar }: Rules, earlier: Doubt | undefined): Verdict {
  const before = now.before ?? earlier?.before ?? null;
  const doubt = { ...now, before };
  if (!canBe(now.value)) return { isBelieved: false, doubt };
  const overMs = now.atMs - (before?.atMs ?? now.atMs);
  if (!isFar(now.value, before?.value ?? null, overMs)) return { isBelieved: true, confirms: null };
  // The same answer once more is no second one.
  if (earlier !== undefined && earlier.atMs >= now.atMs && earlier.value === now.value) {
    return { isBelieved: false, doubt: earlier };
  }
  const agrees =
    earlier !== undefined &&
    earlier.atMs < now.atMs &&
    canBe(earlier.value) &&
    !isFar(now.value, earlier.value, now.atMs - earlier.atMs);
  return agrees ? { isBelieved: true, confirms: earlier } : { isBelieved: false, doubt };
}

function isTimes(factor: number, value: number, before: number | null): boolean {
  return before !== null && before > 0 && (value >= before * factor || value * factor <= before);
}

const PRICE: Rules = {
  canBe: (value) => value > 0,
  isFar: (value, before, overMs) =>
    isTimes(overMs <= SHORTLY_MS ? FAR_PRICE : FAR_PRICE_LATER, value, before),
};

const RATE: Rules = {
  canBe: (value) => Math.abs(value) <= MOST_RATE,
  isFar: (value, before) =>
    before === null ? Math.abs(value) > LARGE_RATE : Math.abs(value - before) > FAR_RATE,
};

const BASIS: Rules = {
  canBe: (value) => value > -90 && value < 900,
  isFar: (value, before) =>
    before === null ? Math.abs(value) > LARGE_BASIS : Math.abs(value - before) > FAR_BASIS,
};

export function doubtsBySymbol(doubts: readonly Doubt[]): ReadonlyMap<string, Doubt[]> {
  const bySymbol = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    bySymbol.set(doubt.symbol, [...(bySymbol.get(doubt.symbol) ?? []), doubt]);
  }
  return bySymbol;
}

/** Of two about the same the new one. */
export function withDoubts(before: readonly Doubt[], now: readonly Doubt[]): Doubt[] {
  const isNew = ({ symbol, of }: Doubt) =>
    !now.some((other) => other.symbol === symbol && other.of === of);
  return [...before.filter(isNew), ...now];
}

export interface BelievedReading {
  /** Without what is set aside. */
  reading: Reading;
  doubts: Doubt[];
  /** Since when the name stands for something else, as its price tells; null: it does not. */
  anotherSinceMs: number | null;
}

/** `doubts`: what is set aside of the symbol; `sample`: its open interest, where that came with the prices. */
export function believedReading(
  reading: Reading,
  before: Standing | undefined,
  doubts: readonly Doubt[],
  sample: OpenInterest | null = null,
): BelievedReading {
  const { symbol, pricedAtMs: atMs } = reading;
  const known = before?.reading ?? null;
  const kept: Doubt[] = [];
  let anotherSinceMs: number | null = null;
  const verdictOf = (of: Doubt['of'], rules: Rules, value: number, was: number | null) => {
    const knownAtMs = known?.pricedAtMs ?? atMs;
    const doubt = {
      symbol,
      of,
      value,
      atMs,
      before: was === null ? null : { value: was, atMs: knownAtMs },
    };
    const verdict = judge(
      doubt,
      rules,
      doubts.find((one) => one.of === of),
    );
    if (!verdict.isBelieved) kept.push(verdict.doubt);
    return verdict;
  };
  const believed = { ...reading };
  const { markPrice, indexPrice, fundingRate } = reading;
  if (markPrice !== null) {
    const verdict = verdictOf('markPrice', PRICE, markPrice, known?.markPrice ?? null);
    if (!verdict.isBelieved) believed.markPrice = null;
    else {
      const was = verdict.confirms?.before?.value ?? known?.markPrice ?? null;
      const isOther = isInOtherUnits(markPrice, was, sample, before?.openInterest ?? null);
      anotherSinceMs = isOther ? atMs : anotherSince(verdict.confirms);
    }
  }
  if (indexPrice !== null) {
    const verdict = verdictOf('indexPrice', PRICE, indexPrice, known?.indexPrice ?? null);
    if (!verdict.isBelieved) believed.indexPrice = null;
  }
  if (fundingRate !== null) {
    const verdict = verdictOf('fundingRate', RATE, fundingRate, known?.fundingRate ?? null);
    if (!verdict.isBelieved) believed.fundingRate = null;
  }
  // Neither price has leapt, and yet they do not go together: of the two it is the index that nothing else is worked out from.
  const basis = basisPct(believed.markPrice, believed.indexPrice);
  if (basis !== null) {
    const verdict = verdictOf('basisPct', BASIS, basis, before?.inputs.basisPct ?? null);
    if (!verdict.isBelieved) believed.indexPrice = null;
  }
  return { reading: believed, doubts: kept, anotherSinceMs };
}

/** A split, or a name that now counts by the thousand: what was open is worth what it was. */
function isInOtherUnits(
  price: number,
  priceBefore: number | null,
  now: OpenInterest | null,
  before: OpenInterest | null,
): boolean {
  if (now === null || before === null || priceBefore === null) return false;
  if (now.atMs - before.atMs > SHORTLY_MS || before.coins <= 0) return false;
  const worth = (now.coins / before.coins) * (price / priceBefore);
  return isTimes(OTHER_UNITS, price, priceBefore) && Math.abs(worth - 1) <= SAME_WORTH;
}

/** Over a longer time a price may well go so far by itself. */
function anotherSince(confirmed: Doubt | null): number | null {
  if (confirmed === null) return null;
  const { value, before, atMs } = confirmed;
  if (before === null || atMs - before.atMs > HOUR_MS) return null;
  return isTimes(OTHER_PRICE, value, before.value) ? atMs : null;
}

/** What open interest is held against. */
export interface Scale {
  /** Null: unknown. */
  markPrice: number | null;
  /** When the venue last priced the symbol, by its own clock; null: unknown. */
  pricedAtMs: number | null;
  /** What the venue's other symbols are worth together; null: too few to tell. */
  othersUsd: number | null;
  /** See LEAP_COINS. */
  isOfContracts: boolean;
}

export function judgeOpenInterest(
  symbol: string,
  sample: OpenInterest,
  before: OpenInterest | null,
  doubts: readonly Doubt[],
  { markPrice, pricedAtMs, othersUsd, isOfContracts }: Scale,
): Verdict {
  const usdOf = (coins: number) => (markPrice === null ? 0 : coins * markPrice);
  // With a price that is set aside as well, the two may say together that the units are others.
  const isPriceDoubted = doubts.some((one) => one.symbol === symbol && one.of === 'markPrice');
  const factor = isOfContracts || isPriceDoubted ? LEAP_COINS : FAR_COINS;
  // Neither from a time to come, nor of long before.
  const isOutOfTime = (atMs: number) =>
    pricedAtMs !== null && (atMs - pricedAtMs > SHORTLY_MS || pricedAtMs - atMs > DAY_MS);
  const rules: Rules = {
    canBe: (coins) => coins > 0 && usdOf(coins) <= MOST_USD && !isOutOfTime(sample.atMs),
    isFar: (coins, was, overMs) =>
      was === null
        ? othersUsd !== null && usdOf(coins) > othersUsd
        : isTimes(overMs <= SHORTLY_MS ? factor : FAR_LATER, coins, was),
  };
  const doubt: Doubt = {
    symbol,
    of: 'openInterest',
    value: sample.coins,
    atMs: sample.atMs,
    before: before && { value: before.coins, atMs: before.atMs },
  };
  const earlier = doubts.find((one) => one.symbol === symbol && one.of === 'openInterest');
  return judge(doubt, rules, earlier);
}

/** Whether open interest went so far that its contract's size may have changed. */
export function leaps(sample: OpenInterest, before: OpenInterest | null): boolean {
  return isTimes(LEAP_COINS, sample.coins, before?.coins ?? null);
}

export function isFarOff(sample: OpenInterest, from: OpenInterest): boolean {
  return isTimes(FAR_COINS, sample.coins, from.coins);
}

/** By symbol, what everybody else on the board is worth; null where those are too few to tell. */
export function othersOf(
  samples: Iterable<readonly [symbol: string, usd: number | null]>,
): (symbol: string) => number | null {
  const known = new Map<string, number>();
  for (const [symbol, usd] of samples) if (usd !== null && usd > 0) known.set(symbol, usd);
  const all = [...known.values()].reduce((sum, usd) => sum + usd, 0);
  return (symbol) => {
    const own = known.get(symbol) ?? 0;
    return known.size - Number(own > 0) < FEWEST_OTHERS ? null : all - own;
  };
}

/** A fault in a row is over after so many of them. */
const SHORT_RUN = 3;

/**
 * What a venue remembers, without what can't be, and without leaps that are taken back or end it; `setAside`: how many. A leap
 * that stays is another contract under the same name, so nothing before it counts; but for the first day of a listing, which
 * does grow like that. Oldest first.
 */
export function believedPast<T extends OpenInterest & { markPrice?: number | null }>(
  samples: readonly T[],
  listedAtMs: number | null,
  markPrice: number | null,
): { samples: T[]; setAside: number } {
  const possible = samples.filter((sample) => {
    const price = sample.markPrice ?? markPrice ?? 0;
    return sample.coins > 0 && sample.coins * price <= MOST_USD;
  });
  const runs = runsOf(possible);
  const lasting = runs.filter((run, index) => {
    if (isLong(run) || runs.length === 1) return true;
    const earlier = runs.slice(0, index).findLast(isLong)?.at(-1);
    const later = runs.slice(index + 1).find(isLong)?.[0];
    if (earlier === undefined || later === undefined) return run.length > 1;
    return isFarOff(later, earlier);
  });
  const kept = runsOf(lasting.flat());
  const from = kept.findLastIndex((run, index) => {
    const [last, first] = [kept[index - 1]?.at(-1), run[0]];
    if (last === undefined || first === undefined) return true;
    return first.atMs - last.atMs <= HOUR_MS && first.atMs - (listedAtMs ?? 0) > DAY_MS;
  });
  const believed = lasting.flat();
  return {
    samples: kept.slice(from).flat(),
    setAside: samples.length - believed.length,
  };
}

function isLong({ length }: readonly unknown[]): boolean {
  return length > SHORT_RUN;
}

/** Cut where it leaps. */
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
