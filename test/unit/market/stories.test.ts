import { expect, it } from 'vitest';
import type { StoryKind } from '../../market';
import { historyPath, openMarket } from './ask';

const MINUTE_MS = 60_000;

async function scene(kind: StoryKind, minutes: number) {
  const { core, rows, row, get } = openMarket();
  core.clock.advance(minutes * MINUTE_MS);
  const story = core.stories().find((each) => each.kind === kind);
  const symbol = story?.symbols['binance'] ?? '';
  const price = await row(`/fapi/v1/premiumIndex?symbol=${symbol}`);
  const history = await rows(historyPath(symbol, '5m', 289));
  const baseQty = history.map(({ sumOpenInterest }) => Number(sumOpenInterest));
  const changePct = (steps: number) =>
    ((baseQty.at(-1) ?? 0) / (baseQty.at(-1 - steps) ?? 0) - 1) * 100;
  return {
    symbol,
    get,
    rows,
    row,
    basisPct: (Number(price['markPrice']) / Number(price['indexPrice']) - 1) * 100,
    fundingPct: Number(price['lastFundingRate']) * 100,
    settlePrice: Number(price['estimatedSettlePrice']),
    oi1hPct: changePct(12),
    oi24hPct: changePct(288),
    history,
  };
}

it('crowds the longs', async () => {
  const { fundingPct, basisPct, oi24hPct } = await scene('long-crowding', 1);
  expect(fundingPct).toBeGreaterThan(0.08);
  expect(basisPct).toBeGreaterThan(0.2);
  expect(oi24hPct).toBeGreaterThan(15);
});

it('crowds the shorts', async () => {
  const { fundingPct, basisPct, oi24hPct } = await scene('short-ramp', 1);
  expect(fundingPct).toBeLessThan(-0.1);
  expect(basisPct).toBeLessThan(-0.2);
  expect(oi24hPct).toBeGreaterThan(10);
});

it('squeezes the shorts: they pile in, then funding flips and they close', async () => {
  const before = await scene('squeeze', 9);
  expect(before.fundingPct).toBeLessThan(-0.1);
  expect(before.oi24hPct).toBeGreaterThan(20);
  const after = await scene('squeeze', 100);
  expect(after.fundingPct).toBeGreaterThan(0.05);
  expect(after.basisPct).toBeGreaterThan(0);
  expect(after.oi1hPct).toBeLessThan(-5);
});

it('unwinds', async () => {
  expect((await scene('unwind', 1)).oi24hPct).toBeLessThan(-25);
});

it('lists a new one, whose history begins then', async () => {
  const before = openMarket();
  expect((await before.get('/fapi/v1/openInterest?symbol=NEWCOUSDT')).status).toBe(400);
  const { symbol, history, rows } = await scene('listing', 60);
  expect(symbol).toBe('NEWCOUSDT');
  expect(history.length).toBeGreaterThan(5);
  expect(history.length).toBeLessThan(13);
  const symbols = (await rows('/fapi/v1/premiumIndex')).map((row) => row['symbol']);
  expect(symbols).toContain(symbol);
});

it('settles one, which lingers among the prices', async () => {
  expect((await scene('settlement', 1)).settlePrice).toBeGreaterThan(0);
  const { symbol, settlePrice, fundingPct, get, row, history } = await scene('settlement', 30);
  expect([settlePrice, fundingPct]).toEqual([0, 0]);
  expect((await get(`/fapi/v1/openInterest?symbol=${symbol}`)).status).toBe(400);
  const info = await row('/fapi/v1/exchangeInfo');
  expect(JSON.stringify(info['symbols'])).toMatch(
    new RegExp(`"symbol":"${symbol}"[^{}]*"status":"SETTLING"`),
  );
  expect(Number(history.at(-1)?.['sumOpenInterest'])).toBeGreaterThanOrEqual(0);
});
