/** What followed scores like a row's: in the panel and in the detail view, with its source. */
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AfterScores } from '../../../../components/detail/after-scores';
import type { BoardTools } from '../../../../components/board/access';
import { BoardToolsProvider } from '../../../../components/board/access';
import { WordsProvider } from '../../../../components/ui/words';
import type { RankedRow } from '../../../../lib/board/rows';
import { createBoardStore } from '../../../../lib/board/store';
import { MARKET_YEARS } from '../../../../lib/calibration/market-years';
import type { ScoreInputs } from '../../../../lib/domain/inputs';
import type { OwnFigures } from '../../../../lib/domain/own-figures';
import { MODELS } from '../../../../lib/scoring/score';
import { perpState, rowsOf } from '../../board/rows-of';
import { english } from '../board/page';

const FOUR = { ratio: 1.24, low: 1.17, high: 1.31 };
const EVIDENCE: typeof MARKET_YEARS = {
  ...MARKET_YEARS,
  figures: [
    { model: 'classic', band: 'stressed', hours: 4, ...FOUR, days: 300, windows: 900 },
    {
      ...{ model: 'classic', band: 'stressed', hours: 24, days: 1, windows: 1 },
      ...{ ratio: 1.04, low: 0.97, high: 1.12 },
    },
  ],
};

/** Every input at its cap: 100, stressed. */
const CROWDED: Partial<ScoreInputs> = {
  ...{ oi1hPct: 9, oi4hPct: 9, oi24hPct: 30, fundingPct: 1, funding8hPct: 1, basisPct: 1 },
};

function rowOf(inputs: Partial<ScoreInputs>): RankedRow {
  const [row] = rowsOf([perpState('BTCUSDT', inputs)]);
  if (row === undefined) throw new Error('no row');
  return row;
}

function open(row: RankedRow, ownFigures: () => Promise<OwnFigures | null>, isInDetail = false) {
  const past = { read: vi.fn(), trends: vi.fn(), ownFigures: vi.fn(ownFigures) };
  const tools: BoardTools = {
    store: createBoardStore(),
    access: {
      settings: { update: vi.fn() },
      ...{ refresh: vi.fn(), openOptions: vi.fn(), openVenueOptions: vi.fn() },
      ...{ receivesEscape: true, openInTab: null, loadExtras: vi.fn() },
      loadPast: () => Promise.resolve(past),
    },
    extras: null,
  };
  render(
    <WordsProvider value={english}>
      <BoardToolsProvider value={tools}>
        <AfterScores row={row} isInDetail={isInDetail} evidence={EVIDENCE} />
      </BoardToolsProvider>
    </WordsProvider>,
  );
  return past;
}

const OWN: OwnFigures = {
  countedAtMs: Date.UTC(2026, 5, 1, 12),
  figures: [
    {
      ...{ model: 'classic', version: MODELS.classic.version, band: 'stressed', hours: 4 },
      ...{ ratio: 1.8, low: 1.5, high: 2.16, days: 1, isCoarse: false },
    },
  ],
};
const owned = (days: number): OwnFigures => ({
  ...OWN,
  figures: OWN.figures.map((figure) => ({ ...figure, days })),
});

afterEach(cleanup);

describe('what followed scores like this', () => {
  it('is a sentence for each horizon, out of the market years', async () => {
    open(rowOf(CROWDED), () => Promise.resolve(null));
    await screen.findByText(
      'After scores like this, the next 4 h moved 1.24 × as much as after equally restless hours (1.17–1.31).',
    );
    screen.getByText(
      'After scores like this, the next 24 h: no difference known from equally restless hours (1.04 ×, 0.97–1.12).',
    );
    expect(document.body.textContent).not.toMatch(/\b(long|short|up|down|buy|sell|will)\b/i);
  });

  it('has its source and its limits behind a button', async () => {
    open(rowOf(CROWDED), () => Promise.resolve(null));
    const more = await screen.findByRole('button', { name: 'Source and limits' });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('table')).toBeNull();
    more.click();
    const table = await screen.findByRole('table');
    expect(more.getAttribute('aria-expanded')).toBe('true');
    expect(document.getElementById(more.getAttribute('aria-controls') ?? '')).toContain(table);
    const five = screen.getByRole('rowheader', { name: /^Four years/ }).parentElement;
    expect(five?.textContent).toContain('1.24 (1.17–1.31)300 days1.04 (0.97–1.12)1 day');
    for (const coin of MARKET_YEARS.coins) expect(document.body.textContent).toContain(coin);
    screen.getByText(/not counted yet/);
    screen.getByText('Size of moves only: nothing here says which way the price goes.');
    screen.getByText(
      'Scores are grouped by the default cut-offs (15, 35, 60), even if yours differ.',
    );
    expect(screen.getByRole('link', { name: 'Track record' }).getAttribute('href')).toBe(
      '/track-record.html',
    );
    more.click();
    await vi.waitFor(() => expect(screen.queryByRole('table')).toBeNull());
  });

  it('moves towards what was counted of the venue, and shows both', async () => {
    const past = open(rowOf(CROWDED), () => Promise.resolve(owned(60)));
    const sentence = await screen.findByText(/the next 4 h moved/);
    const ratio = Number(/moved ([\d.]+) ×/.exec(sentence.textContent)?.[1]);
    expect(ratio).toBeGreaterThan(FOUR.ratio);
    expect(ratio).toBeLessThan(1.8);
    expect(past.ownFigures).toHaveBeenCalledWith('binance');
    screen.getByRole('button', { name: 'Source and limits' }).click();
    const own = (await screen.findByRole('rowheader', { name: /Your history of Binance/ }))
      .parentElement;
    expect(own?.textContent).toContain('1.80 (1.50–2.16)60 days');
    expect(own?.lastElementChild?.textContent).toBe('–');
    screen.getByText(/^Your history was counted on/);
  });

  it('goes on without what can not be read', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    open(rowOf(CROWDED), () => Promise.reject(new Error('damaged')));
    expect(await screen.findByText(/the next 4 h moved/)).toBeTruthy();
    vi.restoreAllMocks();
  });

  it('is nothing for a score that is not ranked', async () => {
    const past = open(rowOf({ fundingPct: 1 }), () => Promise.resolve(null));
    await vi.waitFor(() => expect(past.ownFigures).toHaveBeenCalled());
    await Promise.resolve();
    expect(document.body.textContent).toBe('');
  });

  it('is a section of the detail view', async () => {
    open(rowOf(CROWDED), () => Promise.resolve(null), true);
    expect(await screen.findByRole('heading', { name: 'After scores like this' })).toBeTruthy();
  });
});
