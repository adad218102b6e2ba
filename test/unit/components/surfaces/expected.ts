/**
 * What must be shown, from the exchange's text alone and by formulas written down a second time: the contract of the two
 * models, without the product's code.
 */
import type { PlantedMarket } from './planted-exchanges';
import { HOUR_MS } from '../../../../lib/domain/time';
import { NOW_MS, REFRESHED_HOURS_AGO } from './planted-markets';

export const FACTORS = ['oi1h', 'oi4h', 'oi24h', 'funding', 'basis'] as const;
export type Factor = (typeof FACTORS)[number];
export type Figure = number | null;

export interface ExpectedScore {
  points: Record<Factor, Figure>;
  raw: number;
  score: number;
  side: 'LONG' | 'SHORT' | 'NEUTRAL';
  regime: string;
  coverage: number;
  /** What the score can still be once the missing inputs are known. */
  low: number;
  high: number;
}

export interface Expected {
  periodHours: number;
  /** Fraction per period. */
  rate: Figure;
  inputs: Record<InputName, Figure>;
  measured: Record<'rate' | 'period' | 'coins' | 'mark', Figure>;
  classic: ExpectedScore;
  crowding: ExpectedScore;
}

export type InputName =
  | 'oi1hPct'
  | 'oi4hPct'
  | 'oi24hPct'
  | 'fundingPct'
  | 'funding8hPct'
  | 'basisPct'
  | 'price1hPct'
  | 'price4hPct'
  | 'price24hPct'
  | 'oiTurnover';

/** As exports and the command line have them, whatever screens say better. */
export const PUBLISHED_LABELS: Readonly<Record<string, string>> = {
  LONG_CROWDED: 'Long crowded · high funding + rising OI',
  SHORT_RAMP: 'Short ramp · rising OI + negative funding',
  SHORT_SQUEEZE_RISK: 'Short squeeze risk · OI building against negative funding',
  LONG_SQUEEZE_RISK: 'Long squeeze risk · OI building against positive funding',
  UNWINDING: 'Positions closing',
  NET_LONG: 'Net long bias building',
  NET_SHORT: 'Net short bias building',
  NEUTRAL: 'Balanced',
};

const WEIGHTS = { oi1h: 12, oi4h: 16, oi24h: 28, funding: 28, basis: 16 };
const CAPS = { oi1h: 2.5, oi4h: 6, oi24h: 15, funding: 0.05, basis: 0.25 };
const OI = ['oi1h', 'oi4h', 'oi24h'] as const;

/** `sides`: how often the exchange counts a contract in its open interest. */
export function expected(market: PlantedMarket, sides: 1 | 2): Expected {
  const { periodHours, quoteAt } = market;
  const now = quoteAt(NOW_MS);
  if (now === null) throw new Error(`${market.asset} is not listed`);
  const [mark, index] = [Number(now.markPrice), number(now.indexPrice)];
  const rate = number(now.fundingRate);
  const [day, four, hour] = REFRESHED_HOURS_AGO.map((ago) => quoteAt(NOW_MS - ago * HOUR_MS));
  // What was recorded earlier has 32 bits.
  const change = (current: number, then: Figure | undefined) => {
    const past = Math.fround(then ?? 0);
    return past === 0 ? null : ((current - past) / past) * 100;
  };
  const priceChange = (then: typeof now | undefined) =>
    change(mark, then ? Number(then.markPrice) : null);
  const funding8hPct = rate === null ? null : (rate * 800) / periodHours;
  const fundingPct = rate === null ? null : periodHours < 4 ? funding8hPct : rate * 100;
  const oi = {
    oi1h: change(now.coins, hour?.coins),
    oi4h: change(now.coins, four?.coins),
    oi24h: change(now.coins, day?.coins),
  };
  const basis = index === null ? null : ((mark - index) / index) * 100;
  return {
    periodHours,
    rate,
    inputs: {
      oi1hPct: oi.oi1h,
      oi4hPct: oi.oi4h,
      oi24hPct: oi.oi24h,
      fundingPct,
      funding8hPct,
      basisPct: basis,
      price1hPct: priceChange(hour ?? undefined),
      price4hPct: priceChange(four ?? undefined),
      price24hPct: priceChange(day ?? undefined),
      oiTurnover: ((now.coins / sides) * mark) / Number(now.turnover),
    },
    measured: { rate, period: periodHours, coins: now.coins, mark },
    classic: classicScore({ ...oi, funding: fundingPct, basis }),
    crowding: crowdingScore({ ...oi, funding: funding8hPct, basis }),
  };
}

