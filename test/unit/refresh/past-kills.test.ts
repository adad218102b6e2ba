/**
 * Two hundred deaths of the worker while it fetches back what it missed, over a weekend and later for some hours, each at a
 * random write of the database. Afterwards every stored sample is what the market said, none is lost and none is there twice.
 */
import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, it, vi } from 'vitest';
import { SOURCE } from '../../../lib/domain/series';
import type { HttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { gate } from '../../../lib/venues/gate';
import type { Venue } from '../../../lib/venues/contract';
import type { MarketCore } from '../../market';
import { marketFetch } from '../../market';
import { isKilled, mortalDatabase } from '../history/mortal';
import { asRows } from '../market/ask';
import { smallMarket, WARM_MS } from './matrix-cells';
import type { Sample, Tables } from './six-venues';
import { SixVenues } from './six-venues';

const DEATHS = 200;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SLOT_MS = 5 * MINUTE_MS;
const BUCKET_MS = 15 * MINUTE_MS;
/** The last refresh before the weekend, the first one after it, and the next after some hours more. */
const LEFT_MS = WARM_MS + HOUR_MS;
const BACK_MS = [LEFT_MS + 63 * HOUR_MS, LEFT_MS + 70 * HOUR_MS] as const;
/** What ended before is told for good by the end. */
const TOLD_MS = BACK_MS[1] - 3 * MINUTE_MS;
/** The last day comes as the first history does, the 40 hours before it in two pages. */
const PAGE_MS = 25 * HOUR_MS;
/** Short lives, which end within a slice, and long ones, without which nothing would get done. */
const LIVES = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 25, max: 60 }) },
);

const memory = gate.openInterestHistory;
const venue: Venue = {
  ...gate,
  openInterestHistory: memory === null ? null : { ...memory, pageMs: PAGE_MS },
};

/** Of one symbol at one time: 32-bit values as they are stored. */
interface Values {
  baseQty: number;
  markPrice: number;
  fundingRate: number;
}
type Said = ReadonlyMap<string, Values>;

let core: MarketCore;
/** What was stored at the end of the week. */
let closed: Tables;
let samplesThen: ReadonlyMap<string, Sample[]>;
let coinsPerContract: ReadonlyMap<string, number>;
/** The tickers at the end of each bucket since then, by time. */
const missed = new Map<number, Said>();

/** What Gate's tickers say, by symbol. */
function saidBy(tickers: unknown): Said {
  const values = asRows(tickers).map((row): [string, Values] => {
    const symbol = String(row['contract']);
    const baseQty = Number(row['total_size']) * (coinsPerContract.get(symbol) ?? Number.NaN);
    return [
      symbol,
      {
        baseQty: Math.fround(baseQty),
        markPrice: Math.fround(Number(row['mark_price'])),
        fundingRate: Math.fround(Number(row['funding_rate'])),
      },
    ];
  });
  return new Map(values);
}

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  core = smallMarket(WARM_MS);
  const six = new SixVenues(core);
  await six.live(LEFT_MS, [gate]);
  closed = await six.tables();
  const { perpStates } = await six.board('gate');
  coinsPerContract = new Map(perpStates.map(({ perp }) => [perp.symbol, perp.coinsPerContract]));
  const then = new Map<string, Sample[]>();
  for (const symbol of coinsPerContract.keys()) then.set(symbol, await six.samples('gate', symbol));
  samplesThen = then;
  six.close();
  const firstMs = Math.floor(LEFT_MS / BUCKET_MS) * BUCKET_MS;
  for (let atMs = firstMs; atMs < BACK_MS[1] + 6 * HOUR_MS; atMs += BUCKET_MS) {
    core.clock.setTime(atMs);
    const ask = marketFetch(core, { client: `reader ${atMs}` });
    const answer = await ask('https://api.gateio.ws/api/v4/futures/usdt/tickers');
    missed.set(atMs, saidBy(await answer.json()));
  }
});

interface Account {
  /** Only those since a life's first request for what was missed. */
  deaths: number;
  /** Every answer of tickers. */
  heard: Said[];
  /** The slots of our own refreshes since the weekend. */
  ownMs: Set<number>;
}

