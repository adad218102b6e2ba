/** Listings and prices that come in parts, over the market: one part lost or empty, and the others as ever. */
import { afterEach, describe, expect, it } from 'vitest';
import { findVenue } from '../../../lib/venues/registry';
import type { FaultKind } from '../../market';
import { FAULT_MS, smallMarket } from './matrix-cells';
import { SixVenues } from './six-venues';

const HOUR_MS = 3_600_000;
const EVERYTHING = { quoteAssets: ['USDT', 'USDC'], tokenised: true };

let six: SixVenues | null = null;
afterEach(() => six?.close());

async function afterAnHour(id: string, match: string, fault: FaultKind) {
  const core = smallMarket(FAULT_MS);
  const venues = [findVenue(id)].flatMap((venue) => venue ?? []);
  const of = (six = new SixVenues(core));
  of.universe = EVERYTHING;
  await of.refresh(venues);
  const before = (await of.stored(id)).board?.perpStates ?? [];
  core.clock.advance(HOUR_MS + 60_000);
  core.faults.add({ match, fault });
  await of.refresh(venues);
  const { board, state } = await of.stored(id);
  const ageMs = ({ reading }: (typeof before)[number]) =>
    core.clock.now() - (reading?.pricedAtMs ?? 0);
  return { before, after: board?.perpStates ?? [], state, ageMs };
}

const LOST: FaultKind = { kind: 'status', status: 500 };
const EMPTY: FaultKind = { kind: 'empty-list' };
const symbolsOf = (rows: readonly { perp: { symbol: string } }[]) =>
  rows.map(({ perp }) => perp.symbol).sort();

describe.each([
  ['bitget', 'instruments?category=USDC-FUTURES', 'server'],
  ['bitget', 'instruments?category=USDT-FUTURES', 'server'],
  ['okx', 'public/instruments?instType=FUTURES', 'server'],
  ['okx', 'public/instruments?instType=SWAP', 'server'],
] as const)('the list of %s at %s', (id, match, kind) => {
  it('costs no row where it is lost, and says that it is', async () => {
    const { before, after, state, ageMs } = await afterAnHour(id, match, LOST);
    expect(symbolsOf(after)).toEqual(symbolsOf(before));
    expect(Math.max(...after.map(ageMs))).toBeLessThan(60_000);
    expect(state.trouble).toMatchObject({ kind, retryAtMs: null });
    expect(state.listedAtMs).toBeNull();
  });

  it('costs no row of the others where it is empty, and is no trouble', async () => {
    const { before, after, state } = await afterAnHour(id, match, EMPTY);
    expect(state.trouble).toBeNull();
    const isOfPart = ({ perp: { symbol, quoteAsset } }: (typeof before)[number]) =>
      id === 'okx'
        ? symbol.includes('_XPERP-') === match.includes('FUTURES')
        : match.includes(quoteAsset);
    const others = before.filter((each) => !isOfPart(each));
    expect(others.length).toBeGreaterThan(3);
    expect(symbolsOf(after)).toEqual(expect.arrayContaining(symbolsOf(others)));
  });
});

describe.each([
  ['bitget', 'mix/market/tickers?productType=USDC-FUTURES'],
  ['bitget', 'mix/market/tickers?productType=USDT-FUTURES'],
  ['okx', 'public/mark-price?instType=FUTURES'],
  ['okx', 'public/mark-price?instType=SWAP'],
  ['okx', 'market/tickers?instType=FUTURES'],
] as const)('the prices of %s at %s', (id, match) => {
  it.each([LOST, EMPTY, { kind: 'wrong-shape' } as const])(
    'keep every row through %o',
    async (fault) => {
      const { before, after, state, ageMs } = await afterAnHour(id, match, fault);
      expect(symbolsOf(after)).toEqual(symbolsOf(before));
      expect(state.trouble).toMatchObject({ retryAtMs: null });
      expect(after.filter((row) => ageMs(row) < 60_000).length).toBeGreaterThan(3);
    },
  );
});

it('the next host is asked where one has nothing for our region, and stays chosen', async () => {
  const core = smallMarket(FAULT_MS);
  const venues = [findVenue('okx')].flatMap((venue) => venue ?? []);
  const of = (six = new SixVenues(core));
  core.faults.add({
    match: 'www.okx.com',
    fault: { kind: 'status', status: 200, body: '{"code":"50121","msg":"x","data":[]}' },
  });
  core.faults.add({ match: 'openapi.okx.com/api/v5/public/instruments', fault: EMPTY });
  await of.refresh(venues);
  const { board, state } = await of.stored('okx');
  expect(state).toMatchObject({ origin: 'https://eea.okx.com', trouble: null });
  expect(board?.perpStates.length).toBeGreaterThan(5);
});

it('says that nothing is listed where no host has anything, and that it is the region where one said so', async () => {
  const core = smallMarket(FAULT_MS);
  const venues = [findVenue('okx')].flatMap((venue) => venue ?? []);
  const of = (six = new SixVenues(core));
  core.faults.add({ match: 'public/instruments', fault: EMPTY });
  await of.refresh(venues);
  expect((await of.stored('okx')).state.trouble?.kind).toBe('nothing-listed');
  core.clock.advance(2 * HOUR_MS);
  core.faults.clear();
  const inWords = '{"code":"50051","msg":"x","data":[]}';
  core.faults.add({
    match: 'openapi.okx.com',
    fault: { kind: 'status', status: 200, body: inWords },
  });
  core.faults.add({ match: 'okx.com', fault: { kind: 'status', status: 403 } });
  await of.refresh(venues);
  expect((await of.stored('okx')).state.trouble?.kind).toBe('region');
});
