/** Binance USD-M futures: https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api */
import { pages } from '../../../../lib/venues/binance/pages';
import type { VenueProbe } from '../contract';
import { finding, notSeen, undocumentedSides } from '../findings';
import { numberOf, textsOf } from '../values';

const EXCHANGE_INFO = 'GET /fapi/v1/exchangeInfo';
const FUNDING_INFO = 'GET /fapi/v1/fundingInfo';
const PREMIUMS = 'GET /fapi/v1/premiumIndex';
const EIGHT_HOURS_MS = 8 * 3_600_000;
const PREMIUM_FIELDS = {
  string: 'symbol markPrice indexPrice estimatedSettlePrice lastFundingRate interestRate',
  number: 'nextFundingTime time',
};

export const binance: VenueProbe = {
  id: 'binance',
  // https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info#limits
  limits: [
    { id: 'weight', units: 2400, windowMs: 60_000 },
    { id: 'futures-data', units: 1000, windowMs: 300_000 },
    { id: 'funding-info', units: 500, windowMs: 300_000 },
  ],
  limitHeaders: ['x-mbx-used-weight-1m'],
  light: {
    path: '/fapi/v1/premiumIndex',
    query: { symbol: 'BTCUSDT' },
    cost: { weight: 1 },
    rows: [{ at: '', count: [1, 1], fields: PREMIUM_FIELDS }],
  },
  endpoints: [
    {
      path: '/fapi/v1/exchangeInfo',
      cost: { weight: 1 },
      rows: [
        {
          at: '',
          count: [1, 1],
          fields: {
            string: 'timezone futuresType',
            number: 'serverTime',
            list: 'rateLimits exchangeFilters assets symbols',
          },
        },
        {
          at: 'symbols',
          count: [400, 3000],
          fields: {
            string: `symbol pair contractType status maintMarginPercent requiredMarginPercent baseAsset quoteAsset marginAsset
              underlyingType triggerProtect liquidationFee marketTakeBound`,
            number: `deliveryDate onboardDate pricePrecision quantityPrecision baseAssetPrecision quotePrecision
              maxMoveOrderLimit?`,
            list: 'underlyingSubType filters orderTypes timeInForce permissionSets?',
          },
        },
      ],
    },
    {
      path: '/fapi/v1/fundingInfo',
      cost: { 'funding-info': 1 },
      noLimitHeaders: true,
      rows: [
        {
          at: '',
          count: [100, 3000],
          fields: {
            string: 'symbol adjustedFundingRateCap adjustedFundingRateFloor',
            number: 'fundingIntervalHours updateTime?',
            boolean: 'disclaimer',
          },
        },
      ],
    },
    {
      path: '/fapi/v1/premiumIndex',
      cost: { weight: 10 },
      rows: [{ at: '', count: [400, 3000], fields: PREMIUM_FIELDS }],
    },
    {
      path: '/fapi/v1/ticker/24hr',
      cost: { weight: 40 },
      rows: [
        {
          at: '',
          count: [400, 3000],
          fields: {
            string: `symbol priceChange priceChangePercent weightedAvgPrice lastPrice lastQty openPrice highPrice lowPrice
              volume quoteVolume`,
            number: 'openTime closeTime firstId lastId count',
          },
        },
      ],
    },
    {
      path: '/fapi/v1/openInterest',
      also: { symbol: 'BTCUSDT' },
      cost: { weight: 1 },
      rows: [{ at: '', count: [1, 1], fields: { string: 'symbol openInterest', number: 'time' } }],
    },
    {
      path: '/futures/data/openInterestHist',
      also: { symbol: 'BTCUSDT', period: '5m', limit: '289' },
      cost: { 'futures-data': 1 },
      noLimitHeaders: true,
      rows: [
        {
          at: '',
          count: [289, 289],
          fields: {
            string: 'symbol sumOpenInterest sumOpenInterestValue CMCCirculatingSupply?',
            // The documentation shows text.
            number: 'timestamp',
          },
        },
      ],
    },
  ],
  questions: [
    {
      name: 'limit of weight',
      belief: '2,400 a minute, as the listing states it',
      answer({ rows }) {
        const limit = rows(EXCHANGE_INFO, 'rateLimits').find(
          ({ rateLimitType }) => rateLimitType === 'REQUEST_WEIGHT',
        );
        if (limit === undefined) return notSeen('none is stated');
        const listed = ['limit', 'intervalNum', 'interval'].map((field) => String(limit[field]));
        return finding(
          listed.join() === '2400,1,MINUTE',
          `${listed[0]} in ${listed[1]} ${listed[2]}`,
        );
      },
    },
    {
      name: 'contracts that are not in fundingInfo',
      belief: 'they pay every 8 hours',
      answer({ rows }) {
        const listed = new Set(rows(FUNDING_INFO).map(({ symbol }) => symbol));
        const next = new Map(rows(PREMIUMS).map((row) => [row['symbol'], row['nextFundingTime']]));
        const perpetuals = rows(EXCHANGE_INFO).filter(isTradedPerpetual);
        if (listed.size === 0 || next.size === 0 || perpetuals.length === 0) {
          return notSeen('one of the three lists is missing');
        }
        const unlisted = perpetuals.filter(({ symbol }) => !listed.has(symbol));
        const odd = unlisted.filter(
          ({ symbol }) => (numberOf(next.get(symbol)) ?? 0) % EIGHT_HOURS_MS !== 0,
        );
        const names = textsOf(odd.slice(0, 3), 'symbol');
        return finding(
          odd.length === 0,
          `${unlisted.length} of ${perpetuals.length} are not in it, ${odd.length} of them are paid next at another time${names.length > 0 ? ` (${names.join(', ')})` : ''}`,
        );
      },
    },
    {
      name: 'sign of settled contracts',
      belief:
        'no settle price and no funding at once is never true of a stock or commodity that trades, at a weekend either',
      answer({ rows }) {
        const left = new Set(
          rows(PREMIUMS)
            .filter(
              (row) =>
                numberOf(row['estimatedSettlePrice']) === 0 &&
                numberOf(row['lastFundingRate']) === 0,
            )
            .map(({ symbol }) => symbol),
        );
        const traded = rows(EXCHANGE_INFO).filter(isTradedPerpetual);
        const other = traded.filter((row) => row['contractType'] === 'TRADIFI_PERPETUAL');
        if (other.length === 0 || rows(PREMIUMS).length === 0) return notSeen('no such contract');
        const wrong = other.filter(({ symbol }) => left.has(symbol));
        const more = traded.filter(({ symbol }) => left.has(symbol)).length - wrong.length;
        return finding(
          wrong.length === 0,
          `${wrong.length} of ${other.length} that trade have it, and ${more} of the other ${traded.length - other.length}`,
        );
      },
    },
    undocumentedSides('one side'),
  ],
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
        kind: 'perpetual, without a language',
        url: 'https://www.binance.com/futures/BTCUSDT',
        pair: { symbol: 'BTCUSDT', market: 'perpetual' },
        title: /BTCUSDT/,
      },
      {
        kind: 'spot',
        url: 'https://www.binance.com/en/trade/BTC_USDT?type=spot',
        pair: { symbol: 'BTCUSDT', market: 'spot' },
        title: /BTC[ /]?USDT/,
      },
    ],
  },
};

function isTradedPerpetual(row: Readonly<Record<string, unknown>>): boolean {
  return row['status'] === 'TRADING' && /PERPETUAL$/.test(String(row['contractType']));
}
