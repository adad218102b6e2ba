/** The market is the same whenever it is opened, and its calendar is right at every time, at every venue. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { Reading } from '../../../lib/domain/reading';
import { createHttpClient } from '../../../lib/http/client';
import type { Venue } from '../../../lib/venues/contract';
import { VENUES } from '../../../lib/venues/registry';
import { createMarket, marketFetch } from '../../market';
import { MOMENTS } from './moments';

const HOUR_MS = 3_600_000;
/** Stories of the world: crowded long, crowded short, a squeeze and positions closing. */
const ASSETS = ['BTC', 'AVAX', 'APT', 'SUI', 'LTC'];

function openedAt(atMs: number) {
  const core = createMarket({ atMs, speed: 0 });
  const http = createHttpClient({ fetch: marketFetch(core), now: () => core.clock.now() });
  const { signal } = new AbortController();
  const read = async (venue: Venue) => {
    const { perps, droppedRows } = await venue.listing.fetch(http, signal);
    const { readings, errors } = await venue.snapshot.fetch(http, perps, signal);
    expect([droppedRows, errors]).toEqual([0, []]);
    return { perps, readings };
  };
  const world = ASSETS.map((name) =>
    [0, 1, 24].map((hours) => core.world.truth(name, core.world.epochMs + hours * HOUR_MS)),
  );
  return { world, read };
}

/** Who is listed, and how often each pays. */
const listed = (perps: readonly Perp[]) =>
  perps.map(({ symbol, fundingPeriodHours }) => `${symbol} ${fundingPeriodHours}`).sort();

/** Who is not paid within the period to come, of those whose venue names the time. */
const unpaid = (readings: readonly Reading[], nowMs: number) =>
  readings.filter(
    ({ nextFundingAtMs: nextMs, fundingPeriodHours: hours }) =>
      nextMs !== null && (nextMs <= nowMs || nextMs > nowMs + (hours ?? 8) * HOUR_MS),
  );

describe('the market', () => {
  const usual = openedAt(Date.UTC(2026, 5, 10, 15));
  const names = new Map<string, string[]>();

  beforeAll(async () => {
    for (const venue of VENUES) names.set(venue.id, listed((await usual.read(venue)).perps));
  });

  // Two venues at each: all six at all of them would take a minute.
  it.for(MOMENTS)('is the usual world at %s, with payments to come', async ([, atMs]) => {
    const turn = MOMENTS.findIndex(([, ms]) => ms === atMs);
    const { world, read } = openedAt(atMs);
    expect(world).toEqual(usual.world);
    for (const venue of VENUES.filter((_, index) => index % 3 === turn % 3)) {
      const { perps, readings } = await read(venue);
      expect(listed(perps), venue.id).toEqual(names.get(venue.id));
      expect(unpaid(readings, atMs), venue.id).toEqual([]);
    }
  });
});
