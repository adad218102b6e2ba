/** Whatever exchange, chart or library a pair's name was copied from, it finds the same rows. */
import { describe, expect, it } from 'vitest';
import { assetRows } from '../../../lib/board/asset-rows';
import { createScorer, rankRows } from '../../../lib/board/rows';
import { filterRows } from '../../../lib/board/filter';
import type { PerpState } from '../../../lib/domain/board';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { board, perpState } from './rows-of';

/** A perpetual as its venue spells it. */
function spelt(symbol: string, baseAsset: string, quoteAsset = 'USDT'): PerpState {
  const one = perpState(symbol, { fundingPct: 0.01, basisPct: 0 });
  return { ...one, perp: { ...one.perp, symbol, baseAsset, quoteAsset } };
}

const BOARDS = [
  board([spelt('BTCUSDT', 'BTC'), spelt('ETHUSDT', 'ETH'), spelt('PERPUSDT', 'PERP')]),
  board([spelt('BTCUSDT', 'BTC'), spelt('BTCPERP', 'BTC', 'USDC')], 'bybit'),
  board([spelt('BTC-USDT-SWAP', 'BTC'), spelt('ETH-USDT-SWAP', 'ETH')], 'okx'),
  board([spelt('BTC_USDT', 'BTC')], 'gate'),
  board([spelt('BTC', 'BTC', 'USDC'), spelt('xyz:TSLA', 'TSLA', 'USDC')], 'hyperliquid'),
];
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  universe: { ...DEFAULT_SETTINGS.universe, quoteAssets: ['USDT', 'USDC'] },
};
const ROWS = rankRows(BOARDS, SETTINGS, createScorer());
const ASSETS = rankRows(BOARDS, SETTINGS, createScorer(), assetRows);
const ALL = { side: 'all', venue: null } as const;

const found = (query: string, rows = ROWS) =>
  filterRows(rows, { ...ALL, query })
    .map(({ key }) => key)
    .sort();

const BTC_USDT = ['binance:BTCUSDT', 'bybit:BTCUSDT', 'gate:BTC_USDT', 'okx:BTC-USDT-SWAP'];
const EVERY_BTC = [...BTC_USDT, 'bybit:BTCPERP', 'hyperliquid:BTC'].sort();

describe('a pair is found', () => {
  it.each([
    'BTC/USDT',
    'btc-usdt',
    'BTC_USDT',
    'btcusdt',
    'BTCUSDT.P',
    'BTC-USDT-SWAP',
    'BTC/USDT:USDT',
    'BTCUSDT_UMCBL',
    'BTCUSDTPERP',
    'BTCUSDT_PERP',
    'btc usdt',
    'BTC / USDT',
    'btc usdt perp',
    '$btcusdt',
    'ＢＴＣＵＳＤＴ',
    'XBTUSDT',
    'https://www.binance.com/en/futures/BTCUSDT',
    'https://www.okx.com/trade-swap/btc-usdt-swap?x=1',
    'https://www.gate.com/futures/USDT/BTC_USDT/',
    'www.bybit.com/trade/usdt/BTCUSDT',
    'https://www.bybit.com/en/trade/spot/BTC/USDT',
    'https://www.tradingview.com/chart/?symbol=BTCUSDT.P&interval=60',
    'BTC_USDT:USDT',
    'BTC USDT.P',
    'BTC–USDT',
    'BTC・USDT',
    'btc\\usdt',
    '(BTCUSDT)',
    '“BTC/USDT”',
    'XBTUSDTM',
  ])('by %s on every venue', (query) => {
    expect(found(query)).toEqual(BTC_USDT);
  });

  it.each(['BTC-PERP', 'BTC-PERPETUAL', 'BTCPERP', 'btc perp', '#BTC'])(
    'by %s in every quote',
    (query) => {
      expect(found(query)).toEqual(EVERY_BTC);
    },
  );

  it.each([
    ['BINANCE:BTCUSDT', ['binance:BTCUSDT']],
    ['BYBIT:BTCUSDT.P', ['bybit:BTCUSDT']],
    ['GATEIO:BTCUSDT.P', ['gate:BTC_USDT']],
    ['okx:btc-usdt-swap', ['okx:BTC-USDT-SWAP']],
    ['OKX:', ['okx:BTC-USDT-SWAP', 'okx:ETH-USDT-SWAP']],
    ['HYPERLIQUID:BTCUSDC.P', ['hyperliquid:BTC']],
    ['xyz:TSLA', ['hyperliquid:xyz:TSLA']],
    ['KRAKEN:ETH', []],
    ['BTC-USD', EVERY_BTC],
    ['perp', ['binance:PERPUSDT', 'bybit:BTCPERP']],
    ['PERP/USDT', ['binance:PERPUSDT']],
    ['eth/usdt, tsla', ['binance:ETHUSDT', 'hyperliquid:xyz:TSLA', 'okx:ETH-USDT-SWAP']],
  ])('by %s where it is meant', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  it('among assets, by the name that any of its venues has for it', () => {
    for (const query of ['BTC/USDT', 'BTC-USDT-SWAP', 'BYBIT:BTCUSDT.P', 'btc']) {
      expect(found(query, ASSETS)).toEqual(['all:BTC']);
    }
    expect(found('GATE:ETHUSDT', ASSETS)).toEqual([]);
  });

  it('and separators alone ask for nothing', () => {
    expect(found(' / - , ')).toHaveLength(ROWS.length);
  });
});
