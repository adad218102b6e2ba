/** The numeric columns: how a value reads and how strong its cell is tinted, on one scale per column. Pure; no words. */
import type { Factor } from '../domain/inputs';
import type { Shown, Value } from '../domain/shown';
import { shown } from '../domain/shown';
import type { Standing } from '../domain/board';
import type { ModelId } from '../domain/score';
import type { RankedRow } from './rows';
import { share } from '../scoring/model';
import { MODELS } from '../scoring/score';
import type { FundingUnit } from '../settings/settings';

export interface Cell extends Shown {
  /** −1..1, full where the model stops counting; 0 for zero and for missing. */
  tint: number;
}

/** Whatever unit funding is shown in, the tint is of what the model reads, so that it never contradicts the score beside it. */
export function cellOf(
  standing: Standing,
  factor: Factor,
  unit: FundingUnit,
  model: ModelId,
): Cell {
  const of = shownValue(standing, factor, unit);
  return { ...shown(of, factor), tint: of.value === null ? 0 : tintOf(standing, factor, model) };
}

/** The factor's input as the model reads it, per cent: classic takes funding of 4 h and more as quoted, crowding per 8 h. */
export function readValue(
  { inputs }: Pick<Standing, 'inputs'>,
  factor: Factor,
  model: ModelId,
): number | null {
  const rule = MODELS[model].factors.find((one) => one.factor === factor);
  return rule === undefined ? null : inputs[rule.input];
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

function tintOf(standing: Standing, factor: Factor, model: ModelId): number {
  const rule = MODELS[model].factors.find((one) => one.factor === factor);
  const value = readValue(standing, factor, model);
  return rule === undefined ? 0 : (share(value, rule.fullAt) ?? 0);
}
