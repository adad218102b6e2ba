import { describe, expect, it, vi } from 'vitest';
import { combine } from '../../../lib/board/combine';
import { createScorer, rankRows } from '../../../lib/board/rows';
import { filterRows } from '../../../lib/board/shown';
import { nextSort, sortRows } from '../../../lib/board/sorting';
import { createBoardStore } from '../../../lib/board/store';
import type { Standing } from '../../../lib/domain/board';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { STANDINGS, board, standing, status } from './rows-of';

const BTC = standing('BTCUSDT', { oi1hPct: 1, oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 });
const BOARDS = [board([...STANDINGS]), board([BTC], 'okx')];
const ALL = { ...DEFAULT_SETTINGS, view: 'all' as const };
const stored = { boards: BOARDS, statuses: [status(), status({ venue: 'okx' })] };

const rows = (boards = BOARDS, settings = ALL) =>
  rankRows(boards, settings, createScorer(), combine);
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);

function priced(symbol: string, markPrice: number): Standing {
  const one = standing(symbol, { fundingPct: 0.01 });
  return { ...one, reading: one.reading && { ...one.reading, markPrice } };
}

describe('all venues as rows', () => {
  it('are one per asset, ranked like any other', () => {
    const [first, ...rest] = rows();
    expect(first).toMatchObject({ key: 'all:BTC', venue: 'all', rank: 1, score: { score: 77 } });
    expect(first?.combined?.venueCount).toBe(2);
    expect(keys(rest)).toEqual(['all:ETH', 'all:SOL', 'all:AAA', 'all:NEW']);
  });

  it('leave out a venue that is off and what is outside of the universe', () => {
    expect(rows(BOARDS, { ...ALL, venues: { okx: false } })[0]?.combined?.venueCount).toBe(1);
    expect(rows(BOARDS, { ...ALL, universe: { quoteAssets: ['USDC'], tokenised: false } })).toEqual(
      [],
    );
  });

  it('keep two assets of one name apart, each under a key of its own', () => {
    const twins = [board([priced('XYZUSDT', 1)]), board([priced('XYZUSDT', 90)], 'okx')];
    const found = keys(rows(twins));
    expect(new Set(found).size).toBe(2);
    expect(found).toContain('all:XYZ');
    expect(found).toContain('all:XYZ binance:XYZUSDT');
  });

  it('are shown for a venue that lists them, and sorted by how many do', () => {
    const found = filterRows(rows(), { side: 'all', query: '', venue: 'okx' });
    expect(keys(found)).toEqual(['all:BTC']);
    const sort = nextSort({ key: 'score', descending: true }, 'venue', 'all');
    expect(sort.descending).toBe(true);
    expect(keys(sortRows(rows(), sort, new Set()))[0]).toBe('all:BTC');
  });
});

describe('the store', () => {
  it('shows rows per venue until what combines them is loaded', async () => {
    const store = createBoardStore();
    store.change({ stored, settings: ALL });
    expect(store.getState()).toMatchObject({ view: 'venues', venues: ['binance', 'okx'] });
    expect(store.getState().rows).toHaveLength(6);
    await vi.waitFor(() => expect(store.getState().view).toBe('all'));
    expect(store.getState().rows).toHaveLength(5);
    store.change({ settings: DEFAULT_SETTINGS });
    expect(store.getState().rows).toHaveLength(6);
  });

  it('has nothing to combine on a board of one venue', async () => {
    const store = createBoardStore();
    await store.prepare('all');
    store.change({ stored: { ...stored, boards: BOARDS.slice(0, 1) }, settings: ALL });
    expect(store.getState().view).toBe('venues');
    store.change({ stored });
    expect(store.getState().view).toBe('all');
  });

  it('shows one venue, and all again when that venue leaves the board', () => {
    const store = createBoardStore();
    store.change({ stored, venue: 'okx' });
    expect(keys(store.getState().shown)).toEqual(['okx:BTCUSDT']);
    store.change({ settings: { ...DEFAULT_SETTINGS, venues: { okx: false } } });
    expect(store.getState().venue).toBeNull();
    expect(store.getState().shown).toHaveLength(5);
  });
});
