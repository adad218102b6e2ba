/** Rows of this venue's answers, field for field, with its decimals. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';
import type { Contract } from './contracts';
import { valuesAt } from './values';

export function exchangeInfoRow(contract: Contract) {
  const { symbol, status, contractType, underlyingType, baseAsset, quoteAsset } = contract;
  return {
    symbol,
    pair: `${baseAsset}${quoteAsset}`,
    contractType,
    deliveryDate: contract.deliveryMs,
    onboardDate: contract.onboardMs,
    status,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset,
    quoteAsset,
    marginAsset: quoteAsset,
    pricePrecision: 5,
    quantityPrecision: 0,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType,
    underlyingSubType: underlyingType === 'COIN' ? ['Layer-1'] : [],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    maxMoveOrderLimit: 10000,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '0.00001', maxPrice: '200000', tickSize: '0.00001' },
      { filterType: 'LOT_SIZE', minQty: '1', maxQty: '10000000', stepSize: '1' },
      { filterType: 'MARKET_LOT_SIZE', minQty: '1', maxQty: '2000000', stepSize: '1' },
      { filterType: 'MAX_NUM_ORDERS', limit: 200 },
      { filterType: 'MAX_NUM_ALGO_ORDERS', limit: 10 },
      { filterType: 'MIN_NOTIONAL', notional: '5' },
      {
        filterType: 'PERCENT_PRICE',
        multiplierUp: '1.0500',
        multiplierDown: '0.9500',
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
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
    permissionSets: ['GRID', 'COPY'],
  };
}

export function premiumRow(world: World, contract: Contract, nowMs: number) {
  const values = valuesAt(world, contract, nowMs);
  const periodMs = contract.periodHours * 3_600_000;
  const isDated = contract.contractType.endsWith('QUARTER');
  return {
    symbol: contract.symbol,
    markPrice: decimal(values.markPrice),
    indexPrice: decimal(values.indexPrice),
    estimatedSettlePrice: decimal(values.settlePrice),
    lastFundingRate: decimal(values.fundingRate),
    interestRate: isDated ? '0.00000000' : '0.00010000',
    nextFundingTime: isDated ? 0 : Math.ceil((nowMs + 1) / periodMs) * periodMs,
    time: nowMs,
  };
}

export function tickerRow(world: World, contract: Contract, nowMs: number) {
  const now = valuesAt(world, contract, nowMs);
  const before = valuesAt(world, contract, nowMs - 86_400_000);
  const last = now.markPrice;
  const change = last - before.markPrice;
  const trades = Math.round(now.turnover24h / 900) + 12;
  const firstId = 1_000_000 + Math.floor(unit(world.seed, keyOf(contract.symbol)) * 1e9);
  return {
    symbol: contract.symbol,
    priceChange: decimal(change),
    priceChangePercent: ((change / before.markPrice) * 100).toFixed(3),
    weightedAvgPrice: decimal((last + before.markPrice) / 2),
    lastPrice: decimal(last),
    lastQty: '12',
    openPrice: decimal(before.markPrice),
    highPrice: decimal(Math.max(last, before.markPrice) * 1.01),
    lowPrice: decimal(Math.min(last, before.markPrice) * 0.99),
    volume: (now.turnover24h / last).toFixed(3),
    quoteVolume: now.turnover24h.toFixed(2),
    openTime: nowMs - 86_400_000,
    closeTime: nowMs,
    firstId,
    lastId: firstId + trades,
    count: trades,
  };
}

export function openInterestRow(world: World, contract: Contract, nowMs: number) {
  const { openInterest } = valuesAt(world, contract, nowMs);
  return { symbol: contract.symbol, openInterest: openInterest.toFixed(3), time: nowMs };
}

export function historyRow(world: World, contract: Contract, bucketMs: number) {
  const { openInterest, markPrice } = valuesAt(world, contract, bucketMs);
  return {
    symbol: contract.symbol,
    sumOpenInterest: `${openInterest.toFixed(3)}00000`,
    sumOpenInterestValue: (openInterest * markPrice).toFixed(8),
    CMCCirculatingSupply: (openInterest * 40).toFixed(8),
    timestamp: bucketMs,
  };
}

/** Eight decimals, as this venue writes prices and rates. */
function decimal(value: number): string {
  return value.toFixed(8);
}
