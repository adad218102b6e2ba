// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shortMark } from '../../../../components/board/access';
import { VENUES } from '../../../../lib/venues/registry';
import type { VenueStatus } from '../../../../lib/domain/venue-status';
// The panel is loaded when a row is opened; here it is loaded before, so that no test waits for the disk.
import '../../../../components/detail/why-panel';
import { NOW_MS, PERP_STATES, board, perpState, status } from '../../board/rows-of';
import { openBoard, press } from './page';

const HOUR_MS = 3_600_000;
const BTC = perpState('BTCUSDT', { oi1hPct: 1, oi24hPct: 15, fundingPct: 0.03, basisPct: 0.25 });

function stored(bitget: Partial<VenueStatus> = {}) {
  return {
    boards: [board([...PERP_STATES]), board([BTC], 'bitget')],
    statuses: [status(), status({ venue: 'bitget', ...bitget })],
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const keys = () =>
  screen
    .getAllByRole('row')
    .flatMap((row) => (row.dataset.key === undefined ? [] : [row.dataset.key]));
const mark = (name: RegExp) =>
  within(screen.getByRole('list', { name: 'Exchange status' })).getByRole('button', { name });
/** What a screen reader says of a mark beyond its name. */
const tipOf = (button: HTMLElement) =>
  document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

describe('the view', () => {
  it('can be chosen only where several venues have a board', () => {
    openBoard({ boards: [board([...PERP_STATES])], statuses: [status()] });
    expect(screen.queryByRole('radio', { name: 'Per asset' })).toBeNull();
  });

  it('turns to one row per asset, is saved, and turns back', async () => {
    const { saved } = openBoard(stored());
    expect(keys()).toHaveLength(6);
    screen.getByRole('radio', { name: 'Per asset' }).click();
    await waitFor(() => expect(keys()[0]).toBe('all:BTC'));
    expect(keys()).toHaveLength(5);
    expect(screen.getByText('5 assets')).toBeTruthy();
    expect(saved().view).toBe('all');
    const [first] = screen.getAllByRole('row').filter((row) => row.dataset.key);
    expect(first?.textContent).toContain('2 exchanges: Binance, Bitget');
    expect(first?.textContent).toContain('/8h');
    screen.getByRole('radio', { name: 'Per exchange' }).click();
    await waitFor(() => expect(keys()).toHaveLength(6));
    expect(saved().view).toBe('venues');
  });

  it('lists what each venue says under an open asset', async () => {
    const { store } = openBoard(stored(), { view: 'all' });
    await waitFor(() => expect(store.getState().view).toBe('all'));
    store.change({ selected: 'all:BTC', open: 'all:BTC' });
    const table = await screen.findByRole('table', { name: 'BTC on each exchange' });
    const lines = within(table).getAllByRole('row').slice(1);
    expect(lines.map((line) => line.textContent)).toEqual([
      'Binance BTCUSDT+0.0500 %+0.250 %120 M50 %10 s ago',
      'Bitget BTCUSDT+0.0300 %+0.250 %120 M50 %10 s ago',
    ]);
    const link = await within(table).findByRole('link', { name: 'Bitget' });
    expect(link.getAttribute('href')).toBe('https://bitget.example/BTCUSDT');
    expect(
      screen.getByText(
        'Funding differs by 0.0200 percentage points: lowest on Bitget, highest on Binance.',
      ),
    ).toBeTruthy();
    expect(screen.queryByText(/counts each contract twice/)).toBeNull();
  });

  it('says whose open interest is another on its own pages', async () => {
    const { boards, statuses } = stored();
    const twice = boards.map((one) =>
      one.venue === 'bitget'
        ? {
            ...one,
            perpStates: one.perpStates.map((perpState) => ({
              ...perpState,
              perp: { ...perpState.perp, openInterestSides: 2 as const },
            })),
          }
        : one,
    );
    const { store } = openBoard({ boards: twice, statuses }, { view: 'all' });
    await waitFor(() => expect(store.getState().view).toBe('all'));
    store.change({ selected: 'all:BTC', open: 'all:BTC' });
    const table = await screen.findByRole('table', { name: 'BTC on each exchange' });
    const lines = within(table).getAllByRole('row').slice(1);
    expect(lines.map((line) => line.textContent)).toEqual([
      'Binance BTCUSDT+0.0500 %+0.250 %120 M67 %10 s ago',
      'Bitget BTCUSDT+0.0300 %+0.250 %60 M33 %10 s ago',
    ]);
    screen.getByText('Bitget counts each contract twice, once per side. It is counted once here.');
    screen.getByText(
      'Binance does not publish whether open interest counts one side or both. It is taken as one side.',
    );
  });
});

describe('one venue alone', () => {
  it('is chosen from a list by its whole name, and all again', async () => {
    openBoard(stored());
    const list = screen.getByRole('combobox', { name: 'Exchange' });
    expect(
      within(list)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['All exchanges', 'Binance', 'Bitget']);
    fireEvent.change(list, { target: { value: 'bitget' } });
    await waitFor(() => expect(keys()).toEqual(['bitget:BTCUSDT']));
    // Letters look for an entry there.
    expect(press('s', list)).toBe('not taken');
    fireEvent.change(list, { target: { value: '' } });
    await waitFor(() => expect(keys()).toHaveLength(6));
  });

  it('is no choice on a board of one venue', () => {
    openBoard({ boards: [board([...PERP_STATES])], statuses: [status()] });
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('differs from every other by a mark that begins a name and is no abbreviation', () => {
    const marks = VENUES.map(({ name }) => shortMark(name));
    expect(new Set(marks).size).toBe(VENUES.length);
    VENUES.forEach(({ name }, index) => {
      const mark = marks[index] ?? '';
      expect(name.startsWith(mark)).toBe(true);
      expect(mark.length).toBeGreaterThanOrEqual(Math.min(5, name.length));
    });
  });
});

describe('a venue’s mark', () => {
  it('shows that venue alone, and all again', async () => {
    openBoard(stored());
    mark(/Bitget/).click();
    await waitFor(() => expect(keys()).toEqual(['bitget:BTCUSDT']));
    expect(mark(/Bitget/).getAttribute('aria-pressed')).toBe('true');
    mark(/Bitget/).click();
    await waitFor(() => expect(keys()).toHaveLength(6));
  });

  it('does so from its row and with V; Escape shows all', async () => {
    openBoard(stored());
    const cell = screen.getAllByRole('row').find((row) => row.dataset.key === 'bitget:BTCUSDT');
    within(cell ?? document.body)
      .getByRole('button', { name: 'Bitget' })
      .click();
    await waitFor(() => expect(keys()).toEqual(['bitget:BTCUSDT']));
    press('Escape');
    await waitFor(() => expect(keys()).toHaveLength(6));
    press('v');
    await waitFor(() => expect(keys()).toHaveLength(5));
    press('v');
    await waitFor(() => expect(keys()).toEqual(['bitget:BTCUSDT']));
  });

  it('puts its words away with Escape, and leaves the next one to the popup', async () => {
    openBoard(stored());
    const one = mark(/Bitget/);
    one.focus();
    const item = () => one.closest('li')?.className;
    expect(fireEvent.keyDown(one, { key: 'Escape' })).toBe(false);
    await waitFor(() => expect(item()).toBe('is-dismissed'));
    expect(fireEvent.keyDown(one, { key: 'Escape' })).toBe(true);
    one.blur();
    await waitFor(() => expect(item()).toBe(''));
  });

  it('says how much of its ceilings is used, by when it was read', async () => {
    const budgets = [
      { id: 'futures-data', used: 25, ceiling: 250, windowMs: 300_000 },
      { id: 'tickers', used: 3, ceiling: 5, windowMs: 1_000 },
    ];
    const { store } = openBoard(stored({ budgets, droppedRows: 2, setAside: 3 }));
    expect(tipOf(mark(/Bitget/))).toContain('futures data25 of 250 in 5 min');
    expect(tipOf(mark(/Bitget/))).toContain('tickers3 of 5 in 1 s');
    expect(tipOf(mark(/Bitget/))).toContain('2 rows of the last answer could not be read');
    expect(tipOf(mark(/Bitget/))).toContain(
      'Implausible values held until a second reading confirms them: 3',
    );
    store.change({ readAtMs: NOW_MS - 2_000 });
    await waitFor(() => expect(tipOf(mark(/Bitget/))).toContain('tickers0 of 5 in 1 s'));
  });

  it('says until when it waits', () => {
    const at = new Date(NOW_MS + 61_000);
    const trouble = { kind: 'rate-limited', detail: '', sinceMs: 0, retryAtMs: at.getTime() };
    openBoard(stored({ trouble: { ...trouble, kind: 'rate-limited' } }));
    const two = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    const clock = at.toLocaleTimeString(undefined, two);
    expect(tipOf(mark(/Bitget/))).toContain(`Trying again at ${clock}`);
  });

  it('says what is collected, in the status line too', () => {
    const collecting = [
      { windowMs: HOUR_MS, readyAtMs: null },
      { windowMs: 4 * HOUR_MS, readyAtMs: NOW_MS + 130 * 60_000 },
      { windowMs: 24 * HOUR_MS, readyAtMs: NOW_MS + 17 * HOUR_MS },
    ];
    const history = { loaded: 0, wanted: 1 };
    openBoard(stored({ collecting, history }));
    const words = '1 h ready, 4 h in 2 h 10 min, 24 h in 17 h';
    expect(tipOf(mark(/Bitget collecting history/))).toContain(`Collecting history: ${words}`);
    expect(screen.getByText(`Bitget collecting: ${words}`)).toBeTruthy();
  });
});
