import { describe, expect, it } from 'vitest';
import { firstView, isFirstView } from '../../../lib/board/first-view';
import type { FirstView } from '../../../lib/board/first-view';
import { BY_RANK, sortRows } from '../../../lib/board/sorting';
import { createBoardStore } from '../../../lib/board/store';
import { summarise } from '../../../lib/board/summary';
import { perpKey } from '../../../lib/domain/venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { board, rowsOf, perpState, status, symbols } from './rows-of';

const MANY = Array.from({ length: 60 }, (_, index) =>
  perpState(`S${index}USDT`, index % 9 === 0 ? {} : { oi24hPct: index / 2, fundingPct: 0.01 }),
);
const watchlist = [perpKey('binance', 'S3USDT'), perpKey('binance', 'S18USDT')];
const settings = { ...DEFAULT_SETTINGS, watchlist };

function viewOf(perpStates = MANY): FirstView {
  const shown = { settings, boards: [board(perpStates)], statuses: [status()] };
  return firstView(rowsOf(perpStates), shown);
}

function storeWith(first: FirstView) {
  const store = createBoardStore();
  store.change({ first, settings: first.settings });
  return store;
}

describe('the first view', () => {
  it('has the rows that the whole board begins with, and its summary', () => {
    const rows = rowsOf(MANY);
    const whole = sortRows(rows, BY_RANK, new Set(watchlist));
    const view = viewOf();
    expect(view.rows).toEqual(whole.slice(0, 20));
    expect(symbols(view.rows).slice(0, 2)).toEqual(['S3', 'S18']);
    expect(view.summary).toEqual(summarise(rows));
  });

  it('is small: no standing but those of its rows', () => {
    expect(viewOf().boards).toEqual([{ ...board([]) }]);
    expect(JSON.stringify(viewOf()).length).toBeLessThan(40_000);
  });

  it('survives the browser’s storage as it is', () => {
    const view = viewOf();
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  it.each([undefined, null, 7, 'rows', {}, { rows: [] }])('is not %j', (found) => {
    expect(isFirstView(found)).toBe(false);
  });
});

describe('a board that knows its first view only', () => {
  it('counts all rows, so that nothing moves when they come', () => {
    const state = storeWith(viewOf()).getState();
    expect(state.shown).toHaveLength(20);
    expect(state.shownCount).toBe(60);
    expect(state.summary.listed).toBe(60);
    expect(state.known?.statuses).toEqual([status()]);
  });

  it('filters what it has', () => {
    const store = storeWith(viewOf());
    store.change({ query: 's18' });
    expect(symbols(store.getState().shown)).toEqual(['S18']);
    expect(store.getState().shownCount).toBe(1);
  });

  it('shows the same first rows once the boards are read, and then follows them', () => {
    const store = storeWith(viewOf());
    const before = symbols(store.getState().shown);
    store.change({ stored: { boards: [board(MANY)], statuses: [status()] } });
    const { shown, shownCount } = store.getState();
    expect(symbols(shown).slice(0, 20)).toEqual(before);
    expect([shown.length, shownCount]).toEqual([60, 60]);
    store.change({ stored: { boards: [board(MANY.slice(0, 5))], statuses: [status()] } });
    expect(store.getState().shownCount).toBe(5);
  });
});
