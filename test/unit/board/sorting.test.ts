import { describe, expect, it } from 'vitest';
import { createScorer, rankRows } from '../../../lib/board/rows';
import { filterRows } from '../../../lib/board/filter';
import type { Side } from '../../../lib/board/filter';
import { summarise } from '../../../lib/board/summary';
import { BY_RANK, SORT_KEYS, nextSort, sortRows } from '../../../lib/board/sorting';
import type { SortKey } from '../../../lib/board/sorting';
import { MODEL_IDS } from '../../../lib/domain/score';
import { ranked, scoredRows } from '../../../lib/scoring/score';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { PERP_STATES, board, rowsOf, perpState, symbols } from './rows-of';

const NOBODY = new Set<string>();
/** Nothing is missing, and nothing pushes. */
const WHOLE = { oi1hPct: 0, oi4hPct: 0, oi24hPct: 0, fundingPct: 0, basisPct: 0 };

describe('rows', () => {
  it('are ranked by score, those with too little data last and without a rank', () => {
    const rows = rowsOf();
    expect(symbols(rows)).toEqual(['BTC', 'ETH', 'SOL', 'AAA', 'NEW']);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, null]);
  });

  it('take the band from the user’s own cut-offs', () => {
    const thresholds = { lean: 10, stretched: 20, stressed: 80 };
    expect(rowsOf(PERP_STATES, { thresholds })[0]?.band).toBe('stretched');
    expect(rowsOf()[0]?.band).toBe('stressed');
  });

  it('of a venue that is off, or outside the universe, are left out at once', () => {
    expect(rowsOf(PERP_STATES, { venues: { binance: false } })).toEqual([]);
    const universe = { quoteAssets: ['USDC'], tokenised: false };
    expect(rowsOf(PERP_STATES, { universe })).toEqual([]);
  });

  it('are scored once per standing and model', () => {
    const scoreOf = createScorer();
    const boards = [board([...PERP_STATES])];
    const first = rankRows(boards, DEFAULT_SETTINGS, scoreOf);
    const thresholds = { lean: 1, stretched: 2, stressed: 3 };
    const again = rankRows(boards, { ...DEFAULT_SETTINGS, thresholds }, scoreOf);
    again.forEach((row, index) => expect(row.score).toBe(first[index]?.score));
    const other = rankRows(boards, { ...DEFAULT_SETTINGS, model: 'crowding' }, scoreOf);
    expect(other.map(({ score }) => score.model)).toEqual(Array(5).fill('crowding'));
  });

  it.each(MODEL_IDS)('are in the order that the worker ranks by, with %s', (model) => {
    const boards = [board([...PERP_STATES])];
    const rows = rankRows(boards, { ...DEFAULT_SETTINGS, model }, createScorer());
    expect(symbols(rows)).toEqual(symbols(ranked(scoredRows(boards), model)));
  });
});

