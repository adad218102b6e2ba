/** What a refresh adds to the history: the symbol index, a row of the log for each symbol, and the last 24 h. */
import { describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { SLOT_MS, TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../../../lib/domain/series';
import type { ScoredRow } from '../../../lib/history/store';
import { extendSymbols, extendTrail, packSnapshot, rowsToRecord } from '../../../lib/history/store';
import { MODELS } from '../../../lib/scoring/score';
import { LOG_WIDTH, logOffset } from '../../../lib/storage/codec';
import type { TrailRecord } from '../../../lib/storage/records';
import { board, perpState } from './boards';

/** The start of a quarter of an hour. */
const START_MS = Date.UTC(2026, 2, 1, 6);

describe('the symbol index', () => {
  it('only grows, and has each symbol once', () => {
    const perps = ['B', 'C', 'B', 'A'].map((symbol) => perpState(symbol, 1));
    expect(extendSymbols(['A', 'GONE'], board(perps))).toEqual(['A', 'GONE', 'B', 'C']);
  });

  it('has no name that could not be one', () => {
    const long = 'X'.repeat(200);
    const perps = ['', long, `${long}X`].map((symbol) => perpState(symbol, 1));
    expect(extendSymbols([], board(perps))).toEqual([long]);
    // Nor is anything recorded of it.
    const rows = rowsToRecord(board(perps), [long]);
    expect(rows.map(({ row, perpState: { perp } }) => [row, perp.symbol])).toEqual([[0, long]]);
  });
});

describe('a record of the log', () => {
  const atMs = START_MS + SLOT_MS + 61_000;
  const scored = {
    ...perpState('B', 7, atMs - 20_000),
    inputs: { ...NO_INPUTS, fundingPct: 0.05, funding8hPct: 0.05, basisPct: 0.1 },
  };
  const bare = { ...perpState('C', null), inputs: NO_INPUTS };
  const record = packSnapshot(board([scored, bare], atMs), ['A', 'B', 'C']);
  const rowOf = (row: number) =>
    (['baseQty', 'openInterestAgeS', 'classic', 'crowding'] as const).map(
      (name) => record.values[row * LOG_WIDTH + logOffset(name)],
    );

  it('is dated by its refresh, in that slot, with the versions of both models', () => {
    expect(record).toMatchObject({
      venue: 'binance',
      atMs,
      slotMs: START_MS + SLOT_MS,
      modelVersions: { classic: MODELS.classic.version, crowding: MODELS.crowding.version },
    });
    expect(record.values).toHaveLength(3 * LOG_WIDTH);
  });

  it('has the scores of both models; a symbol without any input has none, and is not 0', () => {
    const [row] = rowsToRecord(board([scored]), ['B']);
    expect(row?.classic.raw).toBeGreaterThan(0);
    expect(rowOf(1)).toEqual([
      7,
      20,
      Math.fround(row?.classic.raw ?? Number.NaN),
      Math.fround(row?.crowding.raw ?? Number.NaN),
    ]);
    expect(rowOf(2)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('misses what is not on the board', () => {
    expect(rowOf(0)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('the last 24 h of scores', () => {
  const rowsOf = (...points: readonly [classic: number, crowding: number, coverage?: number][]) =>
    points.map(([classic, crowding, coverage = 100], row): ScoredRow => ({
      row,
      perpState: perpState(`S${row}`, 1),
      classic: { raw: classic, coverage },
      crowding: { raw: crowding, coverage },
    }));
  /** After a refresh in that quarter, in which every symbol has these points. */
  const next = (
    before: TrailRecord | undefined,
    quarters: number,
    rows: readonly ScoredRow[],
    symbols = rows.length,
  ) => {
    const names = Array.from({ length: symbols }, (_, row) => `S${row}`);
    const asOfMs = START_MS + quarters * TRAIL_STEP_MS + 200_000;
    return extendTrail(before, board([], asOfMs), names, [...rows]);
  };
  /** From the quarters given, each with the points of its own number. */
  const after = (...quarters: readonly number[]) =>
    quarters.reduce<TrailRecord | undefined>(
      (trail, quarter, index) => next(trail, quarter, rowsOf([index + 1, -index - 1])),
      undefined,
    );
  /** A symbol's points by how many quarters ago they were. */
  const known = (
    trail: TrailRecord | undefined,
    model: 'classic' | 'crowding' = 'classic',
    row = 0,
  ) =>
    Object.fromEntries(
      [...(trail?.[model] ?? [])]
        .slice(row * TRAIL_LENGTH, (row + 1) * TRAIL_LENGTH)
        .flatMap((points, at) => (points === TRAIL_GAP ? [] : [[TRAIL_LENGTH - 1 - at, points]])),
    );

  it('begin with one quarter, rounded, of both models', () => {
    const trail = next(undefined, 0, rowsOf([41.5, -12.4], [-3.2, 99.6]));
    expect(trail).toMatchObject({ venue: 'binance', quarterMs: START_MS });
    expect(trail.beforeLeap).toBeUndefined();
    expect(trail.classic).toHaveLength(2 * TRAIL_LENGTH);
    expect(known(trail)).toEqual({ 0: 42 });
    expect(known(trail, 'classic', 1)).toEqual({ 0: -3 });
    expect(known(trail, 'crowding')).toEqual({ 0: -12 });
    expect(known(trail, 'crowding', 1)).toEqual({ 0: 100 });
  });

  it('have no points where too little is known to rank', () => {
    expect(known(next(undefined, 0, rowsOf([50, 50, 40])))).toEqual({ 0: 50 });
    expect(known(next(undefined, 0, rowsOf([50, 50, 39])))).toEqual({});
    // Also over points of the same quarter.
    expect(known(next(after(0), 0, rowsOf([50, 50, 39])))).toEqual({});
  });

  it('move with the quarters, and out after a day', () => {
    expect(known(after(0, 0, 1, 4))).toEqual({ 0: 4, 3: 3, 4: 2 });
    expect(known(after(0, 1, 4), 'crowding')).toEqual({ 0: -3, 3: -2, 4: -1 });
    const all = Array.from({ length: TRAIL_LENGTH + 1 }, (_, quarter) => quarter);
    const trail = after(...all);
    expect(trail?.quarterMs).toBe(START_MS + TRAIL_LENGTH * TRAIL_STEP_MS);
    expect(Object.keys(known(trail))).toHaveLength(TRAIL_LENGTH);
    expect(known(trail)).toMatchObject({ 0: TRAIL_LENGTH + 1, [TRAIL_LENGTH - 1]: 2 });
  });

  it('keep each symbol’s own points when others come and go', () => {
    const first = next(undefined, 0, rowsOf([1, 1], [2, 2]));
    const second = next(first, 1, rowsOf([3, 3]), 3);
    expect(second.classic).toHaveLength(3 * TRAIL_LENGTH);
    expect([0, 1, 2].map((row) => known(second, 'classic', row))).toEqual([
      { 0: 3, 1: 1 },
      { 1: 2 },
      {},
    ]);
  });

  it('do not move back with a clock that was set back a little', () => {
    const trail = after(0, 1, 0);
    expect(trail?.quarterMs).toBe(START_MS);
    expect(known(trail)).toEqual({ 0: 3, 1: 1 });
    expect(trail?.beforeLeap).toBeUndefined();
  });

  it('are set aside when time jumps by more than two hours, and are back when it jumps back', () => {
    expect(after(0, 8)?.beforeLeap).toBeUndefined();
    const leapt = after(0, 1, 10);
    expect(known(leapt)).toEqual({ 0: 3, 9: 2, 10: 1 });
    expect(leapt?.beforeLeap).toMatchObject({
      leaptMs: START_MS + 10 * TRAIL_STEP_MS,
      quarterMs: START_MS + TRAIL_STEP_MS,
    });
    const century = after(0, 1, 1e6, 1e6 + 1);
    expect(known(century)).toEqual({ 0: 4, 1: 3 });
    const back = next(century, 2, rowsOf([9, 9]));
    expect(known(back)).toEqual({ 0: 9, 1: 2, 2: 1 });
    expect(known(back, 'crowding')).toEqual({ 0: 9, 1: -2, 2: -1 });
    expect(back.beforeLeap).toBeUndefined();
    expect(back.quarterMs).toBe(START_MS + 2 * TRAIL_STEP_MS);
  });

  it('are those since the jump while time goes on from there', () => {
    const onwards = after(0, 20, 23, 22);
    expect(onwards?.beforeLeap?.leaptMs).toBe(START_MS + 20 * TRAIL_STEP_MS);
    expect(known(onwards)).toEqual({ 0: 4, 3: 2, 23: 1 });
    // Back at the quarter of the jump is not back before it.
    expect(known(after(0, 20, 23, 20))).toEqual({ 0: 4, 3: 2, 23: 1 });
    // A second jump does not hide the first.
    expect(after(0, 20, 40)?.beforeLeap?.quarterMs).toBe(START_MS);
  });

  it('are given up a day after the jump', () => {
    const day = Array.from({ length: TRAIL_LENGTH / 8 + 1 }, (_, step) => 20 + step * 8);
    expect(after(0, ...day.slice(0, -1))?.beforeLeap?.quarterMs).toBe(START_MS);
    expect(after(0, ...day)?.beforeLeap).toBeUndefined();
    expect(after(0, ...day.slice(0, -1), 20 + TRAIL_LENGTH - 1)?.beforeLeap).toBeDefined();
  });
});
