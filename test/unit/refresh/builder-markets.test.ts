/** Third-party markets: which are asked, in which order, and what a lost one leaves. */
import { describe, expect, it, vi } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { VenueError } from '../../../lib/http/venue-error';
import { withBuilderMarkets } from '../../../lib/refresh/builder-markets';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { BuilderMarkets } from '../../../lib/venues/contract';
import { perpState } from '../history/boards';
import { emptySnapshot, failure, fakeVenue, NOW_MS, step } from './fake-venue';

const perp = (symbol: string, part: Partial<Perp> = {}): Perp => ({
  ...perpState(symbol, null).perp,
  ...part,
});
const reading = (symbol: string, pricedAtMs = NOW_MS) => ({
  symbol,
  markPrice: 1,
  indexPrice: null,
  fundingRate: null,
  fundingPeriodHours: null,
  nextFundingAtMs: null,
  quoteVolume24h: null,
  pricedAtMs,
});
const symbolsOf = (perps: readonly Perp[]) => perps.map(({ symbol }) => symbol);

interface Given {
  stored?: readonly Perp[];
  /** The venue's own listing. */
  listed?: readonly Perp[];
  isNew?: boolean;
  isWanted?: boolean;
  list?: BuilderMarkets['list'];
  lost?: Readonly<Record<string, VenueError>>;
  /** When each market was priced last. */
  pricedAtMs?: Readonly<Record<string, number>>;
  /** Units of ten a minute that are spent. */
  spent?: number;
}

async function merged(given: Given = {}) {
  const { stored = [], listed = [perp('BTC')], isNew = false, isWanted = true } = given;
  const fetch = vi.fn((_: unknown, market: string) => {
    const error = given.lost?.[market];
    if (error !== undefined) return Promise.reject(error);
    return Promise.resolve({
      ...emptySnapshot({
        readings: [reading(`${market}:NEW`)],
        openInterest: new Map([[`${market}:NEW`, { baseQty: 2, atMs: NOW_MS }]]),
        settled: [`${market}:OLD`],
        droppedRows: 3,
      }),
      perps: [perp(`${market}:NEW`)],
    });
  });
  const list = vi.fn(given.list ?? (() => Promise.resolve([])));
  const builders: BuilderMarkets = {
    cost: { weight: 1 },
    list,
    fetch,
    marketOf: (symbol) => (symbol.includes(':') ? (symbol.split(':')[0] ?? null) : null),
  };
  const ledger = { weight: [{ atMs: NOW_MS, units: given.spent ?? 0 }] };
  const { context, work } = step(fakeVenue(), {
    state: { ledger },
    context: {
      universe: {
        ...DEFAULT_SETTINGS.universe,
        ...(isWanted && { builderMarkets: true as const }),
      },
    },
  });
  const perpStates = Object.entries(given.pricedAtMs ?? {}).map(([market, atMs]) => ({
    ...perpState(`${market}:OLD`, null),
    reading: reading(`${market}:OLD`, atMs),
  }));
  work.board = { venue: 'fake', asOfMs: NOW_MS, perpStates };
  const snapshot = emptySnapshot({
    readings: [reading('BTC')],
    openInterest: new Map([['BTC', { baseQty: 1, atMs: NOW_MS }]]),
    settled: ['GONE'],
    droppedRows: 1,
  });
  const result = await withBuilderMarkets(context, work, builders, stored, {
    listing: { perps: [...listed], isNew },
    snapshot,
  });
  return { ...result, snapshot, result, list, asked: fetch.mock.calls.map(([, market]) => market) };
}

const market = (name: string, ...coins: string[]) => ({ name, coins });