/** Comes back and lives on, again and again, until nothing is left to ask. */
async function comeBack(
  indexedDB: IDBFactory,
  atMs: number,
  nextLife: () => number | null,
  account: Account,
): Promise<void> {
  const { clock } = core;
  clock.setTime(atMs);
  for (;;) {
    const life = new SixVenues(core, mortalDatabase(indexedDB, nextLife()));
    const context = life.context(venue);
    const filling = { hasBegun: false };
    const http: HttpClient = async (request, signal) => {
      filling.hasBegun ||= request.url.includes('contract_stats');
      const answer = await context.http(request, signal);
      if (request.url.endsWith('/tickers')) account.heard.push(saidBy(answer.json));
      return answer;
    };
    try {
      const { resumeAtMs } = await clock.run(refreshVenue({ ...context, http }, { force: false }));
      if (resumeAtMs === null) return;
      clock.setTime(resumeAtMs);
    } catch (error) {
      if (!isKilled(error)) throw error;
      if (filling.hasBegun) account.deaths += 1;
      // The alarm that is to wake the next worker.
      clock.advance(MINUTE_MS);
    } finally {
      const { state } = await life.stored('gate');
      const asOfMs = (state.refreshedAtMs ?? 0) + state.clockSkewMs;
      if (state.cycle === null && asOfMs >= BACK_MS[0] - SLOT_MS) {
        account.ownMs.add(Math.floor(asOfMs / SLOT_MS) * SLOT_MS);
      }
      life.close();
    }
  }
}

/** Every stored sample against what the market said. */
async function expectTrue(indexedDB: IDBFactory, { heard, ownMs }: Account): Promise<void> {
  const six = new SixVenues(core, mortalDatabase(indexedDB, null));
  const { state } = await six.stored('gate');
  expect(state).toMatchObject({ trouble: null, cycle: null });
  expect(state.past).toMatchObject({ pages: [], asked: [], retried: [] });
  const [firstMs = 0] = missed.keys();
  const times = [...missed.keys()].filter((atMs) => atMs < TOLD_MS);
  const all = [...new Set([...times, ...ownMs])].sort((a, b) => a - b);
  for (const [symbol, then] of samplesThen) {
    const samples = await six.samples('gate', symbol);
    expect(samples.filter(({ atMs }) => atMs < firstMs)).toEqual(then);
    // Of the last minutes nothing has to be told, but what is has to be true.
    const since = samples.filter(({ atMs }) => atMs >= firstMs);
    const mustBe = since.filter(({ atMs }) => atMs < TOLD_MS || ownMs.has(atMs));
    expect(mustBe.map(({ atMs }) => atMs)).toEqual(all);
    const ofIt = heard.map((said) => said.get(symbol));
    const expected = since.map(({ atMs, baseQty, markPrice, fundingRate }) => {
      if (!ownMs.has(atMs)) {
        const told = missed.get(atMs)?.get(symbol);
        return { ...told, atMs, fundingRate: Number.NaN, source: SOURCE.backFilled };
      }
      const said = ofIt.find(
        (each) =>
          each?.baseQty === baseQty &&
          each.markPrice === markPrice &&
          each.fundingRate === fundingRate,
      );
      return { ...said, atMs, source: SOURCE.own };
    });
    expect(since).toEqual(expected);
  }
  six.close();
}

it('survives two hundred of them', async () => {
  const [seed = 0] = fc.sample(fc.integer(), 1);
  const lives = fc.sample(LIVES, { numRuns: 5_000, seed }).values();
  let deaths = 0;
  while (deaths < DEATHS) {
    const indexedDB = new IDBFactory();
    const before = new SixVenues(core, mortalDatabase(indexedDB, null));
    await before.fill(closed);
    before.close();
    const account: Account = { deaths: 0, heard: [], ownMs: new Set() };
    try {
      for (const atMs of BACK_MS) {
        await comeBack(indexedDB, atMs, () => lives.next().value ?? null, account);
      }
      await expectTrue(indexedDB, account);
    } catch (cause) {
      throw new Error(`seed ${seed}, after ${deaths} deaths`, { cause });
    }
    deaths += account.deaths;
  }
});