const number = (text: string | null): Figure => (text === null ? null : Number(text));

type Values = Record<Factor, Figure>;

function classicScore(values: Values): ExpectedScore {
  const points = each((factor) => share(values, factor) * WEIGHTS[factor], values);
  const { raw, score, side } = total(points);
  const [funding, oi24h] = [values.funding ?? 0, values.oi24h ?? 0];
  const regime = () => {
    if (oi24h < 5) return sideOnly(side);
    if (side === 'LONG' && funding >= 0.05) return 'LONG_CROWDED';
    if (side === 'SHORT' && funding <= -0.05) return 'SHORT_RAMP';
    if (side !== 'SHORT' && funding <= -0.01) return 'SHORT_SQUEEZE_RISK';
    if (side !== 'LONG' && funding >= 0.02) return 'LONG_SQUEEZE_RISK';
    return sideOnly(side);
  };
  const coverage = coverageOf(values);
  const range = rangeOf(Math.abs(raw) - (100 - coverage), Math.abs(raw) + (100 - coverage));
  return { points, raw, score, side, regime: regime(), coverage, ...range };
}

function crowdingScore(values: Values): ExpectedScore {
  const sum = (factors: readonly Factor[]) =>
    factors.reduce((all, factor) => all + share(values, factor) * WEIGHTS[factor], 0);
  const lean = sum(['funding', 'basis']) / 44;
  const build = sum(OI) / 56;
  const points = each(
    (factor) =>
      share(values, factor) *
      WEIGHTS[factor] *
      (factor === 'funding' || factor === 'basis' ? 50 / 44 : (50 * lean) / 56),
    values,
  );
  const { raw, score, side } = total(points);
  const regime = () => {
    if (build >= 0.25 && score >= 35) return raw > 0 ? 'LONG_SQUEEZE_RISK' : 'SHORT_SQUEEZE_RISK';
    return build <= -0.25 ? 'UNWINDING' : sideOnly(side);
  };
  const missing = (factors: readonly Factor[]) =>
    factors.reduce((all, factor) => all + (values[factor] === null ? WEIGHTS[factor] : 0), 0);
  const [leanOff, buildOff] = [missing(['funding', 'basis']) / 44, missing(OI) / 56];
  const range = rangeOf(
    Math.max(0, Math.abs(lean) - leanOff) * 50 * (1 + build - buildOff),
    (Math.abs(lean) + leanOff) * 50 * (1 + build + buildOff),
  );
  return { points, raw, score, side, regime: regime(), coverage: coverageOf(values), ...range };
}

function rangeOf(low: number, high: number) {
  return { low: halfUp(Math.max(0, low)), high: halfUp(high) };
}

/** Halves go up; a billionth is below any input. */
function halfUp(points: number): number {
  return Math.floor(points + 0.5 + 1e-9);
}

function each(pointsOf: (factor: Factor) => number, values: Values): Values {
  const at = (factor: Factor) => (values[factor] === null ? null : pointsOf(factor));
  return {
    oi1h: at('oi1h'),
    oi4h: at('oi4h'),
    oi24h: at('oi24h'),
    funding: at('funding'),
    basis: at('basis'),
  };
}

function share(values: Values, factor: Factor): number {
  return Math.max(-1, Math.min(1, (values[factor] ?? 0) / CAPS[factor]));
}

function total(points: Values) {
  const raw = FACTORS.reduce((sum, factor) => sum + (points[factor] ?? 0), 0);
  const score = halfUp(Math.abs(raw));
  const side = score < 12 ? 'NEUTRAL' : raw > 0 ? 'LONG' : 'SHORT';
  return { raw, score, side } as const;
}

function coverageOf(values: Values): number {
  return FACTORS.reduce((sum, f) => sum + (values[f] === null ? 0 : WEIGHTS[f]), 0);
}

function sideOnly(side: ExpectedScore['side']): string {
  return side === 'NEUTRAL' ? 'NEUTRAL' : `NET_${side}`;
}
