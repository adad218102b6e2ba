/** Gate's backfill with its prices: what its tickers said at each time, marked, and never in place of our own. */
import { IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SOURCE } from '../../../lib/domain/series';
import { gate } from '../../../lib/venues/gate';
import type { MarketCore } from '../../market';
import { marketFetch } from '../../market';
import { asRows } from '../market/ask';
import { smallMarket, WARM_MS } from './matrix-cells';
import type { Sample } from './six-venues';
import { SixVenues } from './six-venues';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEGIN_MS = Math.floor(WARM_MS / HOUR_MS) * HOUR_MS;
/** On for an hour, off for a weekend, on for an hour, off for a morning, and on again: somebody comes back after the hour. */
const AFTER_MS = WARM_MS - BEGIN_MS;
const WEEKEND = { fromMs: BEGIN_MS + HOUR_MS, toMs: BEGIN_MS + AFTER_MS + 64 * HOUR_MS };
const MORNING = { fromMs: BEGIN_MS + 65 * HOUR_MS, toMs: BEGIN_MS + AFTER_MS + 69 * HOUR_MS };
const END_MS = MORNING.toMs + HOUR_MS;

let core: MarketCore;
let six: SixVenues;
let symbols: string[];
/** Of each symbol before the morning's end, when the venue's memory comes over what is our own. */
let before: Map<string, Sample[]>;
let after: Map<string, Sample[]>;

async function everybody() {
  const samples = new Map<string, Sample[]>();
  for (const symbol of symbols) samples.set(symbol, await six.samples('gate', symbol));
  return samples;
}

const of = (samples: ReadonlyMap<string, Sample[]>, symbol: string, source: number) =>
  (samples.get(symbol) ?? []).filter((sample) => sample.source === source);

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  core = smallMarket(WARM_MS);
  six = new SixVenues(core);
  await six.live(WEEKEND.fromMs, [gate]);
  core.clock.setTime(WEEKEND.toMs);
  await six.live(MORNING.fromMs, [gate]);
  const { perpStates } = await six.board('gate');
  symbols = [0, 3, 9].flatMap((index) => perpStates[index]?.perp.symbol ?? []);
  before = await everybody();
  core.clock.setTime(MORNING.toMs);
  await six.live(END_MS, [gate]);
  after = await everybody();
});

afterAll(() => six.close());

describe('the prices of a gap', () => {
  it('are those that the tickers said then, to the last bucket, with the mark', async () => {
    const moments = new Map<number, Map<unknown, number>>();
    for (const { fromMs, toMs } of [WEEKEND, MORNING]) {
      for (let atMs = fromMs; atMs < toMs - 3 * MINUTE_MS; atMs += 15 * MINUTE_MS) {
        core.clock.setTime(atMs);
        const ask = marketFetch(core, { client: `reader ${atMs}` });
        const answer = await ask('https://api.gateio.ws/api/v4/futures/usdt/tickers');
        const rows = asRows(await answer.json());
        moments.set(
          atMs,
          new Map(rows.map((row) => [row['contract'], Math.fround(Number(row['mark_price']))])),
        );
      }
    }
    core.clock.setTime(END_MS);
    // Those that ended at the hour of coming back could still have been written anew.
    expect(moments.size).toBe(4 * 63 + 4 * 4);
    for (const symbol of symbols) {
      const filled = of(after, symbol, SOURCE.backFilled).filter(
        ({ atMs }) => atMs >= WEEKEND.fromMs,
      );
      const said = [...moments].map(([atMs, prices]) => [atMs, prices.get(symbol)]);
      expect(filled.map(({ atMs, markPrice }) => [atMs, markPrice])).toEqual(said);
    }
  });

  it('come with the very first history, too', () => {
    for (const symbol of symbols) {
      const first = of(before, symbol, SOURCE.backFilled).filter(({ atMs }) => atMs < WARM_MS);
      expect(first.length).toBeGreaterThan(90);
      expect(first.filter(({ markPrice }) => !(markPrice > 0))).toEqual([]);
    }
  });
});

it('leaves our own samples as they were', () => {
  for (const symbol of symbols) {
    const own = of(before, symbol, SOURCE.own);
    expect(own.length).toBeGreaterThan(20);
    const later = of(after, symbol, SOURCE.own);
    expect(later.slice(0, own.length)).toEqual(own);
    expect(later.length).toBeGreaterThan(own.length);
  }
});
