import { describe, expect, it } from 'vitest';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { Simulation } from './simulation';

const MINUTE_MS = 60_000;

async function warm(size = 60): Promise<Simulation> {
  const simulation = new Simulation(size);
  await simulation.refresh();
  simulation.nowMs += 5 * MINUTE_MS;
  return simulation;
}

describe('a venue in trouble', () => {
  it.each<[TroubleKind, number]>([
    ['rate-limited', 1],
    ['banned', 1],
    ['region', 1],
    ['forbidden', 1],
    ['timeout', 1],
    ['shape', 1],
    ['server', 3],
    ['not-json', 3],
    ['offline', 3],
  ])('keeps the last board when %s, after %i tries', async (kind, tries) => {
    const simulation = await warm();
    const before = await simulation.stored();
    const sent = simulation.requests.length;
    simulation.fault = ({ kind: of }) => (of === 'snapshot' ? { kind } : null);
    const { resumeAtMs } = await simulation.refresh();
    const after = await simulation.stored();
    expect(after.board).toEqual(before.board);
    expect(after.state.trouble).toMatchObject({ kind, detail: 'binance, snapshot: simulated' });
    expect(after.state.refreshedAtMs).toBe(before.state.refreshedAtMs);
    expect(resumeAtMs).toBe(after.state.trouble?.retryAtMs);
    expect(simulation.requests.length - sent).toBe(tries);
  });

  it('obeys Retry-After to the second, across workers, even when asked to refresh now', async () => {
    const simulation = await warm();
    simulation.fault = () => ({ kind: 'banned', retryAfterMs: 90_000 });
    await simulation.refresh();
    simulation.fault = () => null;
    const sent = simulation.requests.length;
    const bannedAtMs = simulation.nowMs;
    for (let waited = 0; waited < 90_000; waited += 15_000) {
      await simulation.refresh({ force: true });
      simulation.nowMs += 15_000;
    }
    expect(simulation.requests.length).toBe(sent);
    simulation.nowMs = bannedAtMs + 91_000;
    await simulation.refresh();
    expect(simulation.requests.length).toBeGreaterThan(sent);
    expect((await simulation.stored()).state.trouble).toBeNull();
  });

  it.each<[string, TroubleKind, number | undefined, boolean]>([
    ['a 429 that names seconds', 'rate-limited', 90_000, true],
    ['a ban that names no length', 'banned', undefined, true],
    ['a ban of a century', 'banned', 3e12, true],
    ['a ban of minutes', 'banned', 90_000, false],
    ['a ban of days', 'banned', 3 * 86_400_000, false],
  ])('after %s lets whom it warned try: %s', async (_, kind, retryAfterMs, isLetTry) => {
    const simulation = await warm();
    simulation.fault = () => ({ kind, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    const { resumeAtMs } = await simulation.refresh();
    expect((resumeAtMs ?? 0) - simulation.nowMs).toBeLessThanOrEqual(24 * 60 * MINUTE_MS + 1_000);
    simulation.fault = () => null;
    const sent = simulation.requests.length;
    const refused = await refreshVenue(simulation.context(), { force: true });
    expect(simulation.requests.length).toBe(sent);
    expect(refused).toMatchObject({ resumeAtMs, stoppedBy: { kind } });
    await refreshVenue(simulation.context(), { force: true, warned: true });
    expect(simulation.requests.length > sent).toBe(isLetTry);
  });

  it('may be asked by hand when only the connection was lost', async () => {
    const simulation = await warm();
    simulation.fault = () => ({ kind: 'offline' });
    await simulation.refresh();
    simulation.fault = () => null;
    await simulation.refresh({ force: true });
    expect((await simulation.stored()).state.trouble).toBeNull();
  });

  it('makes up for a refresh by hand that failed, as soon as it may', async () => {
    const simulation = new Simulation(20);
    await simulation.refresh();
    simulation.fault = () => ({ kind: 'rate-limited', retryAfterMs: 5_000 });
    await simulation.refresh({ force: true });
    simulation.fault = () => null;
    simulation.nowMs += 6_000;
    await simulation.refresh();
    expect((await simulation.stored()).state.trouble).toBeNull();
  });

  it('waits longer the more refreshes fail', async () => {
    const simulation = await warm();
    simulation.fault = () => ({ kind: 'server' });
    const waits: number[] = [];
    for (let failures = 0; failures < 7; failures += 1) {
      const { resumeAtMs } = await simulation.refresh();
      waits.push((resumeAtMs ?? 0) - simulation.nowMs);
      simulation.nowMs = resumeAtMs ?? 0;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(12 * MINUTE_MS);
  });

  it('stops the sweep at once when the venue says stop, and goes on where it was', async () => {
    const simulation = await warm(130);
    let answered = 0;
    simulation.fault = ({ kind }) => {
      if (kind !== 'openInterest') return null;
      answered += 1;
      return answered > 50 ? { kind: 'rate-limited', retryAfterMs: 5_000 } : null;
    };
    const { resumeAtMs } = await simulation.refresh();
    // Those six that were on their way, and none after.
    expect(answered).toBeLessThanOrEqual(56);
    const { state } = await simulation.stored();
    expect(state.cycle?.queue.length).toBeGreaterThanOrEqual(74);
    simulation.fault = () => null;
    simulation.nowMs = resumeAtMs ?? 0;
    await simulation.refresh();
    expect((await simulation.stored()).state).toMatchObject({ cycle: null, trouble: null });
  });

  it('lets one symbol fail without the others', async () => {
    const simulation = await warm();
    const failing = simulation.requests.find(({ symbol }) => symbol)?.symbol ?? '';
    simulation.fault = ({ symbol, kind }) =>
      kind === 'openInterest' && symbol === failing ? { kind: 'timeout' } : null;
    await simulation.refresh();
    const { board, state } = await simulation.stored();
    expect(state).toMatchObject({ cycle: null, trouble: null, droppedRows: 1 });
    const times = (board?.perpStates ?? []).map(({ perp, openInterest }) => ({
      isOld: (openInterest?.atMs ?? 0) < (state.startedAtMs ?? 0),
      symbol: perp.symbol,
    }));
    expect(times.filter(({ isOld }) => isOld).map(({ symbol }) => symbol)).toEqual([failing]);
  });
});

describe('time', () => {
  it('catches up once after a long sleep', async () => {
    const simulation = await warm();
    simulation.nowMs += 9 * 60 * MINUTE_MS;
    const sent = simulation.requests.length;
    await simulation.refresh();
    await simulation.refresh();
    const since = simulation.requests.slice(sent);
    expect(since.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1);
    // The hours slept through are asked back from the venue.
    expect(since.filter(({ kind }) => kind === 'history')).toHaveLength(60);
    expect(await simulation.complete()).toBe(60);
  });

  it('survives a clock set back', async () => {
    const simulation = await warm();
    simulation.nowMs -= 60 * MINUTE_MS;
    await simulation.refresh();
    expect((await simulation.stored()).state.startedAtMs).toBeLessThanOrEqual(simulation.nowMs);
  });

  it("takes the venue's clock for its data", async () => {
    const simulation = await warm();
    const { snapshot } = simulation.venue;
    const skewMs = -7 * MINUTE_MS;
    simulation.venue = {
      ...simulation.venue,
      snapshot: {
        ...snapshot,
        fetch: async (...given) => ({
          ...(await snapshot.fetch(...given)),
          venueTimeMs: simulation.nowMs + skewMs,
        }),
      },
    };
    await simulation.refresh();
    const { board, state } = await simulation.stored();
    expect(state.clockSkewMs).toBe(skewMs);
    expect(board?.asOfMs).toBe(simulation.nowMs + skewMs);
  });
});
