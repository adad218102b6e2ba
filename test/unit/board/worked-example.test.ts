import { describe, expect, it } from 'vitest';
import type { ExampleId } from '../../../lib/board/worked-example';
import {
  EXAMPLE_IDS,
  exampleInputs,
  exampleRow,
  workedExample,
} from '../../../lib/board/worked-example';
import { MODEL_IDS } from '../../../lib/domain/score';
import { MODELS } from '../../../lib/scoring/score';
import { PERP_STATES, perpState, rowsOf } from './rows-of';

const EVERY = { oi1hPct: 1, oi4hPct: 2, oi24hPct: 8, fundingPct: 0.02, basisPct: 0.1 };

describe('the examples', () => {
  it.each<[ExampleId, string, string]>([
    ['crowdedLong', 'LONG_CROWDED', 'LONG_SQUEEZE_RISK'],
    ['squeeze', 'SHORT_SQUEEZE_RISK', 'SHORT_SQUEEZE_RISK'],
    ['unwind', 'NEUTRAL', 'UNWINDING'],
  ])('%s is %s in classic and %s in crowding', (id, classic, crowding) => {
    const regimes = MODEL_IDS.map(
      (model) => workedExample(MODELS[model], exampleInputs(id)).score.regime,
    );
    expect(regimes).toEqual([classic, crowding]);
  });

  it('show what differs: a squeeze that cancels out in classic only', () => {
    const [classic, crowding] = MODEL_IDS.map(
      (model) => workedExample(MODELS[model], exampleInputs('squeeze')).score,
    );
    expect(classic?.score).toBeLessThan(12);
    expect(crowding?.score).toBeGreaterThanOrEqual(60);
  });

  it.each(EXAMPLE_IDS)('%s has parts that add up as printed', (id) => {
    for (const model of MODEL_IDS) {
      const { inputs, totalTenths } = workedExample(MODELS[model], exampleInputs(id));
      expect(inputs.reduce((sum, { tenths }) => sum + (tenths ?? 0), 0)).toBe(totalTenths);
    }
  });
});

describe('the period of the funding that a model reads', () => {
  const periodIn = (model: 'classic' | 'crowding', hours: number | null) => {
    const state = perpState('AAAUSDT', EVERY);
    const reading = state.reading && { ...state.reading, fundingPeriodHours: hours };
    const perp = { ...state.perp, fundingPeriodHours: hours };
    const { inputs } = workedExample(MODELS[model], state.inputs, { perp, reading });
    return inputs.find(({ factor }) => factor === 'funding')?.periodHours;
  };

  it('is the quoted one in classic, from 4 h on', () => {
    expect([1, 2, 4, 8, null].map((hours) => periodIn('classic', hours))).toEqual([
      8,
      8,
      4,
      8,
      null,
    ]);
  });

  it('is 8 h in crowding', () => {
    expect([1, 2, 4, 8].map((hours) => periodIn('crowding', hours))).toEqual([8, 8, 8, 8]);
  });

  it('is 8 h without an exchange', () => {
    const { inputs } = workedExample(MODELS.classic, exampleInputs('unwind'));
    expect(inputs.map(({ periodHours }) => periodHours)).toEqual([null, null, null, 8, null]);
  });
});

describe('the row to work out', () => {
  it('is the highest that has all inputs', () => {
    const states = [
      ...PERP_STATES,
      perpState('LOWUSDT', { ...EVERY, oi24hPct: 1, fundingPct: 0.001 }),
      perpState('TOPUSDT', EVERY),
    ];
    const rows = rowsOf(states);
    // Higher ones lack an input.
    expect(rows[0]?.score.coverage).toBeLessThan(100);
    expect(exampleRow(rows)?.perp.symbol).toBe('TOPUSDT');
  });

  it('is none where every row lacks an input', () => {
    expect(exampleRow(rowsOf([...PERP_STATES]))).toBeNull();
    expect(exampleRow([])).toBeNull();
  });
});
