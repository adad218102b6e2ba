/** The states of the track record that a browser test would have to break something for. */
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrackRecordAccess } from '../../../../components/track-record/access';
import { TrackRecordPage } from '../../../../components/track-record/track-record-page';
import { WordsProvider } from '../../../../components/ui/words';
import { MARKET_YEARS } from '../../../../lib/calibration/market-years';
import { MODELS } from '../../../../lib/scoring/score';
import { HANG_MS } from '../../../patience';
import type { Thresholds } from '../../../../lib/domain/band';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { seriesBySymbol, START_MS } from '../../track-record/world';
import { english } from '../options/fixtures';

const NOTHING = { countedAtMs: 0, figures: [] };
const DAYS = 24;
const DAY_MS = 86_400_000;
const series = seriesBySymbol({
  ...{ seed: 2, symbols: 12, days: DAYS, unevenness: 0.5, effectHours: 4 },
  effect: ({ classic }) => (classic.score >= 15 ? 3 : 1),
});
const symbols = [...series.keys()];

function open(change: Partial<TrackRecordAccess>): void {
  const access: TrackRecordAccess = {
    settings: { read: () => Promise.resolve(DEFAULT_SETTINGS), watch: () => undefined },
    venueName: () => 'Binance',
    whyUnreadable: () => Promise.resolve('page' as const),
    readVenues: () => Promise.resolve([{ venue: 'binance', symbols }]),
    past: { read: (_, symbol) => Promise.resolve(series.get(symbol) ?? null) },
    storeFigures: () => Promise.resolve(),
    openOptions: () => undefined,
    ...change,
  };
  render(
    <WordsProvider value={english}>
      <TrackRecordPage access={access} />
    </WordsProvider>,
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS + (DAYS + 1) * DAY_MS });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const counted = () => screen.findByRole('table');

/** The table's text once both models are counted. */
async function whole(): Promise<string> {
  await screen.findByText('Done: Binance');
  return screen.getByRole('table').textContent;
}

const rowOf = (name: string) => {
  const row = screen.getByRole('rowheader', { name }).parentElement;
  if (row === null) throw new Error('no row');
  return row;
};

