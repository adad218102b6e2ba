/**
 * The one statement of what surfaces round to. Nothing else may differ between two of them.
 *
 * - Screens (row, reasons, detail, badge) and the command line's table: a score as a whole number, halves up; a value with
 *   the decimals and unit of its input, a funding rate with the period that it is of; points in tenths that add up to
 *   their sum, which rounds to the score. The table, which has no settings, has the rate that the model reads.
 * - Files of the board, and the command line's JSON: values as they were computed, the signed score to a billionth. In
 *   Parquet what was measured (prices, rates, sizes) has 32 bits.
 * - The recorded history: values with 32 bits, and in files the shortest decimal that has them; scores in hundredths that
 *   are the same whole score.
 */
import { bandOf, DEFAULT_THRESHOLDS } from '../../../../lib/domain/band';
import type { Thresholds } from '../../../../lib/domain/band';
import { english } from '../board/page';
import type { Expected, Figure } from './expected';
import { FACTORS, PUBLISHED_LABELS } from './expected';

/** What a surface says of one reading, by the name of the fact, as screens print it; `exact.…` are unrounded. */
export type Facts = Readonly<Record<string, string>>;
export type Unit = 'quoted' | '8h';

export const MODELS = ['classic', 'crowding'] as const;
export type Model = (typeof MODELS)[number];

/** Inputs in the order of the screens: decimals, unit, and whether a plus sign is printed. */
const PRINTED = {
  oi1h: [2, ' %', true],
  oi4h: [1, ' %', true],
  oi24h: [1, ' %', true],
  funding: [4, ' %', true],
  basis: [3, ' %', true],
  price1h: [2, ' %', true],
  price4h: [2, ' %', true],
  price24h: [2, ' %', true],
  oiTurnover: [2, '', false],
} as const;
export type InputId = keyof typeof PRINTED;

/** A number by the rule of the screens: a true minus sign, and no sign at what prints as zero. */
function printed(value: number, decimals: number, isSigned = true): string {
  const size = Math.abs(value).toFixed(decimals);
  const sign = /^[0.]+$/.test(size) ? '' : value < 0 ? '−' : isSigned ? '+' : '';
  return sign + size;
}

export function valueText(id: InputId, value: Figure | undefined): string {
  const [decimals, unit, isSigned] = PRINTED[id];
  return value === null || value === undefined ? '–' : printed(value, decimals, isSigned) + unit;
}

/** The rate in the unit that the user chose, with the period that it is of. */
export function fundingText(
  { rate, periodHours, per8h }: { rate: Figure; periodHours: Figure; per8h: Figure },
  unit: Unit,
): string {
  const isQuoted = unit === 'quoted' && rate !== null;
  const value = isQuoted ? rate * 100 : per8h;
  const text = valueText('funding', value);
  return value === null ? text : `${text}/${isQuoted ? periodHours : 8}h`;
}

/** What the exchange's answer must come to, in print. */
export function expectedFacts(of: Expected, unit: Unit, thresholds: Thresholds): Facts {
  const { inputs, rate, periodHours } = of;
  const facts: Record<string, string> = {
    'value.funding': fundingText({ rate, periodHours, per8h: inputs.funding8hPct }, unit),
  };
  for (const id of Object.keys(PRINTED) as InputId[]) {
    const name = id === 'oiTurnover' ? id : id === 'funding' ? 'fundingPct' : (`${id}Pct` as const);
    if (id !== 'funding') facts[`value.${id}`] = valueText(id, inputs[name]);
  }
  for (const [name, value] of Object.entries(inputs)) facts[`exact.${name}`] = exact(value);
  for (const [name, value] of Object.entries(of.measured)) {
    facts[`measured.${name}`] = value === null ? '–' : exact(shortest(value));
  }
  for (const model of MODELS) {
    const { score, side, regime, coverage, raw, points, low, high } = of[model];
    const band = bandOf(score, thresholds);
    const squeezed = /^(LONG|SHORT)_SQUEEZE_RISK$/.test(regime);
    const leaning = band === 'neutral' && side !== 'NEUTRAL' ? side : null;
    const sideWord = english(leaning === null ? `bias_${side}` : `leaning_${leaning}`);
    const bandWord = english(leaning === null ? `band_${band}` : `neutral_leaning_${leaning}`);
    const squeeze = squeezed ? (PUBLISHED_LABELS[regime]?.split(' · ')[0] ?? '') : '';
    facts[`${model}.score`] = String(score);
    facts[`${model}.signed`] = coverage === 0 ? '–' : printed(Math.fround(raw), 0);
    const isPer8h = model === 'crowding' || periodHours < 4;
    const read = valueText('funding', isPer8h ? inputs.funding8hPct : inputs.fundingPct);
    facts[`${model}.fundingRead`] = read === '–' ? read : `${read}/${isPer8h ? 8 : periodHours}h`;
    facts[`${model}.range`] = low < high ? `${low}–${high}` : '';
    facts[`${model}.side`] = english(`bias_${side}`);
    facts[`${model}.sideOrLeaning`] = sideWord;
    facts[`${model}.headline`] = squeezed ? squeeze : sideWord;
    facts[`${model}.levelClass`] = squeezed && band !== 'stressed' ? 'squeeze' : band;
    facts[`${model}.level`] = squeezed && band !== 'stressed' ? squeeze : bandWord;
    facts[`${model}.arrow`] = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' }[side];
    facts[`${model}.spoken`] = `${score} ${facts[`${model}.headline`]}`;
    facts[`${model}.band`] = english(`band_${band}`);
    facts[`${model}.bandByDefault`] = english(`band_${bandOf(score, DEFAULT_THRESHOLDS)}`);
    facts[`${model}.regimeId`] = regime;
    facts[`${model}.coverage`] = String(coverage);
    facts[`${model}.regimeLabel`] = PUBLISHED_LABELS[regime] ?? regime;
    facts[`exact.${model}.raw`] = billionth(raw);
    facts[`recorded.${model}`] = coverage === 0 ? '–' : exact(hundredths(raw, score));
    for (const factor of FACTORS) facts[`exact.${model}.${factor}`] = billionth(points[factor]);
  }
  return facts;
}

