/** What a headline says beyond its number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, BANDS, DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import {
  isLevelAtLeast,
  isSqueeze,
  leaningOf,
  levelOf,
  LEVELS,
  modelsDiffer,
  regimePhrase,
  squeezedSide,
} from '../../../lib/domain/headline';
import type { RegimePhrase } from '../../../lib/domain/headline';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { ModelId, Score } from '../../../lib/domain/score';
import { MODEL_IDS } from '../../../lib/domain/score';
import { buildOf } from '../../../lib/scoring/crowding';
import { atLeast, atMost } from '../../../lib/scoring/model';
import { MODELS, scoreAll, scoreWith } from '../../../lib/scoring/score';
import { inputsOf } from '../scoring/inputs-of';

function score(raw: number, part: Partial<Score> = {}): Score {
  const size = Math.round(Math.abs(raw));
  return {
    ...scoreWith(MODELS.classic, NO_INPUTS),
    raw,
    score: size,
    bias: size < 12 ? 'NEUTRAL' : raw > 0 ? 'LONG' : 'SHORT',
    ranked: true,
    ...part,
  };
}

describe('the level', () => {
  it('is the band, or squeeze risk whatever the number, but stressed is louder', () => {
    for (const band of BANDS) {
      expect(levelOf(band, 'NET_LONG')).toBe(band);
      for (const regime of ['LONG_SQUEEZE_RISK', 'SHORT_SQUEEZE_RISK'] as const) {
        expect(levelOf(band, regime)).toBe(band === 'stressed' ? 'stressed' : 'squeeze');
      }
    }
    expect(LEVELS).toEqual(['neutral', 'lean', 'stretched', 'squeeze', 'stressed']);
  });

  it('is shown from every quieter choice', () => {
    expect(LEVELS.map((from) => isLevelAtLeast('squeeze', from))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    for (const [at, level] of LEVELS.entries()) {
      for (const [from, other] of LEVELS.entries()) {
        expect(isLevelAtLeast(level, other)).toBe(at >= from);
      }
    }
  });

  it('has the squeezed side, and none elsewhere', () => {
    expect(squeezedSide('LONG_SQUEEZE_RISK')).toBe('LONG');
    expect(squeezedSide('SHORT_SQUEEZE_RISK')).toBe('SHORT');
    for (const regime of ['LONG_CROWDED', 'SHORT_RAMP', 'UNWINDING', 'NEUTRAL'] as const) {
      expect([squeezedSide(regime), isSqueeze(regime)]).toEqual([null, false]);
    }
  });
});

describe('a leaning', () => {
  it('is the side of a neutral band, from 12 to 14 by default', () => {
    const leanings = [11, -12, 14, -15].map((raw) => {
      const one = score(raw);
      return leaningOf(one, bandOf(one.score, DEFAULT_THRESHOLDS));
    });
    expect(leanings).toEqual([null, 'SHORT', 'LONG', null]);
  });

  it('follows other cut-offs', () => {
    const of = (lean: number) =>
      leaningOf(score(-20), bandOf(20, { ...DEFAULT_THRESHOLDS, lean, stretched: 50 }));
    expect([of(20), of(21)]).toEqual([null, 'SHORT']);
  });
});

describe('the other model', () => {
  const differ = (shown: Score, other: Score) => modelsDiffer(shown, other, DEFAULT_THRESHOLDS);
  const crowding = (raw: number, part: Partial<Score> = {}) =>
    score(raw, { model: 'crowding', ...part });

  it('is named where its band is another', () => {
    expect(differ(score(34), crowding(35))).toEqual({
      model: 'crowding',
      score: 35,
      bias: 'LONG',
      band: 'stretched',
      level: 'stretched',
      regime: 'NEUTRAL',
    });
    expect(differ(score(35), crowding(59))).toBeNull();
    expect(differ(score(-35), crowding(-59))).toBeNull();
    expect(differ(score(61), crowding(59))?.band).toBe('stretched');
  });

  it('is named where only one is a squeeze risk, or each of another side', () => {
    const squeeze = { regime: 'SHORT_SQUEEZE_RISK' } as const;
    expect(differ(score(9), crowding(9, squeeze))?.level).toBe('squeeze');
    expect(differ(score(9, squeeze), crowding(9))?.level).toBe('neutral');
    expect(differ(score(9, squeeze), crowding(9, squeeze))).toBeNull();
    expect(differ(score(9, { regime: 'LONG_SQUEEZE_RISK' }), crowding(9, squeeze))).not.toBeNull();
    expect(differ(score(40, { regime: 'LONG_CROWDED' }), crowding(40, squeeze))).not.toBeNull();
    // What is stressed is so with either regime.
    expect(differ(score(70, { regime: 'LONG_CROWDED' }), crowding(70, squeeze))).toBeNull();
  });

  it('is named where it says the other side, but not within the neutral band', () => {
    expect(differ(score(20), crowding(-20))?.bias).toBe('SHORT');
    expect(differ(score(13), crowding(-13))).toBeNull();
    expect(differ(score(0), crowding(-0))).toBeNull();
  });

  it('is not named where too little is known', () => {
    expect(differ(score(10, { ranked: false }), crowding(50))).toBeNull();
    expect(differ(score(10), crowding(50, { ranked: false }))).toBeNull();
  });

  it('differs by the cut-offs that are chosen', () => {
    const thresholds = { lean: 5, stretched: 10, stressed: 100 };
    expect(modelsDiffer(score(34), crowding(35), thresholds)).toBeNull();
    expect(modelsDiffer(score(9), crowding(10), thresholds)?.band).toBe('stretched');
  });
});

describe('the phrase', () => {
  const phrase = (model: ModelId, regime: Score['regime'], oi24hPct: number | null) =>
    regimePhrase({ model, regime }, { oi24hPct });

  it.each([
    ['NET_LONG', 0.1, 'NET_LONG_RISING'],
    ['NET_LONG', -0.1, 'NET_LONG_FALLING'],
    ['NET_SHORT', 3, 'NET_SHORT_RISING'],
    ['NET_SHORT', -3, 'NET_SHORT_FALLING'],
    ['NET_SHORT', 0, 'NET_SHORT'],
    ['NET_LONG', null, 'NET_LONG'],
    // Prints as 0.0.
    ['NET_LONG', 0.04, 'NET_LONG'],
    ['NET_LONG', -0.04, 'NET_LONG'],
    ['LONG_CROWDED', 9, 'LONG_CROWDED'],
    ['SHORT_RAMP', 9, 'SHORT_RAMP'],
    ['UNWINDING', -9, 'UNWINDING'],
    ['NEUTRAL', 9, 'NEUTRAL'],
  ] as const)('of %s with open interest %s is %s in both models', (regime, oi24hPct, expected) => {
    for (const model of MODEL_IDS) expect(phrase(model, regime, oi24hPct)).toBe(expected);
  });

  it.each(['LONG_SQUEEZE_RISK', 'SHORT_SQUEEZE_RISK'] as const)(
    'of %s says what each model saw',
    (regime) => {
      expect(phrase('classic', regime, 5)).toBe(regime);
      expect(phrase('crowding', regime, 5)).toBe(`${regime}_CROWDED`);
      expect(phrase('crowding', regime, -5)).toBe(`${regime}_RECENT`);
      expect(phrase('crowding', regime, null)).toBe(`${regime}_RECENT`);
    },
  );

  it('is true of the inputs, whatever they are', () => {
    const value = fc.option(fc.double({ min: -30, max: 30, noNaN: true }), { nil: null });
    const small = fc.option(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { nil: null });
    const inputs = fc
      .tuple(inputsOf(value), small, small)
      .map(([all, fundingPct, basisPct]): ScoreInputs => ({
        ...all,
        fundingPct,
        funding8hPct: fundingPct,
        basisPct,
      }));
    fc.assert(
      fc.property(inputs, (given) => {
        for (const one of Object.values(scoreAll(given))) {
          const phrase = regimePhrase(one, given);
          expect([phrase, holdsFor(given, phrase)]).toEqual([phrase, true]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether what the phrase says of open interest and funding holds. */
function holdsFor(given: ScoreInputs, phrase: RegimePhrase): boolean {
  const { oi1hPct, oi4hPct, oi24hPct, fundingPct } = given;
  if (phrase.endsWith('_RISING') || phrase.endsWith('_RISK_CROWDED')) {
    return atLeast(oi24hPct, 0.05);
  }
  if (phrase.endsWith('_FALLING')) return atMost(oi24hPct, -0.05);
  // Without the 24 h, the hours alone must have risen.
  if (phrase.endsWith('_RECENT')) {
    return (
      (atLeast(oi1hPct, 0) || atLeast(oi4hPct, 0)) && buildOf({ ...given, oi24hPct: 0 }) >= 0.25
    );
  }
  // The published words: open interest builds, and funding is against it.
  if (phrase === 'SHORT_SQUEEZE_RISK') return atLeast(oi24hPct, 5) && atMost(fundingPct, -0.01);
  if (phrase === 'LONG_SQUEEZE_RISK') return atLeast(oi24hPct, 5) && atLeast(fundingPct, 0.02);
  return true;
}