describe('sorting', () => {
  const sorted = (key: SortKey, descending: boolean) =>
    symbols(sortRows(rowsOf(), { key, descending }, NOBODY));

  it.each<[SortKey, boolean, string[]]>([
    ['score', true, ['BTC', 'ETH', 'SOL', 'AAA', 'NEW']],
    ['score', false, ['AAA', 'SOL', 'ETH', 'BTC', 'NEW']],
    ['bias', true, ['BTC', 'SOL', 'AAA', 'ETH', 'NEW']],
    ['symbol', false, ['AAA', 'BTC', 'ETH', 'SOL', 'NEW']],
    ['oi1h', true, ['BTC', 'AAA', 'SOL', 'ETH', 'NEW']],
    ['oi1h', false, ['SOL', 'AAA', 'BTC', 'ETH', 'NEW']],
    ['oi24h', true, ['BTC', 'SOL', 'AAA', 'ETH', 'NEW']],
    ['funding', false, ['ETH', 'AAA', 'BTC', 'SOL', 'NEW']],
    ['basis', true, ['BTC', 'ETH', 'SOL', 'AAA', 'NEW']],
  ])('by %s, descending %s: missing values last, unranked rows at the very end', (...given) => {
    const [key, descending, expected] = given;
    expect(sorted(key, descending)).toEqual(expected);
  });

  it.each(SORT_KEYS)('by %s keeps every row', (key) => {
    expect(sorted(key, true).toSorted()).toEqual(sorted('symbol', false).toSorted());
  });

  it.each([
    ['classic', ['EIGHT', 'FOUR', 'ONE']],
    ['crowding', ['FOUR', 'EIGHT', 'ONE']],
  ] as const)('puts funding of different periods in the order that %s reads it', (model, order) => {
    const four = { fundingPct: 0.02, funding8hPct: 0.04, basisPct: 0, oi24hPct: 0 };
    const rows = rowsOf(
      [
        perpState('FOURUSDT', four),
        perpState('EIGHTUSDT', { fundingPct: 0.03, basisPct: 0, oi24hPct: 0 }),
        perpState('ONEUSDT', { fundingPct: 0.01, basisPct: 0, oi24hPct: 0 }),
      ],
      { model },
    );
    const byFunding = sortRows(rows, { key: 'funding', descending: true }, NOBODY);
    expect(symbols(byFunding)).toEqual(order);
  });

  it('puts the watchlist on top, in the same order', () => {
    const watched = new Set(['binance:AAAUSDT', 'binance:NEWUSDT', 'binance:ETHUSDT']);
    const rows = sortRows(rowsOf(), BY_RANK, watched);
    expect(symbols(rows)).toEqual(['ETH', 'AAA', 'NEW', 'BTC', 'SOL']);
  });

  it.each([true, false])('by score is the order of ranks, descending %s', (descending) => {
    const partial = perpState('PARTUSDT', {
      oi1hPct: 0,
      oi4hPct: 0,
      fundingPct: 0.05,
      basisPct: 0.2,
    });
    const rows = rowsOf([
      partial,
      ...PERP_STATES,
      perpState('LOWUSDT', { ...WHOLE, fundingPct: 0.03 }),
    ]);
    // ETH has 44 and could be 16, which is below a known 17.
    const ranked = ['BTC', 'LOW', 'ETH', 'PART', 'SOL', 'AAA'];
    const sorted = sortRows([...rows].reverse(), { key: 'score', descending }, NOBODY);
    expect(symbols(rows)).toEqual([...ranked, 'NEW']);
    expect(symbols(sorted)).toEqual([...(descending ? ranked : ranked.reverse()), 'NEW']);
  });

  it('turns on a second press, and starts words at A and numbers at the largest', () => {
    expect(nextSort(BY_RANK, 'score')).toEqual({ key: 'score', descending: false });
    expect(nextSort(BY_RANK, 'symbol')).toEqual({ key: 'symbol', descending: false });
    expect(nextSort(BY_RANK, 'basis')).toEqual({ key: 'basis', descending: true });
  });
});

describe('filter and search', () => {
  const found = (side: Side, query: string) =>
    symbols(filterRows(rowsOf(), { side, query, venue: null }));

  it('shows one side, or all', () => {
    expect(found('long', '')).toEqual(['BTC', 'SOL', 'NEW']);
    expect(found('short', '')).toEqual(['ETH']);
    expect(found('neutral', '')).toEqual(['AAA']);
    expect(found('all', '')).toHaveLength(5);
  });

  it('shows squeeze risks of either side, whatever their score', () => {
    const rows = rowsOf([
      ...PERP_STATES,
      perpState('LOWUSDT', { ...WHOLE, oi24hPct: 15, fundingPct: -0.05 }),
      perpState('HIGHUSDT', {
        ...WHOLE,
        oi1hPct: 2.5,
        oi4hPct: 6,
        oi24hPct: 15,
        fundingPct: -0.04,
      }),
      perpState('OTHERUSDT', { ...WHOLE, oi24hPct: 5, fundingPct: 0.02, basisPct: -0.25 }),
    ]);
    const shown = filterRows(rows, { side: 'squeeze', query: '', venue: null });
    expect(shown.map(({ perp, level, score }) => [perp.symbol, level, score.score])).toEqual([
      ['HIGHUSDT', 'squeeze', 34],
      ['OTHERUSDT', 'squeeze', 5],
      ['LOWUSDT', 'squeeze', 0],
    ]);
    expect(summarise(rows)).toMatchObject({ ranked: 7, squeeze: 3 });
  });

  it('finds any of the words, in any case, anywhere in the symbol', () => {
    expect(found('all', ' btc, oL ')).toEqual(['BTC', 'SOL']);
    expect(found('long', 'eth')).toEqual([]);
    expect(found('all', '.*')).toEqual([]);
  });

  it('finds symbols in other scripts', () => {
    const rows = rowsOf([perpState('币安人生USDT')]);
    expect(filterRows(rows, { side: 'all', query: '人生', venue: null })).toHaveLength(1);
  });
});