/** A recorded score: hundredths that are the same whole score, though those of 34.496 would be 34.50. */
function hundredths(raw: number, score: number): number {
  const nearest = Math.round(Math.abs(raw) * 100) / 100;
  const size = Math.min(score + 0.49, Math.max(score - 0.5, nearest));
  return raw < 0 ? -size : size;
}

/** The shortest decimal that has the same 32 bits: what a 32-bit number stands for. */
export function shortest(value: number): number {
  const bits = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const shorter = Number(bits.toPrecision(digits));
    if (Math.fround(shorter) === bits) return shorter;
  }
  return bits;
}

/** As it is, but for the sign of zero, which no file keeps. */
export function exact(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return String(Number(value));
}

export function billionth(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 1e9) / 1e9);
}

/** What is wrong with printed points: each is within a tenth of its own, and they add up to a sum that is the score. */
export function faultyPoints(facts: Facts, of: Expected): string[] {
  return MODELS.flatMap((model) => {
    const sum = facts[`${model}.points.sum`];
    if (sum === undefined) return [];
    const { points, score, raw } = of[model];
    const tenths = FACTORS.map((factor) => tenthsOf(facts[`${model}.points.${factor}`]));
    const faults = FACTORS.filter((factor, index) => {
      const [own, shown] = [points[factor], tenths[index] ?? null];
      if (own === null || shown === null) return own !== shown;
      return Math.abs(own * 10 - shown) >= 1 || own * shown < 0;
    }).map((factor) => `${model} ${factor}`);
    const total = tenthsOf(sum) ?? Number.NaN;
    const added = tenths.reduce<number>((all, part) => all + (part ?? 0), 0);
    if (added !== total) faults.push(`${model}: ${added} is not ${total}`);
    if (Math.floor(Math.abs(total) / 10 + 0.5) !== score || total * raw < 0) {
      faults.push(`${model}: ${total} is not ${score}`);
    }
    return faults;
  });
}

/** Null for a dash. */
function tenthsOf(text: string | undefined): number | null {
  if (text === undefined || text === '–') return null;
  if (!/^[+−]?\d+\.\d$/.test(text)) return Number.NaN;
  return Math.round(Number(text.replace('−', '-')) * 10);
}

/** Facts on which surfaces differ: `value.funding: row "+0.0100 %/4h", badge "+0.0100 %/8h"`. */
export function disagreements(said: Readonly<Record<string, Facts>>): string[] {
  const names = new Set(Object.values(said).flatMap((facts) => Object.keys(facts)));
  return [...names].flatMap((name) => {
    const each = Object.entries(said).flatMap(([surface, facts]) =>
      facts[name] === undefined ? [] : [[surface, facts[name]] as const],
    );
    if (new Set(each.map(([, text]) => text)).size <= 1) return [];
    return `${name}: ${each.map(([surface, text]) => `${surface} "${text}"`).join(', ')}`;
  });
}
