/** The numeric columns: how a value reads and how strong its cell is tinted, on one scale per column. Pure; no words. */
import type { Factor } from '../domain/inputs';
import type { Shown, Value } from '../domain/shown';
import { shown } from '../domain/shown';
import type { Standing } from '../domain/board';
import type { RankedRow } from './rows';
import { classic } from '../scoring/classic';
import type { FundingUnit } from '../settings/settings';

/** ± per cent at which a cell has its full tint: where the classic model stops counting. */
const FULL_AT: Record<Factor, number> = {
  oi1h: fullAt('oi1h'),
  oi4h: fullAt('oi4h'),
  oi24h: fullAt('oi24h'),
  funding: fullAt('funding'),
  basis: fullAt('basis'),
};

export interface Cell extends Shown {
  /** −1..1; 0 for zero and for missing. */
  tint: number;
}

export function cellOf(standing: Standing, factor: Factor, unit: FundingUnit): Cell {
  const of = shownValue(standing, factor, unit);
  const compared = factor === 'funding' ? standing.inputs.funding8hPct : of.value;
  return { ...shown(of, factor), tint: of.value === null ? 0 : tintOf(compared, factor) };
}

/** Rates of different periods have no common quote: combined rows have their 8 h equivalent. */
export function fundingUnitOf({ combined }: RankedRow, chosen: FundingUnit): FundingUnit {
  return combined === null ? chosen : '8h';
}

/** The value as people asked to see it, per cent. Only funding has a period. */
export function shownValue(
  { inputs, reading, perp }: Standing,
  factor: Factor,
  unit: FundingUnit,
): Value {
  switch (factor) {
    case 'oi1h':
      return { value: inputs.oi1hPct, periodHours: null };
    case 'oi4h':
      return { value: inputs.oi4hPct, periodHours: null };
    case 'oi24h':
      return { value: inputs.oi24hPct, periodHours: null };
    case 'basis':
      return { value: inputs.basisPct, periodHours: null };
    case 'funding': {
      if (unit === '8h') return { value: inputs.funding8hPct, periodHours: 8 };
      const rate = reading?.fundingRate ?? null;
      const periodHours = reading?.fundingPeriodHours ?? perp.fundingPeriodHours;
      // Without the rate itself, its equivalent is the next best thing, under the period that it is of.
      return rate === null
        ? { value: inputs.funding8hPct, periodHours: 8 }
        : { value: rate * 100, periodHours };
    }
  }
}

function tintOf(value: number | null, factor: Factor): number {
  if (value === null) return 0;
  return Math.max(-1, Math.min(1, value / FULL_AT[factor]));
}

function fullAt(factor: Factor): number {
  return classic.factors.find((rule) => rule.factor === factor)?.fullAt ?? 1;
}
