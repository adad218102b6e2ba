// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredBoards } from '../../../../lib/domain/board';
// The panel is loaded when a row is opened; here it is loaded before, so that no test waits for the disk.
import '../../../../components/detail/why-panel';
import '../../../../components/detail/detail-page';
import { NOW_MS, PERP_STATES, board, status } from '../../board/rows-of';
import { openBoard, press } from './page';

const STORED: StoredBoards = { boards: [board([...PERP_STATES])], statuses: [status()] };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const rows = () => screen.getAllByRole('row').filter((row) => row.hasAttribute('data-key'));
const names = () => rows().map((row) => row.dataset.key?.replace(/binance:|USDT/g, ''));
const selected = () => rows().find((row) => row.getAttribute('aria-selected') === 'true');

describe('the board', () => {
  it('is a tree grid of ranked rows that says how many there are', () => {
    openBoard(STORED);
    const grid = screen.getByRole('treegrid', { name: 'Perpetuals by derivatives pressure' });
    expect(grid.getAttribute('aria-rowcount')).toBe('6');
    expect(names()).toEqual(['BTC', 'ETH', 'SOL', 'AAA', 'NEW']);
    expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(screen.getByText('5 symbols').getAttribute('role')).toBe('status');
  });

  it('counts the market in the strip', () => {
    openBoard(STORED);
    const counter = (name: string) =>
      screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;
    expect(counter('Average stress')).toBe('34');
    const labels = [...document.querySelectorAll('.counter dt')].map((dt) => dt.textContent);
    expect(labels).toEqual(['Average stress', '▲ Long', '▼ Short', 'Neutral', 'Squeeze risk']);
    expect(labels.slice(1).map((label) => counter(label))).toEqual(['2', '1', '1', '0']);
  });

  it('says the side of a row in words, and marks what is partial or not ranked', () => {
    openBoard(STORED);
    const [btc, eth, , , fresh] = rows();
    expect(btc?.textContent).toContain('Long');
    expect(eth?.textContent).toContain('Short');
    expect(eth?.textContent).toContain('could be 16 to 72');
    expect(fresh?.textContent).toContain('could be 0 to 100');
    expect(within(fresh ?? document.body).getAllByRole('gridcell')[1]?.textContent).toBe('–');
  });

  it('sorts by a header and says so', async () => {
    openBoard(STORED);
    screen.getByRole('button', { name: 'Symbol' }).click();
    await waitFor(() => expect(names()).toEqual(['AAA', 'BTC', 'ETH', 'SOL', 'NEW']));
    const sorted = screen.getByRole('columnheader', { name: 'Symbol' });
    expect(sorted.getAttribute('aria-sort')).toBe('ascending');
    screen.getByRole('button', { name: 'Symbol' }).click();
    await waitFor(() => expect(sorted.getAttribute('aria-sort')).toBe('descending'));
  });

  it('shows one side', async () => {
    openBoard(STORED);
    screen.getByRole('radio', { name: 'Short' }).click();
    await waitFor(() => expect(names()).toEqual(['ETH']));
    expect(screen.getByText('1 of 5 symbols')).toBeTruthy();
  });

  it('marks an old row with its age', () => {
    const old = { ...PERP_STATES[1], openInterest: { baseQty: 1, atMs: NOW_MS - 3_600_000 } };
    const boards = [board([{ ...PERP_STATES[0], ...old } as (typeof PERP_STATES)[number]])];
    openBoard({ boards, statuses: [status()] });
    expect(within(rows()[0] ?? document.body).getByText('Old: measured 1 h ago')).toBeTruthy();
  });

  it('asks for fresh data when it opens, and at once on request', async () => {
    const { access } = openBoard(STORED);
    await waitFor(() => expect(access.refresh).toHaveBeenCalledWith(false));
    screen.getByRole('button', { name: 'Refresh now' }).click();
    expect(access.refresh).toHaveBeenLastCalledWith(true);
  });
});

