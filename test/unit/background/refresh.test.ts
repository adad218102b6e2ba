/** A refresh as the worker starts it: what the user is told, when it goes on, and one at a time of each venue. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createRefresher } from '../../../entrypoints/background/refresh';
import type { RefresherParts } from '../../../entrypoints/background/refresh';
import type { Trouble, TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import type { VenueState } from '../../../lib/refresh/state';
import { newVenueState } from '../../../lib/refresh/state';
import { updateSettings } from '../../../lib/settings/store';
import { NOW_MS } from '../board/rows-of';
import { endFakeWorker, fakeWorker } from './fake-worker';

/** As the browser's: `ifAvailable` gets no lock where another holds it. */
function locksWithTurns() {
  const held = new Map<string, Promise<unknown>>();
  const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const [options] = rest;
    const work = rest.at(-1) as (lock: object | null) => Promise<unknown>;
    const isOptional = typeof options === 'object' && options !== null && 'ifAvailable' in options;
    const before = held.get(name);
    if (isOptional && before !== undefined) return work(null);
    const done = (before ?? Promise.resolve()).then(() => work({ name }));
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (held.get(name) === settled) held.delete(name);
      });
    held.set(name, settled);
    return done;
  };
  return { request };
}

beforeEach(() => {
  fakeWorker();
  vi.stubGlobal('navigator', { locks: locksWithTurns() });
  ping = vi.spyOn(fakeBrowser.runtime, 'getPlatformInfo').mockResolvedValue({} as never);
});
afterEach(endFakeWorker);
let ping = vi.spyOn(fakeBrowser.runtime, 'getPlatformInfo');

const offline: RefresherParts['http'] = (request) =>
  Promise.reject(new VenueError(request, 'offline', 'no connection'));

/** With the venue's stored state; every request fails, and its address is noted. */
function open(state: Partial<VenueState> = {}, http: RefresherParts['http'] = offline) {
  const asked: string[] = [];
  const load = vi.fn((venue: string) =>
    Promise.resolve({ state: { ...newVenueState(venue), ...state }, perps: [], board: null }),
  );
  const refresher = createRefresher({
    store: { load, commit: () => Promise.resolve() } as never,
    http: (request, signal) => {
      asked.push(new URL(request.url).origin);
      return http(request, signal);
    },
    viewers: { all: () => Promise.resolve([]) } as never,
    announce: () => Promise.resolve(),
  });
  return { ...refresher, asked, load };
}

/** All that waits by a timer, such as the pause between two attempts, passes. */
async function settled<T>(work: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(60_000);
  return work;
}

const RETRY_MS = NOW_MS + 7 * 60_000;
const trouble = (kind: TroubleKind, isFirm = false): { trouble: Trouble } => ({
  trouble: { kind, detail: 'why', sinceMs: NOW_MS, retryAtMs: RETRY_MS, isFirm },
});
const resumesAt = async () => (await fakeBrowser.alarms.get('resume:binance'))?.scheduledTime;

describe('the user’s own refresh', () => {
  it.each([
    ['rate-limited', false, true],
    ['banned', false, true],
    ['banned', true, false],
  ] as const)(
    'during %s (of stated length: %s) may be insisted on: %s',
    async (kind, isFirm, mayInsist) => {
      const { runNow, asked } = open(trouble(kind, isFirm));
      expect(await settled(runNow({ warned: false }))).toEqual([
        { venue: 'binance', outcome: kind, untilMs: RETRY_MS, mayInsist },
      ]);
      expect(asked).toEqual([]);
      expect(await resumesAt()).toBe(RETRY_MS);
    },
  );

  it('is sent after a warning, and then says what came of it', async () => {
    const { runNow, asked } = open(trouble('rate-limited'));
    const [answer] = await settled(runNow({ warned: true }));
    expect(answer).toMatchObject({ venue: 'binance', outcome: 'offline', mayInsist: false });
    expect(asked.length).toBeGreaterThan(0);
  });

  it('fails in words where the store does, and goes on without a timer', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { runNow, load } = open();
    load.mockRejectedValueOnce(new Error('no disk'));
    expect(await settled(runNow({ warned: false }))).toEqual([
      { venue: 'binance', outcome: 'failed', untilMs: null, mayInsist: false },
    ]);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for its turn while another runs, and says so at once', async () => {
    const { run, runNow, load } = open(trouble('banned'));
    let go = () => {};
    load.mockImplementationOnce(async (venue) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return { state: newVenueState(venue), perps: [], board: null };
    });
    const first = run({ force: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(await settled(runNow({ warned: false }))).toEqual([
      { venue: 'binance', outcome: 'busy', untilMs: null, mayInsist: false },
    ]);
    expect(load).toHaveBeenCalledTimes(1);
    // A browser ends a worker after 30 s without a call.
    expect(ping.mock.calls.length).toBeGreaterThanOrEqual(2);
    go();
    await settled(first);
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('a refresh that is due', () => {
  it('leaves while another runs, and keeps the worker awake no longer than it takes', async () => {
    const { run, load } = open(trouble('banned'));
    await settled(Promise.all([run({ force: false }), run({ force: false })]));
    expect(load).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(ping).not.toHaveBeenCalled();
  });

  it('asks only at addresses that the user has permitted', async () => {
    const [first, third] = ['https://www.okx.com', 'https://eea.okx.com'];
    fakeWorkerAgain((origin) => [first, third].some((allowed) => `${allowed}/*` === origin));
    await updateSettings((settings) => ({ ...settings, venues: { binance: false, okx: true } }));
    const { run, asked } = open();
    await settled(run({ force: true }));
    expect([...new Set(asked)]).toEqual([first, third]);
  });
});

function fakeWorkerAgain(permits: (origin: string) => boolean): void {
  endFakeWorker();
  fakeWorker(permits);
  vi.stubGlobal('navigator', { locks: locksWithTurns() });
}
