/** A weekend with the browser closed, at all venues over the market: what those with a history answer is stored and marked. */
import { IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PerpState } from '../../../lib/domain/board';
import { SOURCE } from '../../../lib/domain/series';
import { createHttpClient } from '../../../lib/http/client';
import { VENUES } from '../../../lib/venues/registry';
import type { MarketCore } from '../../market';
import { marketFetch } from '../../market';
import { smallMarket, WARM_MS } from './matrix-cells';
import { SixVenues } from './six-venues';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CLOSED_MS = 63 * HOUR_MS;
const LEFT_MS = WARM_MS + 11 * MINUTE_MS;
const BACK_MS = LEFT_MS + CLOSED_MS;
/** Since the last refresh's slot; until the day that histories bring back. */
const FROM_MS = Math.ceil(LEFT_MS / HOUR_MS) * HOUR_MS;
const TO_MS = BACK_MS - 24 * HOUR_MS;
const PAST = /startTime=|begin=|from=/;

let core: MarketCore;
let six: SixVenues;

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  core = smallMarket(WARM_MS);
  six = new SixVenues(core);
  await six.live(LEFT_MS);
  core.clock.setTime(BACK_MS);
  core.log.clear();
  await six.live(BACK_MS + 12 * MINUTE_MS);
});

afterAll(() => six.close());

it('refuses no request, and uses at most a quarter of any limit', () => {
  expect(core.requests.filter(({ status }) => status !== 200)).toEqual([]);
  expect(core.usage().filter(({ peakUnits, units }) => peakUnits > units / 4)).toEqual([]);
});

describe.each(VENUES)('$name', ({ id, apiOrigins, openInterestHistory }) => {
  const memory = openInterestHistory;
  const pastRequests = () =>
    core.requests.filter(
      ({ host, query }) => apiOrigins.includes(`https://${host}`) && PAST.test(query),
    );

  it('has asked for as many pages as there are, once, and nothing is left to ask', async () => {
    const { perpStates } = await six.board(id);
    const { state } = await six.stored(id);
    expect(state).toMatchObject({ trouble: null, past: { pages: [], asked: [], retried: [] } });
    const pages = memory === null ? 0 : Math.ceil((40 * HOUR_MS) / memory.pageMs);
    const asked = pastRequests().map(({ path, query }) => path + query);
    expect(asked).toHaveLength(pages * Math.min(100, perpStates.length));
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('has what the market states, marked as back-filled', async () => {
    if (memory === null) return;
    const { perpStates } = await six.board(id);
    // Each question from another address: limits are not what this is about.
    let client = 0;
    const http = createHttpClient({
      fetch: (url, init) => marketFetch(core, { client: `reader ${(client += 1)}` })(url, init),
      now: () => core.clock.now(),
    });
    const told = async ({ perp }: PerpState) => {
      const samples = [];
      for (let fromMs = FROM_MS; fromMs < TO_MS; fromMs += HOUR_MS) {
        const page = { fromMs, toMs: Math.min(fromMs + HOUR_MS, TO_MS) };
        const answer = await memory.fetch(http, perp, new AbortController().signal, page);
        samples.push(...answer.filter(({ atMs }) => atMs >= page.fromMs && atMs < page.toMs));
      }
      return samples.map(({ atMs, baseQty, markPrice }) => ({
        atMs,
        baseQty: Math.fround(baseQty),
        markPrice: Math.fround(markPrice ?? Number.NaN),
      }));
    };
    for (const perpState of [0, 3, 9].flatMap((index) => perpStates[index] ?? [])) {
      const series = await six.series(id, perpState.perp.symbol);
      const stored = [...series.atMs].map((atMs, index) => ({
        atMs,
        baseQty: series.baseQty[index],
        markPrice: series.markPrice[index],
        source: series.source[index],
      }));
      const inGap = stored.filter(({ atMs }) => atMs >= FROM_MS && atMs < TO_MS);
      const expected = await told(perpState);
      expect(expected.length).toBeGreaterThan(38 * 4);
      expect(inGap).toEqual(expected.map((each) => ({ ...each, source: SOURCE.backFilled })));
    }
  });
});
