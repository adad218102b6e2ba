// @vitest-environment happy-dom
/** The board while it knows its first rows only: what the worker left, before the boards themselves are read. */
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstView } from '../../../../lib/board/first-view';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { NOW_MS, board, rowsOf, perpState, status } from '../../board/rows-of';
import { openBoard, press } from './page';

const MANY = Array.from({ length: 30 }, (_, index) =>
  perpState(`S${index}USDT`, { oi24hPct: index / 2, fundingPct: 0.01 }),
);
const STORED = { boards: [board(MANY)], statuses: [status()] };
const FIRST = firstView(rowsOf(MANY), { settings: DEFAULT_SETTINGS, ...STORED });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const selected = () => screen.queryAllByRole('row', { selected: true })[0]?.dataset.key;

describe('a board with its first rows alone', () => {
  it('is as high, and says as much, as it will be', async () => {
    const { store } = openBoard(null);
    store.change({ first: FIRST });
    await waitFor(() => {
      expect(screen.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('31');
      screen.getByText('30 symbols');
    });
  });

  it('keeps early keys for the rows to come', async () => {
    const { store } = openBoard(null);
    store.change({ first: FIRST });
    await waitFor(() => screen.getByRole('treegrid'));
    press('End');
    expect(store.getState().selected).toBeNull();
    store.change({ stored: STORED });
    await waitFor(() => expect(selected()).toBe('binance:S0USDT'));
  });

  it('leaves the search for a row to come, with the focus where the row is', async () => {
    const { store } = openBoard(null);
    store.change({ first: FIRST });
    await waitFor(() => screen.getByRole('treegrid'));
    press('/');
    store.change({ query: 's0' });
    await waitFor(() => expect(screen.queryByRole('treegrid')).toBeNull());
    press('ArrowDown');
    store.change({ stored: STORED });
    await waitFor(() => expect(selected()).toBe('binance:S0USDT'));
    expect(document.activeElement).toBe(screen.getByRole('treegrid'));
  });

  it('takes what follows a key that leaves the search as meant for the rows', async () => {
    const { store } = openBoard(null);
    store.change({ first: FIRST });
    await waitFor(() => screen.getByRole('treegrid'));
    press('/');
    store.change({ query: 's0' });
    press('ArrowDown');
    press('ArrowRight');
    store.change({ stored: STORED });
    await waitFor(() => expect(store.getState().open).toBe('binance:S0USDT'));
  });

  it('does not say that nothing fits while it does not know', async () => {
    const { store } = openBoard(null);
    store.change({ first: FIRST, query: 's0' });
    await waitFor(() => expect(store.getState().shown).toEqual([]));
    expect(screen.queryByText(/No symbol/)).toBeNull();
    store.change({ stored: STORED });
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  });
});
