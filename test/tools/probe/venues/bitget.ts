/** Bitget's USDT and USDC futures: https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker */
import { pages } from '../../../../lib/venues/bitget/pages';
import type { Endpoint, Fields, Rows, VenueProbe } from '../contract';
import { undocumentedSides } from '../findings';

const ENVELOPE: Rows = {
  at: '',
  count: [1, 1],
  fields: { string: 'code msg', number: 'requestTime', list: 'data' },
};
const data = (count: Rows['count'], fields: Fields): Rows[] => [
  ENVELOPE,
  { at: 'data', count, fields },
];
const MANY = [300, 3000] as const;
const SOME = [5, 1000] as const;

const INSTRUMENT_FIELDS = {
  string: `symbol category baseCoin quoteCoin buyLimitPriceRatio sellLimitPriceRatio feeRateUpRatio makerFeeRate takerFeeRate
    openCostUpRatio maxSymbolOrderNum maxProductOrderNum maxPositionNum offTime limitOpenTime deliveryTime deliveryStartTime
    deliveryPeriod launchTime fundInterval posLimit maintainTime isRwa minOrderQty maxOrderQty pricePrecision
    quantityPrecision priceMultiplier quantityMultiplier type minOrderAmount status minLeverage maxLeverage symbolType
    maxMarketOrderQty`,
  'string|null': 'quotePrecision',
};
const TICKER_FIELDS = {
  string: `symbol lastPr askPr bidPr bidSz askSz high24h low24h ts change24h baseVolume quoteVolume usdtVolume openUtc
    changeUtc24h indexPrice fundingRate holdingAmount deliveryStatus open24h markPrice`,
  'string|null': 'deliveryStartTime deliveryTime',
};
const FUNDING_FIELDS = {
  string: 'symbol fundingRate fundingRateInterval nextUpdate minFundingRate maxFundingRate',
};

/** Requested for both products; `parameter` names them. */
const ofProducts = (path: string, parameter: string, budget: string, fields: Fields): Endpoint[] =>
  (
    [
      ['USDT-FUTURES', MANY],
      ['USDC-FUTURES', SOME],
    ] as const
  ).map(([product, count]) => ({
    path: `/api/${path}`,
    query: { [parameter]: product },
    cost: { [budget]: 1 },
    rows: data(count, fields),
  }));

export const bitget: VenueProbe = {
  id: 'bitget',
  // 20 a second for each endpoint, in the table on top of each endpoint's page.
  limits: [
    { id: 'instruments', units: 20, windowMs: 1_000 },
    { id: 'tickers', units: 20, windowMs: 1_000 },
    { id: 'current-fund-rate', units: 20, windowMs: 1_000 },
  ],
  limitHeaders: ['x-mbx-used-remain-limit'],
  envelope: { field: 'code', good: '00000' },
  light: {
    path: '/api/v2/mix/market/current-fund-rate',
    query: { productType: 'USDT-FUTURES', symbol: 'BTCUSDT' },
    cost: { 'current-fund-rate': 1 },
    rows: data([1, 1], FUNDING_FIELDS),
  },
  endpoints: [
    ...ofProducts('v3/market/instruments', 'category', 'instruments', INSTRUMENT_FIELDS),
    ...ofProducts('v2/mix/market/tickers', 'productType', 'tickers', TICKER_FIELDS),
    ...ofProducts(
      'v2/mix/market/current-fund-rate',
      'productType',
      'current-fund-rate',
      FUNDING_FIELDS,
    ),
  ],
  questions: [undocumentedSides('one side')],
  site: {
    product: pages,
    pages: [
      {
        kind: 'perpetual, as we link to it',
        url: pages.tradeUrl('BTCUSDT'),
        pair: { symbol: 'BTCUSDT', market: 'perpetual' },
        title: /BTCUSDT/,
      },
      {
        kind: 'perpetual in USDC, as we link to it',
        url: pages.tradeUrl('BTCPERP'),
        pair: { symbol: 'BTCPERP', market: 'perpetual' },
        title: /BTC/,
      },
      {
        kind: 'perpetual, by its old path',
        url: 'https://www.bitget.com/mix/usdt/BTCUSDT',
        pair: { symbol: 'BTCUSDT', market: 'perpetual' },
        title: /BTCUSDT/,
      },
      {
        kind: 'spot',
        url: 'https://www.bitget.com/spot/BTCUSDT',
        pair: { symbol: 'BTCUSDT', market: 'spot' },
        title: /BTC\/?USDT/,
      },
    ],
  },
};
