/** Each venue's past in pages, over the market: exactly what it said when it was now, back to where its memory ends. */
import { describe, expect, it } from 'vitest';
import type { OpenInterest } from '../../../lib/domain/reading';
import { createHttpClient } from '../../../lib/http/client';
import { VENUES } from '../../../lib/venues/registry';
import { createMarket, marketFetch } from '../../market';
import { MIDNIGHT_MS } from './ask';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const { signal } = new AbortController();

/** How far apart the samples are, how long they are stored, and what a page of 2 hours asks for. */
const KNOWN: Record<string, { stepMs: number; keptMs: number; asks: Record<string, string> }> = {
  binance: {
    stepMs: 5 * MINUTE_MS,
    keptMs: 30 * DAY_MS,
    asks: {
      period: '5m',
      limit: '500',
      startTime: `${MIDNIGHT_MS - DAY_MS}`,
      endTime: `${MIDNIGHT_MS - 22 * HOUR_MS - 1}`,
    },
  },
  bybit: {
    stepMs: 15 * MINUTE_MS,
    keptMs: Infinity,
    asks: {
      category: 'linear',
      intervalTime: '15min',
      limit: '200',
      startTime: `${MIDNIGHT_MS - DAY_MS}`,
      endTime: `${MIDNIGHT_MS - 22 * HOUR_MS - 1}`,
    },
  },
  gate: {
    stepMs: 15 * MINUTE_MS,
    keptMs: 180 * DAY_MS,
    // The bucket that ended when the page begins, and seven more.
    asks: { interval: '15m', limit: '8', from: `${(MIDNIGHT_MS - DAY_MS) / 1000 - 900}` },
  },
  okx: {
    stepMs: 15 * MINUTE_MS,
    keptMs: 15 * DAY_MS,
    asks: {
      period: '15m',
      limit: '100',
      begin: `${MIDNIGHT_MS - DAY_MS - 1}`,
      end: `${MIDNIGHT_MS - 22 * HOUR_MS - 1}`,
    },
  },
};

const REMEMBERING = VENUES.flatMap(({ openInterestHistory, ...venue }) =>
  openInterestHistory === null ? [] : [{ ...venue, memory: openInterestHistory }],
);

it('is there where the venue has a history', () => {
  expect(REMEMBERING.map(({ id }) => id).sort()).toEqual(Object.keys(KNOWN));
});

describe.each(REMEMBERING)('$name', ({ id, listing, memory }) => {
  const { stepMs = 0, keptMs = 0, asks = {} } = KNOWN[id] ?? {};

  async function open(asset = 'BTC', laterMs = 0) {
    const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0 });
    core.clock.advance(laterMs);
    const http = createHttpClient({ fetch: marketFetch(core), now: () => core.clock.now() });
    const { perps } = await listing.fetch(http, signal);
    const perp = perps.find(({ baseAsset, quoteAsset }) => {
      return baseAsset === asset && quoteAsset === 'USDT';
    });
    if (perp === undefined) throw new Error(`no ${asset}`);
    core.log.clear();
    const ask = (...page: [fromMs: number, toMs: number] | []) =>
      memory.fetch(http, perp, signal, pageOf(page));
    return { core, perp, ask };
  }

  it('asks for a page, and for nothing but the page', async () => {
    const { core, perp, ask } = await open();
    await ask(MIDNIGHT_MS - DAY_MS, MIDNIGHT_MS - 22 * HOUR_MS);
    const [request, ...others] = core.requests;
    expect(others).toEqual([]);
    const sent = Object.fromEntries(new URLSearchParams(request?.query));
    expect(sent).toEqual({ ...asks, [nameOf(id)]: perp.symbol });
  });

  it.each([0, 1, 7 * MINUTE_MS])('has a whole page that begins %i ms after a step', async (off) => {
    const { ask } = await open();
    const toMs = MIDNIGHT_MS - 2 * DAY_MS + off;
    const fromMs = toMs - memory.pageMs;
    const samples = await ask(fromMs, toMs);
    expect(within(samples, fromMs, toMs).map(({ atMs }) => atMs)).toEqual(
      stepsOf(fromMs, toMs, stepMs),
    );
    // At most the row or two more that Gate adds.
    expect(samples.length).toBeLessThanOrEqual(memory.pageMs / stepMs + 2);
    expect(samples.every(({ atMs }) => atMs >= fromMs)).toBe(true);
  });

  it('says what it said then', async () => {
    const { core, ask } = await open();
    const thenMs = MIDNIGHT_MS - 10 * DAY_MS;
    core.clock.setTime(thenMs);
    const said = within(await ask(), thenMs - 23 * HOUR_MS, thenMs - HOUR_MS);
    expect(said).toHaveLength((22 * HOUR_MS) / stepMs);
    core.clock.setTime(MIDNIGHT_MS);
    const remembered = await ask(thenMs - 23 * HOUR_MS, thenMs - HOUR_MS);
    expect(within(remembered, thenMs - 23 * HOUR_MS, thenMs - HOUR_MS)).toEqual(said);
  });

  it('reaches nearly as far back as the retention', async () => {
    const { core, ask } = await open();
    expect(memory.retentionMs).toBeLessThanOrEqual(keptMs);
    expect(memory.retentionMs).toBeGreaterThan(Math.min(keptMs - DAY_MS, 90 * DAY_MS));
    const fromMs = MIDNIGHT_MS - Math.min(memory.retentionMs, 90 * DAY_MS);
    // The page is on its way for a while.
    core.clock.advance(30 * MINUTE_MS);
    const toMs = fromMs + 6 * HOUR_MS;
    expect(within(await ask(fromMs, toMs), fromMs, toMs)).toHaveLength((6 * HOUR_MS) / stepMs);
    expect(core.requests.map(({ status }) => status)).toEqual([200]);
  });

  it('has nothing of the time before the listing, and that is no fault', async () => {
    const { core, ask } = await open('NEWCO', 3 * HOUR_MS);
    const samples = await ask(MIDNIGHT_MS - DAY_MS, MIDNIGHT_MS - HOUR_MS);
    expect(within(samples, 0, MIDNIGHT_MS)).toEqual([]);
    expect(core.requests.map(({ status }) => status)).toEqual([200]);
    expect(within(await ask(MIDNIGHT_MS, MIDNIGHT_MS + 3 * HOUR_MS), 0, Infinity)).not.toEqual([]);
  });
});

function pageOf([fromMs, toMs]: [fromMs: number, toMs: number] | []) {
  return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
}

function within(samples: readonly OpenInterest[], fromMs: number, toMs: number) {
  return samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

function stepsOf(fromMs: number, toMs: number, stepMs: number): number[] {
  const steps = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs < toMs; atMs += stepMs) {
    steps.push(atMs);
  }
  return steps;
}

/** What the venue calls a symbol in its questions. */
function nameOf(venue: string): string {
  if (venue === 'gate') return 'contract';
  return venue === 'okx' ? 'instId' : 'symbol';
}
