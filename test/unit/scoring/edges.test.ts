/** Rules and rounding at their very edges, and the order of the ranks. */
import { describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { Scores } from '../../../lib/domain/score';
import { buildOf, leanOf } from '../../../lib/scoring/crowding';
import { atLeast, atMost, share, sideOnly } from '../../../lib/scoring/model';
import { roundHalfUp } from '../../../lib/domain/whole-points';
import {
  biasOf,
  MODELS,
  ranked,
  rawWith,
  REGIME_LABELS,
  scoreAll,
  scoredRows,
  scoreWith,
} from '../../../lib/scoring/score';
import { boardOf } from '../history/truth';

function inputs(given: Partial<ScoreInputs>): ScoreInputs {
  return { ...NO_INPUTS, funding8hPct: given.fundingPct ?? null, ...given };
}

describe('a classic regime', () => {
  it.each([
    // Funding says long, but the score names no side.
    [
      'LONG_SQUEEZE_RISK',
      'NEUTRAL',
      { oi24hPct: 5, fundingPct: 0.05, oi1hPct: -2.5, oi4hPct: -6, basisPct: -0.25 },
    ],
    // Funding says short, and the score long.
    [
      'SHORT_SQUEEZE_RISK',
      'LONG',
      { oi24hPct: 5, fundingPct: -0.05, oi1hPct: 2.5, oi4hPct: 6, basisPct: 0.25 },
    ],
    ['NET_SHORT', 'SHORT', { oi24hPct: 5, fundingPct: -0.04, basisPct: -0.25 }],
    ['NET_LONG', 'LONG', { oi24hPct: 5, fundingPct: 0.04, basisPct: 0.25 }],
  ] as const)('%s, the score being %s', (regime, bias, given) => {
    expect(scoreAll(inputs(given)).classic).toMatchObject({ regime, bias });
  });
});

describe('the crowding model', () => {
  it('weighs each window of open interest by its part', () => {
    expect(buildOf(inputs({ oi1hPct: 2.5 }))).toBeCloseTo(12 / 56, 12);
    expect(buildOf(inputs({ oi4hPct: 6 }))).toBeCloseTo(16 / 56, 12);
    expect(buildOf(inputs({ oi24hPct: 15 }))).toBeCloseTo(28 / 56, 12);
    expect(buildOf(inputs({ oi1hPct: 1.25, oi4hPct: -6, oi24hPct: 15 }))).toBeCloseTo(18 / 56, 12);
    expect(buildOf(NO_INPUTS)).toBe(0);
  });

  it('weighs funding and basis by theirs', () => {
    expect(leanOf(inputs({ fundingPct: 0.05 }))).toBeCloseTo(28 / 44, 12);
    expect(leanOf(inputs({ basisPct: -0.25 }))).toBeCloseTo(-16 / 44, 12);
    expect(leanOf(inputs({ fundingPct: 0.05, basisPct: -0.25 }))).toBeCloseTo(12 / 44, 12);
  });

  it.each([
    // The build is a quarter, the score 35: both just enough.
    ['LONG_SQUEEZE_RISK', 35, { oi24hPct: 7.5, fundingPct: 0.044 }],
    ['SHORT_SQUEEZE_RISK', 35, { oi24hPct: 7.5, fundingPct: -0.044 }],
    ['NET_LONG', 34, { oi24hPct: 7.5, fundingPct: 0.0427 }],
    ['NET_LONG', 35, { oi24hPct: 7.4, fundingPct: 0.0442 }],
    ['UNWINDING', 24, { oi24hPct: -7.5, fundingPct: 0.05 }],
    ['NET_LONG', 24, { oi24hPct: -7.4, fundingPct: 0.05 }],
  ] as const)('says %s at %i', (regime, score, given) => {
    expect(scoreAll(inputs(given)).crowding).toMatchObject({ regime, score });
  });
});

it('a share is cut to −1..1, and missing where there is no number', () => {
  expect([share(1, 2), share(-1, 2), share(5, 2), share(-5, 2), share(0, 2)]).toEqual([
    0.5, -0.5, 1, -1, 0,
  ]);
  expect([share(null, 2), share(Number.NaN, 2)]).toEqual([null, null]);
  expect([share(Infinity, 2), share(-Infinity, 2)]).toEqual([1, -1]);
});

it('what is missing is neither at least nor at most anything', () => {
  expect([atLeast(null, -1), atLeast(null, 0), atMost(null, 0), atMost(null, 1)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([atLeast(1, 1), atLeast(0.9, 1), atMost(1, 1), atMost(1.1, 1)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it('a side alone names a regime of its own', () => {
  expect([sideOnly('LONG'), sideOnly('SHORT'), sideOnly('NEUTRAL')]).toEqual([
    'NET_LONG',
    'NET_SHORT',
    'NEUTRAL',
  ]);
});

it('half a point is rounded up, also where binary fractions fall short of it', () => {
  expect([11.5, 11.499999999999998, 11.4999, 0, 0.5, 99.6, 150].map(roundHalfUp)).toEqual([
    12, 12, 11, 0, 1, 100, 100,
  ]);
});

it('a side is named from 12 points on', () => {
  expect([biasOf(12, 12), biasOf(-12, 12), biasOf(11.4, 11), biasOf(-11.4, 11)]).toEqual([
    'LONG',
    'SHORT',
    'NEUTRAL',
    'NEUTRAL',
  ]);
});

it('a sum of negative zeros is stored as 0', () => {
  const zeros = {
    ...NO_INPUTS,
    oi1hPct: -0,
    oi4hPct: -0,
    oi24hPct: -0,
    fundingPct: -0,
    basisPct: -0,
  };
  expect(scoreWith(MODELS.classic, zeros).raw).toBe(-0);
  expect(rawWith(MODELS.classic, zeros)).toEqual({ raw: 0, coverage: 100 });
});

it('each model says which it is', () => {
  const all = scoreAll(inputs({ oi24hPct: 3 }));
  for (const id of ['classic', 'crowding'] as const) {
    expect(MODELS[id].id).toBe(id);
    expect(all[id]).toMatchObject({ model: id, modelVersion: MODELS[id].version });
  }
});

it('each regime has words of its own', () => {
  const labels = Object.values(REGIME_LABELS);
  expect(labels.every((label) => /^[A-Z][a-z]/.test(label))).toBe(true);
  expect(new Set(labels).size).toBe(labels.length);
});

describe('ranks', () => {
  const row = (
    name: string,
    part: { score: number; low?: number; raw?: number; ranked?: boolean },
  ) => {
    const base = { ...scoreWith(MODELS.classic, NO_INPUTS), ranked: true, raw: part.score };
    const other = 100 - part.score;
    const scores: Scores = {
      classic: { ...base, low: part.score, ...part },
      crowding: { ...base, score: other, low: other, raw: other },
    };
    return { name, scores };
  };
  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(' ');

  it('go by score, then by its unrounded size whatever its sign', () => {
    const rows = [
      row('low', { score: 10 }),
      row('a', { score: 50, raw: 49.6 }),
      row('b', { score: 50, raw: -50.4 }),
      row('c', { score: 50, raw: 50 }),
      row('high', { score: 90 }),
    ];
    expect(names(ranked(rows, 'classic'))).toBe('high b c a low');
    expect(names(ranked(rows, 'crowding'))).toBe('low a b c high');
    expect(names(rows)).toBe('low a b c high');
  });

  it('go by the lowest score that a row can still have first', () => {
    const rows = [
      row('partial', { score: 44, low: 9 }),
      row('whole', { score: 10, low: 10 }),
      row('same low', { score: 9, low: 9 }),
      row('higher', { score: 45, low: 9 }),
    ];
    expect(names(ranked(rows, 'classic'))).toBe('whole higher partial same low');
  });

  it('put what is not ranked last, however high it stands, and keep the order of equals', () => {
    const rows = [
      row('new', { score: 99, ranked: false }),
      row('x', { score: 1 }),
      row('newer', { score: 99, ranked: false }),
      row('y', { score: 1 }),
    ];
    expect(names(ranked(rows, 'classic'))).toBe('x y new newer');
  });

  it('are of every symbol of every board, with what it was scored by', () => {
    const boards = [boardOf(0), { ...boardOf(0), venue: 'okx' }];
    const rows = scoredRows(boards);
    const perpStates = boards.flatMap((board) =>
      board.perpStates.map((perpState) => ({
        ...perpState,
        venue: board.venue,
        scores: scoreAll(perpState.inputs),
      })),
    );
    expect(rows).toEqual(perpStates);
  });
});