describe('what Escape would do has a button', () => {
  it('in the reasons, the search and the list of keys', async () => {
    const { store } = openBoard(STORED);
    press('ArrowDown');
    press('Enter');
    (await screen.findByRole('button', { name: 'Close the reasons' })).click();
    await waitFor(() => expect(screen.queryByRole('table')).toBeNull());
    store.change({ query: 'sol' });
    (await screen.findByRole('button', { name: 'Clear the search' })).click();
    await waitFor(() => expect(names()).toHaveLength(5));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search symbols' }));
    screen.getByRole('button', { name: /Keys/ }).click();
    const list = await screen.findByRole('dialog', { name: 'Keys' });
    within(list).getByRole('button', { name: 'Close' }).click();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('and the list of keys says which key it is, and what each model reads', async () => {
    openBoard(STORED, {}, undefined, { receivesEscape: false });
    press('?');
    const list = await screen.findByRole('dialog', { name: 'Keys' });
    expect(within(list).getByText(/Esc closes the whole panel/)).toBeTruthy();
    expect(within(list).getByText(/^Classic reads funding as quoted/)).toBeTruthy();
    expect(within(list).getByText(/^Crowding reads every funding rate/)).toBeTruthy();
  });
});

describe('the focus', () => {
  it('goes to the rows when a new board takes its place away', async () => {
    const { store } = openBoard(STORED);
    press('End');
    press('Enter');
    const close = await screen.findByRole('button', { name: 'Close the reasons' });
    close.focus();
    const others = PERP_STATES.filter(({ perp }) => perp.symbol !== 'NEWUSDT');
    store.change({ stored: { ...STORED, boards: [board(others)] } });
    await waitFor(() => expect(names()).toHaveLength(4));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('treegrid')));
    // And when there are no rows, it waits where they will be.
    store.change({ query: 'zzz' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  it.each(['binance:GONEUSDT', 'binance:BTCUSDT'] as const)(
    'stays where it is over a new board, in the history of %s, listed or not',
    async (detail) => {
      const { store } = openBoard(STORED);
      store.change({ detail });
      const back = await screen.findByRole('button', { name: 'Board' });
      back.focus();
      for (let count = 0; count < 3; count += 1) {
        store.change({ stored: { ...STORED, boards: [board([...PERP_STATES])] } });
        await new Promise((done) => setTimeout(done));
        expect(document.activeElement).toBe(back);
      }
    },
  );
});

describe('the keyboard', () => {
  it('moves the selection, opens and closes the reasons', async () => {
    openBoard(STORED);
    press('ArrowDown');
    press('ArrowDown');
    await waitFor(() => expect(selected()?.dataset.key).toBe('binance:ETHUSDT'));
    const grid = screen.getByRole('treegrid');
    expect(document.activeElement).toBe(grid);
    expect(grid.getAttribute('aria-activedescendant')).toBe(selected()?.id);
    press('Enter');
    expect(await screen.findByText('Net short · OI falling')).toBeTruthy();
    expect(selected()?.getAttribute('aria-expanded')).toBe('true');
    expect(names()).toEqual(['BTC', 'ETH', 'SOL', 'AAA', 'NEW']);
    press('Escape');
    await waitFor(() => expect(screen.queryByText('Net short · OI falling')).toBeNull());
    press('End');
    await waitFor(() => expect(selected()?.dataset.key).toBe('binance:NEWUSDT'));
  });

  it('stars the selected row, saves it and puts it on top', async () => {
    const { saved } = openBoard(STORED);
    press('End');
    press('s');
    await waitFor(() => expect(names()[0]).toBe('NEW'));
    expect(saved().watchlist).toEqual(['binance:NEWUSDT']);
    expect(screen.getByText('NEWUSDT is on the watchlist')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Watch NEWUSDT', pressed: true })).toBeTruthy();
  });

  it('searches, goes back to the rows, and clears with Escape', async () => {
    openBoard(STORED);
    press('/');
    const search = screen.getByRole('textbox', { name: 'Search symbols' });
    expect(document.activeElement).toBe(search);
    if (search instanceof HTMLInputElement) search.value = 'sol';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await waitFor(() => expect(names()).toEqual(['SOL']));
    press('ArrowDown');
    await waitFor(() => expect(selected()?.dataset.key).toBe('binance:SOLUSDT'));
    press('Escape');
    await waitFor(() => expect(names()).toHaveLength(5));
  });

  it('acts on no row that a filter hides, and Escape is left to the browser', async () => {
    const { store, saved } = openBoard(STORED);
    store.change({ selected: 'binance:ETHUSDT', open: 'binance:ETHUSDT', side: 'long' });
    await waitFor(() => expect(names()).toEqual(['BTC', 'SOL', 'NEW']));
    for (const key of ['Escape', 'Backspace', 'Enter', ' ', 'ArrowLeft', 'ArrowRight', 's']) {
      expect([key, press(key)]).toEqual([key, 'not taken']);
    }
    expect(saved().watchlist).toEqual([]);
    // It keeps its place until the filter goes.
    store.change({ side: 'all' });
    expect(store.getState()).toMatchObject({ open: 'binance:ETHUSDT', detail: null });
  });

  it('leads back with Backspace where Escape would close the panel', async () => {
    openBoard(STORED);
    press('ArrowDown');
    press('Enter');
    await screen.findByRole('table', { name: /Reasons/ });
    press('Backspace');
    await waitFor(() => expect(screen.queryByRole('table')).toBeNull());
    press('/');
    press('Backspace');
    expect(document.activeElement).toBe(screen.getByRole('treegrid'));
    press('?');
    await screen.findByRole('dialog', { name: 'Keys' });
    press('Backspace');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('filters with 1 to 5 and lists its keys with ?', async () => {
    openBoard(STORED);
    press('3');
    await waitFor(() => expect(names()).toEqual(['ETH']));
    press('4');
    await waitFor(() => expect(names()).toEqual(['AAA']));
    press('1');
    press('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy();
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
