/** What the pill says: a squeeze is called by its name whatever the number, and no side is called “Neutral” alone. */
import { describe, expect, it } from 'vitest';
import { badgeClass, pillWords } from '../../../../components/badge/static-badge';
import type { BadgeView } from '../../../../lib/messages/protocol';
import { badge, english, LEANING, NOW_MS, OTHER, SQUEEZE } from './view';

const pill = (changes: Partial<BadgeView> = {}, nowMs = NOW_MS) =>
  pillWords(badge(changes), nowMs, english);

describe('the pill', () => {
  it('says its side', () => {
    expect(pill()).toEqual({
      side: 'Long',
      arrow: '▲',
      isPhrase: false,
      note: '',
      isWarning: false,
      mark: '',
      spoken: '51 Long. Pressure score: Stretched. Show why.',
    });
  });

  it('says a squeeze risk, never “Neutral”, however low the score', () => {
    expect(pill(SQUEEZE)).toEqual({
      side: 'Short squeeze risk',
      arrow: '▸◂',
      isPhrase: true,
      note: '',
      isWarning: false,
      mark: '',
      spoken: '9 Short squeeze risk. Pressure score: Short squeeze risk. Show why.',
    });
    const long = pill({ ...SQUEEZE, bias: 'SHORT', regime: 'LONG_SQUEEZE_RISK' });
    expect([long.side, long.arrow]).toEqual(['Long squeeze risk', '▸◂']);
  });

  it('says the squeeze risk of a stressed score, and that it is stressed', () => {
    const stressed = { score: 88, bias: 'SHORT', band: 'stressed', level: 'stressed' } as const;
    expect(pill({ ...SQUEEZE, ...stressed }).spoken).toBe(
      '88 Short squeeze risk. Pressure score: Stressed. Show why.',
    );
  });

  it('says that a neutral score leans', () => {
    const { side, arrow, isPhrase, spoken } = pill(LEANING);
    expect([side, arrow, isPhrase]).toEqual(['Leaning short', '▼', true]);
    expect(spoken).toBe('13 Leaning short. Pressure score: Neutral, leaning short. Show why.');
    expect(pill({ ...LEANING, bias: 'LONG' }).side).toBe('Leaning long');
  });

  it('says what the other model says where they differ', () => {
    const { note, isWarning, mark, spoken } = pill({ other: OTHER });
    expect([note, isWarning, mark]).toEqual(['Crowding 71', false, '']);
    expect(spoken).toBe(
      '51 Long. Pressure score: Stretched. Crowding says 71 · Stressed · Short. Show why.',
    );
  });

  it('says first that it is partial or old, and marks what has no room', () => {
    const partial = pill({ coverage: 60, other: OTHER });
    expect([partial.note, partial.isWarning, partial.mark]).toEqual(['partial', true, '≠']);
    expect(partial.spoken).toMatch(/^51 Long partial\. .* Crowding says 71/u);
    const old = pill({ coverage: 60 }, NOW_MS + 660_000);
    expect([old.note, old.mark]).toEqual(['12 min old', '']);
    expect(old.spoken).toMatch(/^51 Long 12 min old partial\. /u);
  });

  it('made small has marks in place of words', () => {
    expect(pill({ collapsed: true }).mark).toBe('');
    expect(pill({ collapsed: true, other: OTHER }).mark).toBe('≠');
    expect(pill({ ...SQUEEZE, collapsed: true }).mark).toBe('▸◂');
    expect(pill({ ...SQUEEZE, collapsed: true, other: OTHER }).mark).toBe('▸◂ ≠');
  });
});

describe('the badge’s look', () => {
  it.each([
    [{}, 'level-stretched side-long'],
    [LEANING, 'level-neutral side-short'],
    [SQUEEZE, 'level-squeeze side-short'],
    [{ ...SQUEEZE, bias: 'LONG' as const }, 'level-squeeze side-short'],
    [{ ...SQUEEZE, regime: 'LONG_SQUEEZE_RISK' as const }, 'level-squeeze side-long'],
  ])('is of its level and of the side at risk: %j', (changes, classes) => {
    expect(badgeClass(badge(changes))).toBe(`badge ${classes}`);
  });
});
