/** The list of contracts with all their trading rules. */
import { keyOf, unit } from '../../world/noise';
import type { Contract } from './contract';

const HOUR_MS = 3_600_000;

export function instrumentRow(contract: Contract, seed: number) {
  const { symbol, periodHours, priceDecimals, quantityDecimals, isPreListing } = contract;
  const isTradFi = ['stock', 'ETF'].includes(contract.symbolType);
  const step = (10 ** -quantityDecimals).toFixed(quantityDecimals);
  const tick = (10 ** -priceDecimals).toFixed(priceDecimals);
  const most = String(10 ** (6 - quantityDecimals));
  const cap = periodHours === 8 ? '0.005' : '0.02';
  return {
    symbol,
    symbolId: 1 + Math.floor(9_999 * unit(seed, keyOf(symbol), 65)),
    contractType: contract.contractType,
    status: contract.status,
    baseCoin: contract.baseCoin,
    quoteCoin: contract.quoteCoin,
    symbolType: contract.symbolType,
    launchTime: String(contract.launchMs),
    deliveryTime: String(contract.deliveryMs),
    deliveryFeeRate: periodHours === 0 ? '0.0002' : '',
    priceScale: String(priceDecimals),
    leverageFilter: { minLeverage: '1', maxLeverage: '50.00', leverageStep: '0.01' },
    priceFilter: { minPrice: tick, maxPrice: '1999999.98', tickSize: tick },
    lotSizeFilter: {
      maxOrderQty: most,
      minOrderQty: step,
      qtyStep: step,
      postOnlyMaxOrderQty: most,
      maxMktOrderQty: most,
      minNotionalValue: '5',
    },
    unifiedMarginTrade: true,
    fundingInterval: periodHours * 60,
    settleCoin: contract.settleCoin,
    copyTrading: 'none',
    upperFundingRate: periodHours === 0 ? '' : cap,
    lowerFundingRate: periodHours === 0 ? '' : `-${cap}`,
    displayName: '',
    fullName: contract.asset,
    marketRegion: isTradFi ? 'US' : '',
    underlyingTicker: isTradFi ? contract.asset : '',
    forbidUplWithdrawal: false,
    riskParameters: { priceLimitRatioX: '0.05', priceLimitRatioY: '0.1' },
    isPreListing,
    preListingInfo: isPreListing
      ? {
          curAuctionPhase: 'ContinuousTrading',
          phases: [
            {
              phase: 'ContinuousTrading',
              startTime: String(contract.launchMs - HOUR_MS),
              endTime: '',
            },
          ],
          auctionFeeInfo: { auctionFeeRate: '0', takerFeeRate: '0.00055', makerFeeRate: '0.0002' },
          skipCallAuction: true,
        }
      : null,
    skipCallAuction: false,
  };
}
