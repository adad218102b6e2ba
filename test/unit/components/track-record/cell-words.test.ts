/** The names of the rows, for any limits, and the word of a figure. */
import { describe, expect, it } from 'vitest';
import {
  bandName,
  cellName,
  estimateWords,
  verdictWords,
} from '../../../../components/track-record/cell-words';
import { DEFAULT_THRESHOLDS } from '../../../../lib/domain/band';
import { scoreCells } from '../../../../lib/track-record/counting';
import { english } from '../options/fixtures';

const namesWith = (thresholds: typeof DEFAULT_THRESHOLDS) =>
  scoreCells(thresholds).map((cell) => cellName(english, cell, thresholds));

describe('the name of a row', () => {
  it('has the range of the band', () => {
    expect(bandName(english, 'stressed', DEFAULT_THRESHOLDS)).toBe('Stressed (60–100)');
    expect(bandName(english, 'neutral', DEFAULT_THRESHOLDS)).toBe('Neutral (0–14)');
    const narrow = { lean: 1, stretched: 2, stressed: 100 };
    expect(bandName(english, 'neutral', narrow)).toBe('Neutral (0)');
    expect(bandName(english, 'lean', narrow)).toBe('Lean (1)');
    expect(bandName(english, 'stretched', narrow)).toBe('Stretched (2–99)');
    expect(bandName(english, 'stressed', narrow)).toBe('Stressed (100)');
  });

  it('calls a side in the neutral band a lean, and says which scores', () => {
    expect(namesWith(DEFAULT_THRESHOLDS).slice(-3)).toEqual([
      'Neutral, leaning long (12–14)',
      'Neutral, leaning short (12–14)',
      'Neutral, no side (0–11)',
    ]);
    expect(namesWith({ lean: 13, stretched: 35, stressed: 60 }).slice(-3)).toEqual([
      'Neutral, leaning long (12)',
      'Neutral, leaning short (12)',
      'Neutral, no side (0–11)',
    ]);
  });

  it('says where a stronger band begins below any side', () => {
    expect(namesWith({ lean: 5, stretched: 20, stressed: 60 })).toEqual([
      ...['Stressed, long', 'Stressed, short', 'Stretched, long', 'Stretched, short'],
      ...['Lean, long', 'Lean, short', 'Lean, no side (5–11)', 'Neutral, no side (0–4)'],
    ]);
  });

  it('is different for each row of any limits', () => {
    for (const lean of [1, 8, 12, 13, 40]) {
      const names = namesWith({ lean, stretched: lean + 5, stressed: lean + 20 });
      expect(new Set(names).size, String(lean)).toBe(names.length);
    }
  });
});

describe('a figure', () => {
  it('is a word, too, by the interval as it is shown', () => {
    const word = (ratio: number, low: number, high: number) =>
      verdictWords(english, { ratio, low, high });
    expect(word(1.2, 1.01, 1.4)).toBe('more');
    expect(word(0.8, 0.7, 0.99)).toBe('less');
    expect(word(1.2, 1.001, 1.4)).toBe('no difference');
    expect(estimateWords(english, { ratio: 1.2, low: 1, high: 1.456 })).toBe('1.20 (1.00–1.46)');
  });
});