describe('the track record', () => {
  it('says what happens next where there is no history', async () => {
    open({ readVenues: () => Promise.resolve([]) });
    await screen.findByRole('heading', { name: 'No history yet' });
    expect(screen.getByRole('button', { name: 'Open options' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'How this is counted' })).toBeTruthy();
  });

  it('says that the database can not be opened', async () => {
    open({ readVenues: () => Promise.reject(new Error('locked')) });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('could not be opened');
  });

  it('answers from the symbols that can be read, and says how many can not', async () => {
    const read: TrackRecordAccess['past']['read'] = (_, symbol) =>
      symbol === symbols[3]
        ? Promise.reject(new Error('damaged'))
        : Promise.resolve(series.get(symbol) ?? null);
    open({ past: { read } });
    const table = await counted();
    screen.getByText('1 of 12 symbols could not be read and are left out.');
    expect(table.textContent).toMatch(/[12]\.\d\d \([\d.]+–[\d.]+\)more/);
    expect(document.body.textContent).not.toMatch(/NaN|Infinity|undefined|\$\d/);
  });

  it('says why when none can be read, and tries again', async () => {
    let isBroken = true;
    const read: TrackRecordAccess['past']['read'] = (_, symbol) =>
      isBroken ? Promise.reject(new Error('damaged')) : Promise.resolve(series.get(symbol) ?? null);
    open({ past: { read } });
    expect((await screen.findByRole('alert')).textContent).toContain('damaged');
    isBroken = false;
    screen.getByRole('button', { name: 'Count again' }).click();
    await counted();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says the same twice, and never which way a price goes', async () => {
    open({});
    const first = await whole();
    cleanup();
    open({});
    expect(await whole()).toBe(first);
    expect(document.body.textContent).not.toMatch(/\b(buy|sell|will)\b/i);
  });

  it('counts only what is over by now', async () => {
    const windowsAt = async (nowMs: number) => {
      vi.setSystemTime(nowMs);
      open({});
      await counted();
      const { textContent } = screen.getByText(/^12 symbols recorded since/);
      cleanup();
      return Number(/([\d,]+) windows with a score/.exec(textContent)?.[1]?.replace(',', ''));
    };
    // Six windows a day, without the first one, whose score is unknown, and those that are not over yet.
    expect(await windowsAt(START_MS + 12 * DAY_MS + 60_000)).toBe(12 * (12 * 6 - 2));
    expect(await windowsAt(START_MS + 12.5 * DAY_MS + 60_000)).toBe(12 * (12 * 6 + 3 - 2));
  });

  it('has both models next to each other, and the market years apart from the own history', async () => {
    open({});
    await whole();
    const columns = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(columns.slice(1).map((text) => /^\w+ model/.exec(text)?.[0])).toEqual([
      'Classic model',
      'Crowding model',
    ]);
    const [, classic, crowding] = [...rowOf('Stretched (35–59)').children];
    for (const [model, cell] of Object.entries({ classic, crowding })) {
      const figure = MARKET_YEARS.figures.find(
        (one) => one.model === model && one.band === 'stretched' && one.hours === 4,
      );
      const [five, own] = [...(cell?.querySelectorAll('.track-source') ?? [])];
      expect([five?.textContent, own?.textContent], model).toEqual(['4 years', 'Yours']);
      expect(five?.parentElement?.textContent).toContain(figure?.ratio.toFixed(2));
    }
    // Every row is named without a contradiction.
    const names = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(names.map((name) => name.replace(/^[▲▼·]/, ''))).toEqual([
      ...['Stressed (60–100)', 'Stressed, long', 'Stressed, short'],
      ...['Stretched (35–59)', 'Stretched, long', 'Stretched, short'],
      ...['Lean (15–34)', 'Lean, long', 'Lean, short'],
      ...['Neutral (0–14)', 'Neutral, leaning long (12–14)', 'Neutral, leaning short (12–14)'],
      'Neutral, no side (0–11)',
    ]);
    const words = screen.getByText(/after similar hours exclude 1/).textContent;
    const [, excluding, of, chance] =
      /^(\d+) of (\d+) intervals .* it would be about ([\d.]+),/.exec(words) ?? [];
    expect(Number(excluding)).toBeGreaterThan(Number(chance));
    expect(Number(chance)).toBeCloseTo(Number(of) / 20, 1);
  });

  it('changes measure and comparison without counting again', async () => {
    const read = vi.fn<TrackRecordAccess['past']['read']>((_, symbol) =>
      Promise.resolve(series.get(symbol) ?? null),
    );
    open({ past: { read } });
    const first = await whole();
    const reads = read.mock.calls.length;
    screen.getByRole('radio', { name: 'Largest adverse move' }).click();
    await screen.findByRole('table', {
      name: /^Binance: largest adverse move in the 4 h after each score, as a multiple of similar/,
    });
    screen.getByRole('radio', { name: 'All hours' }).click();
    await screen.findByRole('table', { name: /multiple of all hours/ });
    expect(screen.queryByText('4 years')).toBeNull();
    screen.getByRole('radio', { name: 'Volatility' }).click();
    screen.getByRole('radio', { name: 'Similar hours' }).click();
    await screen.findByRole('table', { name: /volatility .* similar hours/ });
    expect(await whole()).toBe(first);
    expect(read.mock.calls.length).toBe(reads);
  });

  it('says how long a figure takes, and what is kept', async () => {
    open({});
    await whole();
    screen.getByRole('radio', { name: '24 h' }).click();
    // A figure of 24 h takes more than a month; the 4 h table stays until the other one is counted.
    await vi.waitFor(() => expect(rowOf('Stretched, long').textContent).toContain('of 30 times'), {
      timeout: HANG_MS,
    });
    const [, few] = [...rowOf('Stretched, long').children];
    expect(few?.textContent).toMatch(/\d+ of 30 times/);
    expect(few?.textContent).toMatch(/Needs \d+ days of history; you keep 30$/);
    expect(screen.getByRole('button', { name: 'Change' })).toBeTruthy();
  });

  it('stores the figures of both models and horizons, by the default cut-offs', async () => {
    const storedBy = async (thresholds: Thresholds) => {
      const storeFigures = vi.fn<TrackRecordAccess['storeFigures']>(() => Promise.resolve());
      const settings = { ...DEFAULT_SETTINGS, thresholds };
      open({ storeFigures, settings: { read: () => Promise.resolve(settings), watch: vi.fn() } });
      await vi.waitFor(() => expect(storeFigures).toHaveBeenCalledTimes(1), { timeout: HANG_MS });
      const [venue, { countedAtMs, figures }] = storeFigures.mock.calls[0] ?? ['', NOTHING];
      expect(venue).toBe('binance');
      expect(countedAtMs).toBeGreaterThanOrEqual(START_MS + (DAYS + 1) * DAY_MS);
      return figures;
    };
    const figures = await storedBy(DEFAULT_SETTINGS.thresholds);
    const four = figures.filter(({ hours }) => hours === 4);
    expect(new Set(four.map(({ model }) => model))).toEqual(new Set(['classic', 'crowding']));
    const stretched = four.find(({ model, band }) => model === 'classic' && band === 'stretched');
    // The planted effect, from 15 on.
    expect(stretched?.ratio).toBeGreaterThan(1.1);
    expect(stretched?.version).toBe(MODELS.classic.version);
    const [, classic] = [...rowOf('Stretched (35–59)').children];
    const [ratio, low, high] = [stretched?.ratio, stretched?.low, stretched?.high].map((value) =>
      value?.toFixed(2),
    );
    expect(classic?.textContent).toContain(`${ratio} (${low}–${high})`);
    expect(classic?.textContent).toContain(`${stretched?.days} days`);
    // Three weeks are too short for a close match, which the page says, too.
    expect(figures.every(({ isCoarse }) => isCoarse)).toBe(true);
    expect(screen.getAllByText(/rough match$/).length).toBeGreaterThan(0);
    cleanup();
    expect(await storedBy({ lean: 10, stretched: 20, stressed: 90 })).toEqual(figures);
    screen.getByText('The four years go by the default cut-offs (15, 35, 60); yours differ.');
  });

  it('shows the figures where they can not be stored', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    open({ storeFigures: () => Promise.reject(new Error('full')) });
    await whole();
    await vi.waitFor(() => expect(console.warn).toHaveBeenCalled(), { timeout: HANG_MS });
    expect(screen.queryByRole('alert')).toBeNull();
    vi.restoreAllMocks();
  });
});
