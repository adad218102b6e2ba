/** The states of the track record that a browser test would have to break something for. */
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrackRecordAccess } from '../../../../components/track-record/access';
import { TrackRecordPage } from '../../../../components/track-record/track-record-page';
import { WordsProvider } from '../../../../components/ui/words';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { seriesBySymbol, START_MS } from '../../track-record/world';
import { english } from '../options/fixtures';

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
    screen.getByText('1 of 12 symbols could not be read; the answer is made of the others.');
    expect(table.textContent).toMatch(/moved [12]\.\d\d times as much as usual/);
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
    const first = (await counted()).textContent;
    cleanup();
    open({});
    expect((await counted()).textContent).toBe(first);
    expect(document.body.textContent).not.toMatch(/\b(buy|sell|will)\b/i);
  });

  it('counts only what is over by now', async () => {
    const windowsAt = async (nowMs: number) => {
      vi.setSystemTime(nowMs);
      open({});
      await counted();
      const { textContent } = screen.getByText(/^12 symbols recorded since/);
      cleanup();
      return Number(/([\d,]+) windows had a score/.exec(textContent)?.[1]?.replace(',', ''));
    };
    // Six windows a day, but for the first one, whose score nobody knows, and those that the moment lies in.
    expect(await windowsAt(START_MS + 12 * DAY_MS + 60_000)).toBe(12 * (12 * 6 - 2));
    expect(await windowsAt(START_MS + 12.5 * DAY_MS + 60_000)).toBe(12 * (12 * 6 + 3 - 2));
  });
});
