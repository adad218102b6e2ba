// @vitest-environment happy-dom
/** The guide: the user's own cut-offs, every term, and figures that follow from the models. */
import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { GuideAccess } from '../../../../components/guide/access';
import { GuidePage } from '../../../../components/guide/guide-page';
import { WordsProvider } from '../../../../components/ui/words';
import { TERMS } from '../../../../lib/board/terms';
import type { StoredBoards } from '../../../../lib/domain/board';
import type { Settings } from '../../../../lib/settings/settings';
import messages from '../../../../public/_locales/en/messages.json';
import { board, PERP_STATES, perpState } from '../../board/rows-of';
import { english } from '../board/page';
import { inMemory } from '../options/fixtures';

afterEach(cleanup);

const TOP = perpState('TOPUSDT', {
  ...{ oi1hPct: 1, oi4hPct: 2, oi24hPct: 8 },
  ...{ fundingPct: 0.02, basisPct: 0.1 },
});
const stored = (...states: ReturnType<typeof perpState>[]): StoredBoards => ({
  boards: [board(states)],
  statuses: [],
});

interface Opened {
  settings?: Partial<Settings>;
  read?: () => Promise<StoredBoards>;
}

async function open({ settings = {}, read }: Opened = {}): Promise<void> {
  const access: GuideAccess = {
    settings: inMemory(settings),
    board: {
      read: read ?? (() => Promise.resolve(stored(...PERP_STATES, TOP))),
      onChange: () => undefined,
    },
    venueName: () => 'Binance',
    openOptions: () => undefined,
  };
  render(
    <WordsProvider value={english}>
      <GuidePage access={access} />
    </WordsProvider>,
  );
  await screen.findByRole('table', { name: 'Classic model: from inputs to score' });
}

/** The cells of a table's body, row by row. */
function cells(name: string | RegExp): string[][] {
  return within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent));
}
const numbers = (text: string) =>
  [...text.matchAll(/[+−-]?\d+(?:\.\d+)?/g)].map(([number]) => Number(number.replace('−', '-')));
const bandRanges = () => cells('The bands of the score').map(([range, band]) => `${band} ${range}`);

describe('the bands', () => {
  it('are those of the product, with the sentence of each', async () => {
    await open();
    expect(bandRanges().slice(1)).toEqual([
      'Neutral 0–14',
      'Lean 15–34',
      'Stretched 35–59',
      'Stressed 60–100',
    ]);
    for (const word of [/balanced; no particular stress/, /watch for volatility/, /crowded: risk/])
      expect(screen.getAllByText(word).length).toBeGreaterThan(0);
    expect(screen.queryByText(/your own cut-offs/)).toBeNull();
    expect(screen.getByText(/From 12 to 14 points a score has a side/)).toBeTruthy();
  });

  it('have the own cut-offs in place of these', async () => {
    await open({ settings: { thresholds: { lean: 10, stretched: 40, stressed: 100 } } });
    expect(bandRanges().slice(1)).toEqual([
      'Neutral 0–9',
      'Lean 10–39',
      'Stretched 40–99',
      'Stressed 100',
    ]);
    expect(screen.getByText(/your own cut-offs. The defaults are 15, 35 and 60/)).toBeTruthy();
    // No score has a side in this neutral band.
    expect(screen.queryByText(/points a score has a side/)).toBeNull();
  });
});

describe('the worked example', () => {
  it('is the highest row with all inputs, and says which', async () => {
    await open();
    expect(screen.getByText(/^TOPUSDT on Binance, the highest score on your board/)).toBeTruthy();
    expect(cells(/Classic model/)[1]).toEqual([
      'OI 1h',
      '+1.00 %',
      '±2.5 %',
      '+0.40',
      '12',
      '+4.8',
    ]);
  });

  it('adds up as printed, in both models', async () => {
    await open();
    const classic = cells(/Classic model/)
      .slice(1)
      .map((row) => numbers(row[5] ?? '')[0] ?? NaN);
    const [sum] = numbers(screen.getByText(/^Sum: /).textContent);
    expect(classic.reduce((all, part) => all + part)).toBeCloseTo(sum ?? NaN, 9);

    for (const [line, weight] of [
      [/^Side: /, 44],
      [/^Size: /, 56],
    ] as const) {
      const figures = numbers(screen.getByText(line).textContent);
      const result = figures.pop() ?? NaN;
      expect(figures.pop()).toBe(weight);
      expect(figures.reduce((all, part) => all + part) / weight).toBeCloseTo(result, 3);
    }
    const [fifty, side, one, size, raw] = numbers(
      screen
        .getByText(/^50 × /)
        .textContent.replace('+ ', '+')
        .replace('− ', '−'),
    );
    expect([fifty, one]).toEqual([50, 1]);
    expect(50 * (side ?? NaN) * (1 + (size ?? NaN))).toBeCloseTo(raw ?? NaN, 1);
  });

  it('begins with the chosen model', async () => {
    await open({ settings: { model: 'crowding' } });
    const tables = screen.getAllByRole('table', { name: /from inputs to score/ });
    expect(tables.map((table) => table.querySelector('caption')?.textContent)).toEqual([
      'Crowding model: from inputs to score',
      'Classic model: from inputs to score',
    ]);
  });

  it.each([
    ['no board', () => Promise.resolve({ boards: [], statuses: [] }), /no board yet/],
    ['no row with all inputs', () => Promise.resolve(stored(...PERP_STATES)), /no symbol with all/],
    ['a board that cannot be read', () => Promise.reject(new Error('locked')), /could not be read/],
  ])('is a fixed one, and says so, with %s', async (_, read, words) => {
    await open({ read });
    expect(screen.getByText(words).textContent).toContain('uses fixed numbers');
    expect(cells(/Classic model/)[1]?.[1]).toBe('+1.20 %');
  });
});

describe('the examples', () => {
  it('are drawn for both models, with their figures as text', async () => {
    await open();
    const squeeze = cells('Squeeze');
    expect(squeeze[3]).toEqual(['OI 24h', '+18.0 %', '+28.0', '−22.5']);
    expect(squeeze.at(-1)?.[2]).toContain('7 · Squeeze risk');
    expect(squeeze.at(-1)?.[3]).toContain('82 ▼ Short · Stressed');
    expect(cells('Unwind').at(-1)?.[3]).toContain('Positions closing');
    const bars = [...document.querySelectorAll<HTMLElement>('.guide-bar span')];
    expect(bars).toHaveLength(30);
    expect(bars.every(({ style }) => parseFloat(style.width) > 0)).toBe(true);
  });
});

describe('the terms', () => {
  it('are all there, with every part', async () => {
    await open();
    const known: Record<string, { message: string }> = messages;
    for (const { id, name, isMeasured } of TERMS) {
      const item = document.getElementById(`term-${id}`);
      const text = item?.textContent ?? '';
      expect(text, id).toContain(known[name]?.message);
      for (const part of isMeasured ? ['what', 'unit', 'period', 'high'] : ['what']) {
        expect(text, id).toContain(known[`term_${id}_${part}`]?.message);
      }
    }
  });
});
