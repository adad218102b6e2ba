/** The list of contracts with all their trading rules. */
import { keyOf, unit } from '../../world/noise';
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Contract } from './contract';
import type { Call } from './call';

export function exchangeInfo({ listing, nowMs }: Call): MarketAnswer {
  return jsonAnswer({
    timezone: 'UTC',
    serverTime: nowMs,
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1200 },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 300 },
    ],
    exchangeFilters: [],
    assets: ['USDT', 'USDC', 'BTC', 'BNB', 'ETH'].map((asset) => ({
      asset,
      marginAvailable: true,
      autoAssetExchange: asset === 'USDT' || asset === 'USDC' ? '-10000' : '-0.01',
    })),
    symbols: listing
      .at(nowMs)
      .filter(({ isUnlisted }) => !isUnlisted)
      .map((contract) => row(contract, listing.world.seed)),
  });
}

const SUBTYPES = [['Layer-1'], ['DeFi'], ['Meme'], ['AI'], ['Gaming'], ['Infrastructure'], []];

function row(contract: Contract, seed: number) {
  const { baseAsset, quoteAsset, priceDecimals, quantityDecimals, underlyingType } = contract;
  const pick = unit(seed, keyOf(baseAsset), 93);
  const bound = pick < 0.3 ? 0.05 : 0.1;
  const takeBound = bound.toFixed(2);
  const largest = 10 ** (7 - quantityDecimals);
  const step = (10 ** -quantityDecimals).toFixed(quantityDecimals);
  const tick = (10 ** -priceDecimals).toFixed(priceDecimals);
  const lot = (filterType: string, maxQty: number) => ({
    filterType,
    maxQty: String(maxQty),
    minQty: step,
    stepSize: step,
  });
  return {
    symbol: contract.symbol,
    pair: baseAsset + quoteAsset,
    contractType: contract.contractType,
    deliveryDate: contract.deliveryMs,
    onboardDate: contract.onboardMs,
    status: contract.status,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset,
    quoteAsset,
    marginAsset: quoteAsset,
    pricePrecision: priceDecimals,
    quantityPrecision: quantityDecimals,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType,
    underlyingSubType:
      underlyingType === 'COIN' ? SUBTYPES[Math.floor(pick * SUBTYPES.length)] : ['TradFi'],
    triggerProtect: bound.toFixed(4),
    liquidationFee: '0.012500',
    marketTakeBound: takeBound,
    maxMoveOrderLimit: 10000,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '2000000', tickSize: tick },
      lot('LOT_SIZE', largest),
      lot('MARKET_LOT_SIZE', largest / 5),
      { filterType: 'MAX_NUM_ORDERS', limit: 200 },
      { filterType: 'MAX_NUM_ALGO_ORDERS', limit: 10 },
      { filterType: 'MIN_NOTIONAL', notional: quoteAsset === 'BTC' ? '0.001' : '5' },
      {
        filterType: 'PERCENT_PRICE',
        multiplierUp: (1 + bound).toFixed(4),
        multiplierDown: (1 - bound).toFixed(4),
        multiplierDecimal: '4',
      },
      { filterType: 'POSITION_RISK_CONTROL', positionControlSide: 'NONE' },
    ],
    orderTypes: [
      'LIMIT',
      'MARKET',
      'STOP',
      'STOP_MARKET',
      'TAKE_PROFIT',
      'TAKE_PROFIT_MARKET',
      'TRAILING_STOP_MARKET',
    ],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD', 'RPI'],
    permissionSets: ['GRID', 'COPY', 'DCA', 'PSB', 'RPI'],
  };
}
