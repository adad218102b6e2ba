/** The two lists of contracts: the newer API's, and the older one's with other names and fewer fields. */
import type { Contract } from './contract';

const DAY_MS = 86_400_000;

export function instrumentRow(contract: Contract) {
  const { priceDecimals, sizeDecimals } = contract;
  return {
    symbol: contract.symbol,
    category: contract.product,
    baseCoin: contract.baseCoin,
    quoteCoin: contract.quoteCoin,
    ...commonOf(contract),
    minOrderQty: stepText(sizeDecimals),
    maxOrderQty: '',
    pricePrecision: String(priceDecimals),
    quantityPrecision: String(sizeDecimals),
    quotePrecision: null,
    priceMultiplier: stepText(priceDecimals),
    quantityMultiplier: stepText(sizeDecimals),
    type: contract.deliveryMs === null ? 'perpetual' : 'delivery',
    minOrderAmount: '5',
    status: contract.status,
    minLeverage: '1',
    maxLeverage: '75',
    symbolType: contract.symbolType,
    maxMarketOrderQty: '220',
  };
}

/** Spot has no multipliers, and no field for the underlying. */
export function spotRow({ asset, quoteCoin, priceDecimals }: Contract) {
  return {
    symbol: asset + quoteCoin,
    category: 'SPOT',
    baseCoin: asset,
    quoteCoin,
    buyLimitPriceRatio: '0.05',
    sellLimitPriceRatio: '0.05',
    minOrderQty: '0.000001',
    maxOrderQty: '0',
    pricePrecision: String(priceDecimals),
    quantityPrecision: '6',
    quotePrecision: '8',
    minOrderAmount: '1',
    maxSymbolOrderNum: '400',
    maxProductOrderNum: '400',
    status: 'online',
    maintainTime: '',
  };
}

const OLD_STATUS = {
  online: 'normal',
  listed: 'listed',
  limit_open: 'limit_open',
  restrictedAPI: 'restrictedAPI',
  offline: 'off',
};

export function contractRow(contract: Contract) {
  const { baseCoin, quoteCoin, priceDecimals, sizeDecimals } = contract;
  return {
    symbol: contract.symbol,
    baseCoin,
    quoteCoin,
    ...commonOf(contract),
    supportMarginCoins: quoteCoin === 'USD' ? ['BTC', 'ETH', baseCoin, 'USDC'] : [quoteCoin],
    minTradeNum: stepText(sizeDecimals),
    priceEndStep: '1',
    volumePlace: String(sizeDecimals),
    pricePlace: String(priceDecimals),
    sizeMultiplier: stepText(sizeDecimals),
    symbolType: contract.deliveryMs === null ? 'perpetual' : 'delivery',
    minTradeUSDT: '5',
    symbolStatus: OLD_STATUS[contract.status],
    minLever: '1',
    maxLever: '75',
    maxMarketOrderQty: '220',
    maxOrderQty: '1200',
  };
}

function commonOf(contract: Contract) {
  const { deliveryMs } = contract;
  return {
    buyLimitPriceRatio: '0.05',
    sellLimitPriceRatio: '0.05',
    feeRateUpRatio: '0.005',
    makerFeeRate: '0.0002',
    takerFeeRate: '0.0006',
    openCostUpRatio: '0.01',
    maxSymbolOrderNum: '200',
    maxProductOrderNum: '1000',
    maxPositionNum: '150',
    offTime: String(contract.offMs ?? -1),
    limitOpenTime: '-1',
    deliveryTime: timeText(deliveryMs),
    deliveryStartTime: timeText(deliveryMs && deliveryMs - 190 * DAY_MS),
    deliveryPeriod: deliveryMs === null ? '' : 'this_quarter',
    launchTime: timeText(contract.launchMs),
    fundInterval: String(contract.listedPeriodHours),
    posLimit: '0.1',
    maintainTime: '',
    isRwa: contract.isRwa ? 'YES' : 'NO',
  };
}

function timeText(atMs: number | null): string {
  return atMs === null ? '' : String(atMs);
}

function stepText(decimals: number): string {
  return (10 ** -decimals).toFixed(decimals);
}
