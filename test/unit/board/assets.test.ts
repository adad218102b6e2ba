import { describe, expect, it } from 'vitest';
import { namesOf, perpetualOf } from '../../../lib/board/assets';
import type { Perp } from '../../../lib/domain/perp';
import type { ViewedPair } from '../../../lib/venues/pages-contract';

function perp(symbol: string, baseAsset: string, change: Partial<Perp> = {}): Perp {
  return {
    symbol,
    baseAsset,
    quoteAsset: 'USDT',
    assetClass: 'crypto',
    listedAtMs: null,
    fundingPeriodHours: 8,
    coinsPerContract: 1,
    ...change,
  };
}

const pairOf = (symbol: string, market: ViewedPair['market'] = 'spot'): ViewedPair => ({
  venue: 'v',
  symbol,
  market,
});

describe('the perpetual of a spot pair', () => {
  it.each([
    ['PEPEUSDT', '1000PEPEUSDT', '1000PEPE'],
    ['SHIBUSDT', 'SHIB1000USDT', 'SHIB1000'],
    ['BONKPERP', '1000BONKPERP', '1000BONK'],
    ['SATSUSDT', '10000SATSUSDT', '10000SATS'],
    ['BABYDOGEUSDT', '1MBABYDOGEUSDT', '1MBABYDOGE'],
    ['MOGUSDT', '1000000MOGUSDT', '1000000MOG'],
    ['BABYDOGE_USDT', 'MBABYDOGE_USDT', 'MBABYDOGE'],
    ['PEPE', 'kPEPE', 'kPEPE'],
    ['NEWCOINUSDT', '1000NEWCOINUSDT', '1000NEWCOIN'],
    ['NEWCOIN', 'kNEWCOIN', 'kNEWCOIN'],
  ])('%s is %s', (spot, symbol, baseAsset) => {
    const perps = [perp('BTCUSDT', 'BTC'), perp(symbol, baseAsset)];
    expect(perpetualOf(pairOf(spot), perps)).toBe(perps[1]);
    expect(perpetualOf(pairOf(spot, 'perpetual'), perps)).toBeNull();
    expect(namesOf(pairOf(spot))).toContain(symbol);
  });

  it.each([
    ['XUSDT', '1000XUSDT', '1000X'],
    ['OVE_USDT', 'MOVE_USDT', 'MOVE'],
    ['AS', 'KAS', 'KAS'],
    ['AITOUSDT', 'KAITOUSDT', 'KAITO'],
    ['INCHUSDT', '1INCHUSDT', '1INCH'],
  ])('%s is not %s', (spot, symbol, baseAsset) => {
    expect(perpetualOf(pairOf(spot), [perp(symbol, baseAsset)])).toBeNull();
  });

  it('is the plain one where there are both', () => {
    const both = [perp('1000CATUSDT', '1000CAT'), perp('CATUSDT', 'CAT')];
    expect(perpetualOf(pairOf('CATUSDT'), both)).toBe(both[1]);
  });
});

describe('a pair that only a title names', () => {
  const named: ViewedPair = { ...pairOf('BTC', 'perpetual'), byTitle: true };

  it("is the venue's own, unless others list one under the same name", () => {
    const own = perp('BTC', 'BTC');
    const shared = perp('BTC', 'BTC', { sharesName: true });
    expect(perpetualOf(named, [own])).toBe(own);
    expect(perpetualOf(named, [shared])).toBeNull();
    expect(perpetualOf(pairOf('BTC', 'perpetual'), [shared])).toBe(shared);
  });
});
