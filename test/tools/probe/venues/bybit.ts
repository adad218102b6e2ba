/** Bybit linear contracts: https://bybit-exchange.github.io/docs/v5/market/tickers */
import { pages } from '../../../../lib/venues/bybit/pages';
import type { VenueProbe } from '../contract';
import { finding, notSeen } from '../findings';
import { ratios } from '../values';

const ENVELOPE = {
  at: '',
  count: [1, 1],
  fields: { number: 'retCode time', string: 'retMsg', object: 'result retExtInfo' },
} as const;
const TICKER_FIELDS = {
  string: `symbol lastPrice indexPrice markPrice prevPrice24h price24hPcnt highPrice24h lowPrice24h prevPrice1h openInterest
    openInterestValue singleOpenInterest singleOpenInterestValue turnover24h volume24h fundingRate nextFundingTime
    predictedDeliveryPrice basisRate basisRateYear deliveryFeeRate deliveryTime ask1Size bid1Price ask1Price bid1Size basis
    preOpenPrice preQty curPreListingPhase fundingIntervalHour fundingCap`,
};
const SAMPLE_FIELDS = { string: 'openInterest singleOpenInterest timestamp' };
const TICKERS = 'GET /v5/market/tickers';
const ONE = { requests: 1 };

export const bybit: VenueProbe = {
  id: 'bybit',
  // https://bybit-exchange.github.io/docs/v5/rate-limit
  limits: [{ id: 'requests', units: 600, windowMs: 5_000 }],
  limitHeaders: ['x-bapi-limit', 'x-bapi-limit-status', 'x-bapi-limit-reset-timestamp'],
  envelope: { field: 'retCode', good: 0 },
  light: {
    path: '/v5/market/tickers',
    query: { category: 'linear', symbol: 'BTCUSDT' },
    cost: ONE,
    rows: [ENVELOPE, { at: 'result.list', count: [1, 1], fields: TICKER_FIELDS }],
  },
  endpoints: [
    {
      path: '/v5/market/instruments-info',
      also: { category: 'linear', limit: '1000' },
      cost: ONE,
      most: 4,
      rows: [
        ENVELOPE,
        {
          at: 'result',
          count: [1, 1],
          fields: { string: 'category nextPageCursor', list: 'list' },
        },
        {
          at: 'result.list',
          count: [400, 1000],
          fields: {
            string: `symbol contractType status baseCoin quoteCoin symbolType launchTime deliveryTime deliveryFeeRate priceScale
              settleCoin copyTrading upperFundingRate lowerFundingRate displayName fullName marketRegion underlyingTicker`,
            number: 'symbolId fundingInterval',
            boolean: 'unifiedMarginTrade forbidUplWithdrawal isPreListing skipCallAuction',
            object: 'leverageFilter priceFilter lotSizeFilter riskParameters',
            'object|null': 'preListingInfo',
          },
        },
      ],
    },
    {
      path: '/v5/market/tickers',
      also: { category: 'linear' },
      cost: ONE,
      rows: [
        ENVELOPE,
        { at: 'result', count: [1, 1], fields: { string: 'category', list: 'list' } },
        { at: 'result.list', count: [400, 3000], fields: TICKER_FIELDS },
      ],
    },
    {
      path: '/v5/market/open-interest',
      also: { category: 'linear', symbol: 'BTCUSDT', intervalTime: '15min', limit: '100' },
      cost: ONE,
      rows: [
        ENVELOPE,
        {
          at: 'result',
          count: [1, 1],
          fields: { string: 'symbol category nextPageCursor', list: 'list' },
        },
        { at: 'result.list', count: [100, 100], fields: SAMPLE_FIELDS },
      ],
    },
  ],
  questions: [
    {
      name: 'sides of open interest',
      belief: 'both: openInterest is twice singleOpenInterest',
      answer({ rows }) {
        const found = ratios(
          rows(TICKERS).map((row) => [row['openInterest'], row['singleOpenInterest']]),
        );
        if (found.length === 0) return notSeen('no row has both');
        const twice = found.filter((ratio) => Math.abs(ratio - 2) < 0.02).length;
        return finding(twice > 0.95 * found.length, `twice in ${twice} of ${found.length} rows`);
      },
    },
    {
      name: 'history of open interest across 11 June 2026',
      belief: 'no step: the older samples were of both sides, too',
      ask: {
        path: '/v5/market/open-interest',
        also: {
          category: 'linear',
          symbol: 'BTCUSDT',
          intervalTime: '1d',
          limit: '10',
          startTime: String(Date.UTC(2026, 5, 6)),
          endTime: String(Date.UTC(2026, 5, 15)),
        },
        cost: ONE,
        rows: [ENVELOPE, { at: 'result.list', count: [2, 10], fields: SAMPLE_FIELDS }],
      },
      answer({ own }) {
        const samples = own?.rows ?? [];
        const steps = ratios(
          samples.slice(1).map((row, at) => [row['openInterest'], samples[at]?.['openInterest']]),
        ).map((ratio) => Math.max(ratio, 1 / ratio));
        if (steps.length === 0) return notSeen('no samples of those days');
        const largest = Math.max(...steps);
        return finding(largest < 1.8, `from day to day at most ×${largest.toFixed(2)}`);
      },
    },
  ],
  site: {
    product: pages,
    pages: [
      {
        kind: 'perpetual, as we link to it',
        url: pages.tradeUrl('BTCUSDT'),
        pair: { symbol: 'BTCUSDT', market: 'perpetual' },
        title: /BTCUSDT.*Bybit Perpetual/,
      },
      {
        kind: 'perpetual in USDC, as we link to it',
        url: pages.tradeUrl('BTCPERP'),
        pair: { symbol: 'BTCPERP', market: 'perpetual' },
        title: /BTC-?PERP/,
      },
      {
        kind: 'perpetual, in a language',
        url: 'https://www.bybit.com/en/trade/usdt/BTCUSDT',
        pair: { symbol: 'BTCUSDT', market: 'perpetual' },
        title: /BTCUSDT/,
      },
      {
        kind: 'spot',
        url: 'https://www.bybit.com/en/trade/spot/BTC/USDT',
        pair: { symbol: 'BTCUSDT', market: 'spot' },
        title: /BTC\/?USDT/,
      },
    ],
  },
};
