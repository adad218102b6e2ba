/** Which symbols a refresh asks for, and in which order. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../lib/domain/time';
import {
  byPriority,
  firstTier,
  historyQueue,
  shuffledTiers,
  sweepQueue,
} from '../../../lib/refresh/plan';
import { perpState } from '../history/boards';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const NONE: ReadonlySet<string> = new Set();

/** Of that turnover; null: no prices. */
const traded = (
  symbol: string,
  quoteVolume24h: number | null,
  sampledAtMs: number | null = NOW_MS,
) => ({
  ...perpState(symbol, sampledAtMs === null ? null : 1, sampledAtMs ?? 0),
  reading:
    quoteVolume24h === null
      ? null
      : {
          symbol,
          markPrice: 1,
          indexPrice: null,
          fundingRate: null,
          fundingPeriodHours: null,
          nextFundingAtMs: null,
          quoteVolume24h,
          pricedAtMs: NOW_MS,
        },
});
const symbolsOf = (states: readonly { perp: { symbol: string } }[]) =>
  states.map(({ perp }) => perp.symbol);

describe('priority', () => {
  it('has viewed and watched symbols first, then the most traded, then the alphabet', () => {
    const states = [
      traded('D', 5),
      traded('B', 5),
      traded('NONE', null),
      traded('ZERO', 0),
      traded('C', 9),
      traded('WATCHED', 1),
      traded('VIEWED', 2),
    ];
    const first = new Set(['WATCHED', 'VIEWED', 'GONE']);
    expect(symbolsOf(byPriority(states, first))).toEqual([
      'VIEWED',
      'WATCHED',
      'C',
      'B',
      'D',
      'ZERO',
      'NONE',
    ]);
    expect(symbolsOf(states)[0]).toBe('D');
  });

  it('puts a hundred into the first tier, or all that are viewed and watched', () => {
    const many = Array.from({ length: 130 }, (_, rank) => rank);
    expect(firstTier(many, NONE)).toEqual(many.slice(0, 100));
    expect(firstTier(many, new Set(many.slice(0, 120).map(String)))).toHaveLength(120);
    expect(firstTier(many.slice(0, 7), NONE)).toHaveLength(7);
  });
});

describe('a sweep', () => {
  const rows = Array.from({ length: 123 }, (_, rank) =>
    // Beyond the first tier the last ones are the oldest, and one was never sampled.
    traded(`S${rank}`, 1_000 - rank, rank === 110 ? null : NOW_MS - rank * MINUTE_MS),
  );

  it.each([5, 15, 60])('asks for everything with a period of %i minutes', (periodMinutes) => {
    expect(sweepQueue(rows, NONE, periodMinutes)).toEqual(symbolsOf(rows));
  });

  it.each([
    [1, 5],
    [2, 10],
    [4, 19],
  ])(
    'with a period of %i min asks for the first tier and %i of the rest, the oldest first',
    (periodMinutes, count) => {
      const queue = sweepQueue(rows, NONE, periodMinutes);
      expect(queue.slice(0, 100)).toEqual(symbolsOf(rows.slice(0, 100)));
      const oldest = ['S110', ...Array.from({ length: 23 }, (_, at) => `S${122 - at}`)];
      expect(queue.slice(100)).toEqual(
        oldest.filter((symbol, at) => oldest.indexOf(symbol) === at).slice(0, count),
      );
    },
  );

  it('has no rest where all are in the first tier', () => {
    expect(sweepQueue(rows.slice(0, 20), NONE, 1)).toHaveLength(20);
  });
});

describe('histories', () => {
  const ALL = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0 };
  const state = (symbol: string, inputs: Partial<typeof ALL> = {}, perp: object = {}) => {
    const plain = perpState(symbol, 1);
    return {
      ...plain,
      perp: { ...plain.perp, ...perp },
      inputs: { ...plain.inputs, ...inputs },
    };
  };
  const queue = (states: readonly ReturnType<typeof state>[], asked: Record<string, number> = {}) =>
    historyQueue(states, asked, NOW_MS);

  it('are asked for where any change is missing, in the order given', () => {
    const { oi1hPct, oi4hPct, oi24hPct } = ALL;
    expect(
      queue([
        state('NONE'),
        state('ALL', ALL),
        state('NOT_24H', { oi1hPct, oi4hPct }),
        state('NOT_4H', { oi1hPct, oi24hPct }),
        state('NOT_1H', { oi4hPct, oi24hPct }),
      ]),
    ).toEqual(['NONE', 'NOT_24H', 'NOT_4H', 'NOT_1H']);
  });

  it('are asked for again after an hour', () => {
    expect(queue([state('A')], { A: NOW_MS - HOUR_MS })).toEqual(['A']);
    expect(queue([state('A')], { A: NOW_MS - HOUR_MS + 1 })).toEqual([]);
    expect(queue([state('A')], { A: NOW_MS })).toEqual([]);
    // Not what every object has.
    expect(queue([state('constructor')], {})).toEqual(['constructor']);
  });

  it('are not asked for what a new contract can not have yet', () => {
    const ofAge = (ms: number) => ({ listedAtMs: NOW_MS - ms });
    const missing24h = { oi1hPct: 0, oi4hPct: 0 };
    expect(queue([state('A', {}, ofAge(HOUR_MS))])).toEqual([]);
    expect(queue([state('A', {}, ofAge(HOUR_MS + 1))])).toEqual(['A']);
    expect(queue([state('A', missing24h, ofAge(24 * HOUR_MS))])).toEqual([]);
    expect(queue([state('A', missing24h, ofAge(24 * HOUR_MS + 1))])).toEqual(['A']);
    // Nor what another contract of the same name had.
    const renamed = { ...ofAge(99 * HOUR_MS), sameSinceMs: NOW_MS - 2 * HOUR_MS };
    expect(queue([state('A', missing24h, renamed)])).toEqual([]);
    expect(queue([state('A', { oi4hPct: 0, oi24hPct: 0 }, renamed)])).toEqual(['A']);
  });
});

it('what can be asked now goes first, each part in an order of its own', () => {
  const queue = ['a', 'b', 'c', 'd', 'e'];
  expect(shuffledTiers(queue, 2, () => 0)).toEqual(queue);
  expect(shuffledTiers(queue, 2, () => 0.999)).toEqual(['b', 'a', 'e', 'd', 'c']);
  expect(shuffledTiers(queue, 9, () => 0.999)).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(shuffledTiers(queue, 0, () => 0.999)).toEqual(['e', 'd', 'c', 'b', 'a']);
});
