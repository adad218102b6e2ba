/** Every id that the screen shows has a term, and every term its words. */
import { describe, expect, it } from 'vitest';
import { TERM_PARTS, TERMS } from '../../../lib/board/terms';
import { BANDS } from '../../../lib/domain/band';
import { INPUTS, SHOWN_INPUTS } from '../../../lib/domain/inputs';
import { MODEL_IDS } from '../../../lib/domain/score';
import { HOUR_MS, MINUTE_MS } from '../../../lib/domain/time';
import {
  LEAST_COVERAGE_TO_RANK,
  LEAST_SCORE_FOR_BIAS,
  REGIME_LABELS,
} from '../../../lib/scoring/score';
import messages from '../../../public/_locales/en/messages.json';

const known: Record<string, { message: string }> = messages;
const ids: readonly string[] = TERMS.map(({ id }) => id);
const words = (key: string) => known[key]?.message ?? `no ${key}`;

describe('the terms', () => {
  it('are all different', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['input', SHOWN_INPUTS.map(({ id }) => id)],
    ['band', BANDS.map((band) => `band_${band}`)],
    ['regime', Object.keys(REGIME_LABELS).map((regime) => `regime_${regime}`)],
    ['model', MODEL_IDS.map((model) => `model_${model}`)],
  ])('have every %s', (group, wanted) => {
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    expect(TERMS.filter((term) => term.group === group).map(({ id }) => id)).toEqual(wanted);
  });

  it('have a name, and a sentence for each part', () => {
    const wanted = TERMS.flatMap(({ id, name, isMeasured }) => [
      name,
      ...(isMeasured ? TERM_PARTS : (['what'] as const)).map((part) => `term_${id}_${part}`),
    ]);
    expect(wanted.filter((key) => !(key in known))).toEqual([]);
    const shared = ['term_sorts', ...TERM_PARTS.slice(1).map((part) => `term_part_${part}`)];
    const left = Object.keys(known).filter((key) => key.startsWith('term_'));
    expect(left.filter((key) => !wanted.includes(key) && !shared.includes(key))).toEqual([]);
  });

  it('are explained in place, too', () => {
    expect(TERMS.filter(({ at }) => at.length === 0)).toEqual([]);
  });

  it('name the windows as they are', () => {
    for (const { id, window } of INPUTS) {
      if (window === null) continue;
      expect(words(`term_${id}_period`)).toContain(`${window.windowMs / HOUR_MS} h`);
      if (!id.startsWith('oi')) continue;
      const [hours, minutes] = [
        Math.floor(window.toleranceMs / HOUR_MS),
        (window.toleranceMs % HOUR_MS) / MINUTE_MS,
      ];
      expect(words(`term_${id}_period`)).toContain(
        `at most ${hours === 0 ? '' : `${hours} h `}${minutes} min off`,
      );
    }
  });

  it('name the limits as they are', () => {
    const bias = `${LEAST_SCORE_FOR_BIAS} points`;
    for (const id of ['side', 'counterLong', 'counterShort', 'counterNeutral']) {
      expect(words(`term_${id}_what`)).toContain(bias);
    }
    expect(words('term_coverage_what')).toContain(`Below ${LEAST_COVERAGE_TO_RANK} `);
    expect(words('term_rank_high')).toContain(`below ${LEAST_COVERAGE_TO_RANK} `);
  });
});
