import { describe, expect, it } from 'vitest';
import { levelName, levelWords, otherWords } from '../../../../components/ui/headline-words';
import { LEVELS } from '../../../../lib/domain/level';
import { english, LEANING, OTHER, SQUEEZE } from '../badge/view';

describe('a level', () => {
  it('has a name', () => {
    expect(LEVELS.map((level) => levelName(english, level))).toEqual([
      'Neutral',
      'Lean',
      'Stretched',
      'Squeeze risk',
      'Stressed',
    ]);
  });

  it('says which side a squeeze is about, and to which a neutral score leans', () => {
    expect(levelWords(english, SQUEEZE)).toBe('Short squeeze risk');
    expect(levelWords(english, LEANING)).toBe('Neutral, leaning short');
    expect(levelWords(english, { ...LEANING, bias: 'NEUTRAL' })).toBe('Neutral');
    expect(levelWords(english, { ...SQUEEZE, level: 'stressed', band: 'stressed' })).toBe(
      'Stressed',
    );
  });
});

it.each([
  [{}, 'Crowding says 71 · Stressed · Short'],
  [{ bias: 'LONG' as const }, 'Crowding says 71 · Stressed · Long'],
  [{ ...SQUEEZE, model: 'classic' as const }, 'Classic says 9 · Short squeeze risk'],
  [
    {
      level: 'squeeze' as const,
      band: 'stretched' as const,
      regime: 'SHORT_SQUEEZE_RISK' as const,
    },
    'Crowding says 71 · Short squeeze risk',
  ],
  [LEANING, 'Crowding says 13 · Neutral, leaning short'],
  [{ ...LEANING, score: 4, bias: 'NEUTRAL' as const }, 'Crowding says 4 · Neutral'],
])('the other model’s reading names its side once: %j', (changes, words) => {
  expect(otherWords(english, { ...OTHER, ...changes })).toBe(words);
});