describe('third-party markets that are not wanted', () => {
  it('are not asked, nor on the board; the prices are the venue’s own', async () => {
    const stored = [perp('BTC'), perp('x:OLD')];
    const listed = [perp('BTC'), perp('x:OLD')];
    const { perps, result, snapshot, list, asked } = await merged({
      stored,
      listed,
      isWanted: false,
    });
    expect(symbolsOf(perps)).toEqual(['BTC']);
    expect(result.snapshot.readings).toEqual(snapshot.readings);
    expect([list.mock.calls.length, asked]).toEqual([0, []]);
  });

  it('are listed with a new listing all the same, since a name may be theirs, too', async () => {
    const list = () => Promise.resolve([market('x', 'BTC', 'TSLA')]);
    const listed = [perp('BTC'), perp('ETH')];
    const { perps, asked } = await merged({ listed, isNew: true, isWanted: false, list });
    expect(perps).toEqual([perp('BTC', { sharesName: true }), perp('ETH')]);
    expect(asked).toEqual([]);
    // Until the next listing that is known; a name that is theirs no more is ours again.
    const known = await merged({ stored: perps, listed, isWanted: false });
    expect(known.perps).toEqual(perps);
    const again = () => Promise.resolve([market('x', 'ETH')]);
    const later = await merged({
      stored: perps,
      listed: perps,
      isNew: true,
      isWanted: false,
      list: again,
    });
    expect(later.perps).toEqual([perp('BTC'), perp('ETH', { sharesName: true })]);
  });

  it('that can’t be listed are no error', async () => {
    const list = () => Promise.reject(failure('timeout'));
    const { result } = await merged({ isNew: true, isWanted: false, list });
    expect(result.snapshot.errors).toEqual([]);
  });
});

describe('third-party markets that are wanted', () => {
  it('are listed first, and each asked; their rows follow the venue’s own', async () => {
    const list = () => Promise.resolve([market('x'), market('y')]);
    const { perps, result, asked } = await merged({ list });
    expect(asked).toEqual(['x', 'y']);
    expect(symbolsOf(perps)).toEqual(['BTC', 'x:NEW', 'y:NEW']);
    const { readings, openInterest, settled, droppedRows, errors } = result.snapshot;
    expect(readings.map(({ symbol }) => symbol)).toEqual(['BTC', 'x:NEW', 'y:NEW']);
    expect([...openInterest.keys()]).toEqual(['BTC', 'x:NEW', 'y:NEW']);
    expect(settled).toEqual(['GONE', 'x:OLD', 'y:OLD']);
    expect([droppedRows, errors]).toEqual([7, []]);
  });

  it('are asked without a list while they are known, the longest without prices first', async () => {
    const stored = ['x', 'y', 'z', 'new'].map((name) => perp(`${name}:OLD`));
    const pricedAtMs = { x: NOW_MS - 1, y: NOW_MS - 9, z: NOW_MS - 5 };
    const { list, asked } = await merged({ stored, pricedAtMs });
    expect(list).not.toHaveBeenCalled();
    expect(asked).toEqual(['new', 'y', 'z', 'x']);
  });

  it('that are listed no more leave', async () => {
    const stored = [perp('x:OLD'), perp('gone:OLD')];
    const list = () => Promise.resolve([market('x')]);
    const { perps, asked } = await merged({ stored, isNew: true, list });
    expect(asked).toEqual(['x']);
    expect(symbolsOf(perps)).toEqual(['BTC', 'x:NEW']);
  });

  it('that fail keep their last rows, and the others go on', async () => {
    const stored = [perp('x:OLD'), perp('y:OLD')];
    const timeout = failure('timeout');
    const { perps, result, asked } = await merged({ stored, lost: { x: timeout } });
    expect(asked).toEqual(['x', 'y']);
    expect(symbolsOf(perps)).toEqual(['BTC', 'x:OLD', 'y:NEW']);
    expect(result.snapshot.errors).toEqual([timeout]);
  });

  it('end with trouble of the whole venue, and with the budget', async () => {
    const stored = [perp('x:OLD'), perp('y:OLD')];
    const banned = await merged({ stored, lost: { x: failure('banned') } });
    expect(banned.asked).toEqual(['x']);
    expect(symbolsOf(banned.perps)).toEqual(['BTC', 'x:OLD', 'y:OLD']);
    expect(banned.result.snapshot.errors).toHaveLength(1);
    const spent = await merged({ stored, spent: 9 });
    expect(spent.asked).toEqual(['x']);
    expect(symbolsOf(spent.perps)).toEqual(['BTC', 'y:OLD', 'x:NEW']);
    expect(spent.result.snapshot.errors).toEqual([]);
  });

  it('that can’t be listed are an error, and those known are asked', async () => {
    const timeout = failure('timeout');
    const list = () => Promise.reject(timeout);
    const { result, asked } = await merged({ stored: [perp('x:OLD')], isNew: true, list });
    expect(result.snapshot.errors).toEqual([timeout]);
    expect(asked).toEqual(['x']);
    await expect(merged({ list: () => Promise.reject(new TypeError('bug')) })).rejects.toThrow(
      'bug',
    );
  });
});
