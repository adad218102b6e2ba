import { describe, expect, it } from 'vitest';
import { createMarket, marketFetch } from '../../market';
import { FAPI, historyPath, MIDNIGHT_MS, openMarket } from './ask';

const HOUR_MS = 3_600_000;

describe('the world', () => {
  it('is the same for the same seed and time, and another for another seed', async () => {
    const body = async (seed: number) =>
      (
        await marketFetch(createMarket({ seed, atMs: MIDNIGHT_MS, speed: 0 }))(
          `${FAPI}/fapi/v1/premiumIndex`,
        )
      ).text();
    expect(await body(1)).toBe(await body(1));
    expect(await body(1)).not.toBe(await body(2));
  });

  it('does not depend on when it was opened, given its epoch', async () => {
    const early = openMarket({ epochMs: MIDNIGHT_MS, atMs: MIDNIGHT_MS });
    early.core.clock.advance(7 * HOUR_MS);
    const late = openMarket({ epochMs: MIDNIGHT_MS, atMs: MIDNIGHT_MS + 7 * HOUR_MS });
    const path = '/fapi/v1/ticker/24hr';
    expect(await early.rows(path)).toEqual(await late.rows(path));
  });

  it('looks like a market', async () => {
    const { rows } = openMarket();
    const prices = (await rows('/fapi/v1/premiumIndex')).filter(
      ({ estimatedSettlePrice, nextFundingTime }) =>
        Number(estimatedSettlePrice) > 0 && nextFundingTime !== 0,
    );
    const basisPct = prices.map(
      ({ markPrice, indexPrice }) => (Number(markPrice) / Number(indexPrice) - 1) * 100,
    );
    expect(share(basisPct, (basis) => Math.abs(basis) <= 0.1)).toBeGreaterThan(0.8);
    expect(share(basisPct, (basis) => Math.abs(basis) <= 0.7)).toBe(1);
    const fundingPct = prices.map(({ lastFundingRate }) => Number(lastFundingRate) * 100);
    expect(share(fundingPct, (rate) => rate >= 0 && rate <= 0.011)).toBeGreaterThan(0.6);
    expect(share(fundingPct, (rate) => Math.abs(rate) > 0.03)).toBeGreaterThan(0.03);

    const volumes = (await rows('/fapi/v1/ticker/24hr'))
      .map(({ quoteVolume }) => Number(quoteVolume))
      .filter((volume) => volume > 0);
    expect(Math.log10(Math.max(...volumes) / Math.min(...volumes))).toBeGreaterThan(5);

    const changesPct: number[] = [];
    for (const { symbol } of prices.slice(0, 150)) {
      const history = await rows(historyPath(String(symbol), '1h', 25));
      const [first, last] = [history[0], history.at(-1)];
      changesPct.push(
        (Number(last?.['sumOpenInterest']) / Number(first?.['sumOpenInterest']) - 1) * 100,
      );
    }
    expect(share(changesPct, (change) => Math.abs(change) <= 15)).toBeGreaterThan(0.85);
    expect(share(changesPct, (change) => Math.abs(change) <= 60)).toBe(1);
  });

  it('pays those who are on the smaller side: funding goes with the basis', async () => {
    const prices = await openMarket().rows('/fapi/v1/premiumIndex');
    const crowded = prices.filter(({ lastFundingRate }) => Number(lastFundingRate) > 0.0005);
    const basis = crowded.map(
      ({ markPrice, indexPrice }) => Number(markPrice) - Number(indexPrice),
    );
    expect(crowded.length).toBeGreaterThan(3);
    expect(share(basis, (difference) => difference > 0)).toBeGreaterThan(0.9);
  });
});

function share(values: readonly number[], is: (value: number) => boolean): number {
  return values.filter(is).length / values.length;
}
