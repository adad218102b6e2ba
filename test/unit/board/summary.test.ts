/** The number on the toolbar icon: ranked symbols from a band up. */
import { describe, expect, it } from 'vitest';
import { countFromBand } from '../../../lib/board/summary';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { LEVELS } from '../../../lib/domain/headline';
import type { Level } from '../../../lib/domain/headline';
import { PERP_STATES, rowsOf, perpState } from './rows-of';

const { thresholds } = DEFAULT_SETTINGS;

/** Classic 77, 44, 14 and 0. */
const count = (toolbarFromBand: Level | null, rows = rowsOf()) =>
  countFromBand(rows, { toolbarFromBand, thresholds });

describe('the number on the toolbar icon', () => {
  it.each<[Level, number]>([
    ['stressed', 1],
    ['squeeze', 1],
    ['stretched', 2],
    ['lean', 2],
    ['neutral', 4],
  ])('from %s up is %i', (band, expected) => {
    expect(count(band)).toBe(expected);
  });

  it('has squeeze risks from every level below stressed, whatever their score', () => {
    const squeeze = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 15, fundingPct: -0.05, basisPct: 0 };
    const rows = rowsOf([...PERP_STATES, perpState('SQZUSDT', squeeze)]);
    expect(LEVELS.map((level) => count(level, rows))).toEqual([5, 3, 3, 2, 1]);
  });

  it('is none where it is switched off', () => {
    expect(count(null)).toBeNull();
  });

  it('leaves out what is not ranked, however high it stands', () => {
    const rows = rowsOf([
      perpState('AUSDT', { oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 }),
      // Covers 28 of 100, and 28 points of them.
      perpState('NEWUSDT', { fundingPct: 0.05 }),
    ]);
    const low = { lean: 1, stretched: 2, stressed: 3 };
    expect(rows.map(({ rank, score }) => [rank, score.score])).toEqual([
      [1, 72],
      [null, 28],
    ]);
    for (const toolbarFromBand of ['neutral', 'stressed'] as const) {
      expect(countFromBand(rows, { toolbarFromBand, thresholds: low })).toBe(1);
    }
  });

  it('counts by the chosen thresholds, the first point of a band with it', () => {
    const of = (stressed: number) =>
      countFromBand(rowsOf(), {
        toolbarFromBand: 'stressed',
        thresholds: { ...thresholds, stressed },
      });
    expect([of(44), of(45), of(77), of(78)]).toEqual([2, 1, 1, 0]);
  });
});
