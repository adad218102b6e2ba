/** Gate's perpetuals in USDT: https://www.gate.com/docs/developers/apiv4/en/#futures */
import { pages } from '../../../../lib/venues/gate/pages';
import type { VenueProbe } from '../contract';
import { finding, notSeen } from '../findings';
import { median, ratios } from '../values';

const CONTRACTS = 'GET /api/v4/futures/usdt/contracts';
const TICKERS = 'GET /api/v4/futures/usdt/tickers';
const TICKER_FIELDS = {
  string: `contract last change_percentage total_size volume_24h volume_24h_base volume_24h_quote volume_24h_settle mark_price
    funding_rate funding_rate_indicative index_price quanto_base_rate low_24h high_24h highest_bid highest_size lowest_ask
    lowest_size quanto_multiplier`,
};

export const gate: VenueProbe = {
  id: 'gate',
  // https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule
  limits: [
    { id: 'contracts', units: 200, windowMs: 10_000 },
    { id: 'tickers', units: 200, windowMs: 10_000 },
    { id: 'history', units: 200, windowMs: 10_000 },
  ],
  limitHeaders: [
    'x-gate-ratelimit-limit',
    'x-gate-ratelimit-requests-remain',
    'x-gate-ratelimit-reset-timestamp',
  ],
  light: {
    path: '/api/v4/futures/usdt/tickers',
    query: { contract: 'BTC_USDT' },
    cost: { tickers: 1 },
    rows: [{ at: '', count: [1, 1], fields: TICKER_FIELDS }],
  },
  endpoints: [
    {
      path: '/api/v4/futures/usdt/contracts',
      cost: { contracts: 1 },
      rows: [
        {
          at: '',
          count: [400, 4000],
          fields: {
            string: `funding_rate_indicative mark_price_round risk_limit_base interest_rate index_price order_price_round
              ref_rebate_rate name ref_discount_rate order_price_deviate maintenance_rate mark_type type risk_limit_step
              leverage_min funding_rate last_price mark_price quanto_multiplier funding_impact_value leverage_max
              cross_leverage_default risk_limit_max maker_fee_rate taker_fee_rate funding_cap_ratio voucher_leverage status
              funding_rate_limit contract_type`,
            number: `funding_offset funding_interval funding_next_apply short_users config_change_time create_time trade_size
              long_users orders_limit trade_id orderbook_id launch_time`,
            // Text since contracts are divisible.
            'number|string': 'order_size_min order_size_max position_size',
            boolean: `in_delisting enable_decimal enable_bonus enable_credit is_pre_market enable_circuit_breaker`,
          },
        },
      ],
    },
    {
      path: '/api/v4/futures/usdt/tickers',
      cost: { tickers: 1 },
      rows: [{ at: '', count: [400, 4000], fields: TICKER_FIELDS }],
    },
    {
      path: '/api/v4/futures/usdt/contract_stats',
      also: { contract: 'BTC_USDT', interval: '15m', limit: '100' },
      cost: { history: 1 },
      rows: [
        {
          at: '',
          // A few more rows than requested have been observed.
          count: [100, 110],
          fields: {
            number: `time lsr_taker lsr_account long_liq_size long_liq_amount long_liq_usd short_liq_size short_liq_amount
              short_liq_usd open_interest_usd top_lsr_account top_lsr_size mark_price long_taker_size short_taker_size
              long_users short_users`,
            'number|string': 'open_interest',
            string: 'last_funding_rate',
          },
        },
      ],
    },
  ],
  questions: [
    {
      name: 'limit of requests',
      belief: '200, as x-gate-ratelimit-limit states it',
      answer({ exchange }) {
        const told = exchange(TICKERS)?.headers.get('x-gate-ratelimit-limit') ?? null;
        return told === null ? notSeen('none is stated') : finding(told === '200', told);
      },
    },
    {
      name: 'sides of open interest',
      belief: 'one: position_size of the contracts is total_size of the tickers',
      answer({ rows }) {
        const total = new Map(rows(TICKERS).map((row) => [row['contract'], row['total_size']]));
        const found = ratios(
          rows(CONTRACTS).map((row) => [total.get(row['name']), row['position_size']]),
        );
        const middle = median(found);
        if (middle === null) return notSeen('no contract has both');
        return finding(
          Math.abs(middle - 1) < 0.05,
          `total_size is ${middle.toFixed(2)} times position_size, the middle of ${found.length}`,
        );
      },
    },
    {
      name: 'time that the tickers take',
      belief: 'under our 60 s; 32 to 40 s have been measured',
      answer({ exchange }) {
        const asked = exchange(TICKERS);
        if (asked?.status !== 200) return notSeen('no answer');
        const seconds = (asked.answeredAtMs - asked.askedAtMs) / 1000;
        return finding(seconds < 60, `${seconds.toFixed(1)} s, ${asked.text.length} characters`);
      },
    },
  ],
  site: {
    product: pages,
    pages: [
      {
        kind: 'perpetual, as we link to it',
        url: pages.tradeUrl('BTC_USDT'),
        pair: { symbol: 'BTC_USDT', market: 'perpetual' },
        title: /BTC[_/]?USDT/,
      },
      {
        kind: 'perpetual, at the older site',
        url: 'https://www.gate.io/futures/USDT/BTC_USDT',
        pair: { symbol: 'BTC_USDT', market: 'perpetual' },
        title: /BTC[_/]?USDT/,
      },
      {
        kind: 'perpetual, by its old path',
        url: 'https://www.gate.com/futures_trade/USDT/BTC_USDT',
        pair: { symbol: 'BTC_USDT', market: 'perpetual' },
        title: /BTC[_/]?USDT/,
      },
      {
        kind: 'spot',
        url: 'https://www.gate.com/trade/BTC_USDT',
        pair: { symbol: 'BTC_USDT', market: 'spot' },
        title: /BTC[_/]?USDT/,
      },
    ],
  },
};
