/** When the listing is read again, and what stays of the one before. */
import { describe, expect, it, vi } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import { HOUR_MS, MINUTE_MS } from '../../../lib/domain/time';
import { freshListing, isListingDue } from '../../../lib/refresh/listing';
import type { VenueState } from '../../../lib/refresh/state';
import type { Venue } from '../../../lib/venues/contract';
import { perpState } from '../history/boards';
import { emptyListing, failure, fakeVenue, NOW_MS, step } from './fake-venue';

const perp = (symbol: string, part: Partial<Perp> = {}): Perp => ({
  ...perpState(symbol, null).perp,
  ...part,
});
const HOUR_START_MS = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;

describe('a listing is due', () => {
  const isDue = (
    state: Partial<VenueState>,
    states: Venue['listing']['states'] = {},
    nowMs = NOW_MS,
  ) => {
    const venue = fakeVenue();
    const { context, work, clock } = step(
      { ...venue, listing: { ...venue.listing, states } },
      { state },
    );
    clock.nowMs = nowMs;
    return isListingDue(context, work);
  };

  it('without a time, after an hour, and where its time is an hour ahead', () => {
    expect(isDue({ listedAtMs: null })).toBe(true);
    expect(isDue({ listedAtMs: NOW_MS - HOUR_MS + 1 })).toBe(false);
    expect(isDue({ listedAtMs: NOW_MS - HOUR_MS })).toBe(true);
    expect(isDue({ listedAtMs: NOW_MS + HOUR_MS })).toBe(true);
  });

  it('three minutes after each full hour of the venue’s clock, where it alone states periods', () => {
    const states = { fundingPeriods: true } as const;
    const read = (sinceHourMs: number, skewMs = 0) => ({
      listedAtMs: HOUR_START_MS + sinceHourMs - skewMs,
      clockSkewMs: skewMs,
    });
    expect(isDue(read(3 * MINUTE_MS - 1), states)).toBe(true);
    expect(isDue(read(3 * MINUTE_MS), states)).toBe(false);
    expect(isDue(read(3 * MINUTE_MS - 1))).toBe(false);
    expect(isDue(read(3 * MINUTE_MS - 1), { contractSizes: true })).toBe(false);
    // Seven minutes to the hour here are seven past it there.
    const skewMs = 14 * MINUTE_MS;
    const nowMs = HOUR_START_MS - 7 * MINUTE_MS;
    expect(isDue(read(2 * MINUTE_MS, skewMs), states, nowMs)).toBe(true);
    expect(isDue(read(5 * MINUTE_MS, skewMs), states, nowMs)).toBe(false);
  });
});

describe('a new listing', () => {
  const read = async (
    stored: readonly Perp[],
    given: Parameters<typeof emptyListing>[0] | Error,
    part: Partial<Venue> = {},
    isDue = true,
  ) => {
    const fetch = vi.fn(() =>
      given instanceof Error ? Promise.reject(given) : Promise.resolve(emptyListing(given)),
    );
    const venue = fakeVenue({ listing: { cost: { weight: 1 }, fetch }, ...part });
    const { context, work, commit } = step(venue, {
      state: { listedAtMs: NOW_MS - HOUR_MS, clockSkewMs: 7_000 },
    });
    const fresh = await freshListing(context, work, stored, isDue);
    return { fresh, fetch, work, committed: commit.mock.calls.at(-1)?.[0] };
  };

  it('is not read while the stored one is good, but where there is none', async () => {
    const kept = await read([perp('A')], {}, {}, false);
    expect(kept.fetch).not.toHaveBeenCalled();
    expect(kept.fresh).toEqual({
      perps: [perp('A')],
      isNew: false,
      listedAtMs: NOW_MS - HOUR_MS,
      errors: [],
      droppedRows: 0,
    });
    expect((await read([], { perps: [perp('A')] }, {}, false)).fresh.isNew).toBe(true);
  });

  it('is stored at once, with its time', async () => {
    const { fresh, work, committed } = await read([], { perps: [perp('A')], droppedRows: 3 });
    expect(fresh).toMatchObject({
      perps: [perp('A')],
      isNew: true,
      listedAtMs: NOW_MS,
      droppedRows: 3,
    });
    expect(work.state.listedAtMs).toBe(NOW_MS);
    expect(committed).toEqual({ state: work.state, perps: [perp('A')] });
  });

  it('that lacks a part is due again, and keeps what it knew of that part', async () => {
    const stored = [perp('A'), perp('LOST'), perp('GONE')];
    const { fresh, work } = await read(stored, {
      perps: [perp('A', { baseAsset: 'A', fundingPeriodHours: 4 })],
      errors: [failure('server')],
      isLost: ({ symbol }) => symbol === 'LOST' || symbol === 'A',
    });
    expect(fresh.perps).toEqual([perp('A', { fundingPeriodHours: 4 }), perp('LOST')]);
    expect([fresh.listedAtMs, work.state.listedAtMs]).toEqual([null, null]);
    // Without a failed part what is not listed is gone.
    expect((await read(stored, { perps: [perp('A')] })).fresh.perps).toEqual([perp('A')]);
  });

  it('has each symbol once, the last one, and none that could not be one', async () => {
    const perps = [perp('A', { quoteAsset: 'X' }), perp('A'), perp('')];
    expect((await read([], { perps })).fresh.perps).toEqual([perp('A')]);
  });

  it('keeps a period that it does not state, and a shared name', async () => {
    const stored = [perp('A', { fundingPeriodHours: 4, sharesName: true })];
    const now = perp('A', { fundingPeriodHours: null });
    expect((await read(stored, { perps: [now] })).fresh.perps).toEqual([
      perp('A', { fundingPeriodHours: 4, sharesName: true }),
    ]);
    const stated = perp('A', { fundingPeriodHours: 1 });
    expect((await read(stored, { perps: [stated] })).fresh.perps).toEqual([
      perp('A', { fundingPeriodHours: 1, sharesName: true }),
    ]);
  });

  it('of another base or quote asset is another contract since now, on the venue’s clock', async () => {
    const stored = [perp('A', { sameSinceMs: 5 })];
    const since = async (part: Partial<Perp>) =>
      (await read(stored, { perps: [perp('A', part)] })).fresh.perps[0]?.sameSinceMs;
    expect(await since({})).toBe(5);
    expect(await since({ baseAsset: 'B' })).toBe(NOW_MS + 7_000);
    expect(await since({ quoteAsset: 'USDC' })).toBe(NOW_MS + 7_000);
    expect((await read([perp('A')], { perps: [perp('A')] })).fresh.perps).toEqual([perp('A')]);
  });

  it('leaves third-party markets in the store', async () => {
    const builders = {
      cost: {},
      list: () => Promise.resolve([]),
      fetch: () => Promise.reject(new Error('not asked')),
      marketOf: (symbol: string) => (symbol.includes(':') ? 'x' : null),
    };
    const stored = [perp('A'), perp('x:B')];
    const { fresh, committed } = await read(stored, { perps: [perp('A')] }, { builders });
    expect(fresh.perps).toEqual([perp('A')]);
    expect(committed?.perps).toEqual([perp('A'), perp('x:B')]);
  });

  it('that fails leaves the stored one, unless the whole venue is in trouble', async () => {
    const timeout = failure('timeout');
    const { fresh, work } = await read([perp('A')], timeout);
    expect(fresh).toEqual({
      perps: [perp('A')],
      isNew: false,
      listedAtMs: NOW_MS - HOUR_MS,
      errors: [timeout],
      droppedRows: 0,
    });
    expect(work.state.listedAtMs).toBe(NOW_MS - HOUR_MS);
    await expect(read([], timeout)).rejects.toBe(timeout);
    await expect(read([perp('A')], failure('banned'))).rejects.toMatchObject({ kind: 'banned' });
    await expect(read([perp('A')], new Error('bug'))).rejects.toThrow('bug');
  });
});
