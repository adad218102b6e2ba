/** OKX swaps: https://www.okx.com/docs-v5/en/#public-data-rest-api */
import { pages } from '../../../../lib/venues/okx/pages';
import type { Endpoint, Fields, Rows, VenueProbe } from '../contract';
import { finding, notSeen, undocumentedSides, unanswered } from '../findings';
import { numberOf } from '../values';

const ENVELOPE: Rows = { at: '', count: [1, 1], fields: { string: 'code msg', list: 'data' } };
const data = (count: Rows['count'], fields: Fields): Rows[] => [
  ENVELOPE,
  { at: 'data', count, fields },
];

const INSTRUMENT_FIELDS = {
  string: `alias auctionEndTime baseCcy category contTdSwTime ctMult ctType ctVal ctValCcy expTime groupId instCategory
    instFamily lever lotSz maxIcebergSz maxLmtAmt maxLmtSz maxMktAmt maxMktSz maxPlatOILmt maxStopSz maxTriggerSz maxTwapSz
    minSz openType optType posLmtAmt posLmtPct preMktSwTime quoteCcy ruleType settleCcy stk tickSz uly instId instType
    listTime state`,
  boolean: 'futureSettlement',
  // Null and empty for announced instruments.
  'number|null': 'instIdCode',
  list: 'tradeQuoteCcyList upcChg',
};
const OPEN_INTEREST_FIELDS = { string: 'instId instType oi oiCcy oiUsd ts' };
const INDEX_FIELDS = { string: 'instId idxPx high24h sodUtc0 open24h low24h sodUtc8 ts' };

/** Requested for swaps, and for futures, which include the X-Perps. */
const ofKinds = (path: string, budget: string, fields: Fields): Endpoint[] =>
  (
    [
      ['SWAP', 100],
      ['FUTURES', 1],
    ] as const
  ).map(([instType, least]) => ({
    path: `/api/v5/${path}`,
    query: { instType },
    cost: { [budget]: 1 },
    rows: data([least, 2000], fields),
  }));
/** Quotes of the indexes, and their minimum counts. */
const QUOTES = [
  ['USDT', 100],
  ['USDC', 1],
  ['USD', 1],
] as const;

const SWAPS = 'GET /api/v5/public/instruments?instType=SWAP';
const FUNDING = 'GET /api/v5/public/funding-rate';
const EEA = 'https://eea.okx.com';

export const okx: VenueProbe = {
  id: 'okx',
  limits: [
    { id: 'instruments', units: 20, windowMs: 2_000 },
    { id: 'mark-price', units: 10, windowMs: 2_000 },
    { id: 'funding-rate', units: 10, windowMs: 2_000 },
    { id: 'open-interest', units: 20, windowMs: 2_000 },
    { id: 'tickers', units: 20, windowMs: 2_000 },
    { id: 'index-tickers', units: 20, windowMs: 2_000 },
    { id: 'history', units: 10, windowMs: 2_000 },
  ],
  limitHeaders: [],
  envelope: { field: 'code', good: '0' },
  light: {
    path: '/api/v5/public/open-interest',
    query: { instType: 'SWAP', instId: 'BTC-USDT-SWAP' },
    cost: { 'open-interest': 1 },
    rows: data([1, 1], OPEN_INTEREST_FIELDS),
  },
  endpoints: [
    ...ofKinds('public/instruments', 'instruments', INSTRUMENT_FIELDS),
    ...ofKinds('public/mark-price', 'mark-price', { string: 'instType instId markPx ts' }),
    {
      path: '/api/v5/public/funding-rate',
      also: { instId: 'ANY' },
      cost: { 'funding-rate': 1 },
      rows: data([100, 2000], {
        string: `formulaType fundingRate fundingTime impactValue instId instType interestRate maxFundingRate method
          minFundingRate nextFundingRate nextFundingTime premium prevFundingTime settFundingRate settState ts`,
      }),
    },
    ...ofKinds('public/open-interest', 'open-interest', OPEN_INTEREST_FIELDS),
    ...ofKinds('market/tickers', 'tickers', {
      string: `instType instId last lastSz askPx askSz bidPx bidSz open24h high24h low24h volCcy24h vol24h sodUtc0 sodUtc8
        ts`,
    }),
    ...QUOTES.map(([quoteCcy, least]) => ({
      path: '/api/v5/market/index-tickers',
      query: { quoteCcy },
      cost: { 'index-tickers': 1 },
      rows: data([least, 3000], INDEX_FIELDS),
    })),
    {
      path: '/api/v5/rubik/stat/contracts/open-interest-history',
      also: { instId: 'BTC-USDT-SWAP', period: '15m', limit: '100' },
      cost: { history: 1 },
      // Each is a list: time, contracts, coins, USD.
      rows: data([100, 100], { string: '0 1 2 3' }),
    },
  ],
  questions: [
    {
      name: 'number of swaps that trade',
      belief: '150 to 900',
      answer({ rows }) {
        const swaps = rows(SWAPS);
        if (swaps.length === 0) return notSeen('no list');
        const live = swaps.filter(({ state }) => state === 'live').length;
        return finding(live >= 150 && live <= 900, `${live} of ${swaps.length}`);
      },
    },
    {
      name: 'funding periods',
      belief: '1, 2, 4, 6 or 8 h, told by the two next payments',
      answer({ rows }) {
        const hours = rows(FUNDING).flatMap((row) => {
          const [from, to] = [numberOf(row['fundingTime']), numberOf(row['nextFundingTime'])];
          return from !== null && to !== null ? [(to - from) / 3_600_000] : [];
        });
        if (hours.length === 0) return notSeen('no row has both times');
        const kinds = [...new Set(hours)].sort((a, b) => a - b);
        return finding(
          kinds.every((each) => [1, 2, 4, 6, 8].includes(each)),
          `${kinds.join(', ')} h`,
        );
      },
    },
    {
      name: 'swaps at the host of the European Economic Area',
      belief: 'eea.okx.com answers without a key; its list may be empty',
      ask: {
        origin: EEA,
        path: '/api/v5/public/instruments',
        also: { instType: 'SWAP' },
        cost: { instruments: 1 },
        rows: data([0, 2000], INSTRUMENT_FIELDS),
      },
      answer: (seen) => unanswered(seen) ?? finding(true, `${seen.own?.rows.length ?? 0} swaps`),
    },
    {
      name: 'X-Perps at the host of the European Economic Area',
      belief: 'listed as FUTURES with ruleType xperp; 151 in November 2026',
      ask: {
        origin: EEA,
        path: '/api/v5/public/instruments',
        also: { instType: 'FUTURES' },
        cost: { instruments: 1 },
        rows: data([0, 2000], INSTRUMENT_FIELDS),
      },
      answer(seen) {
        const rows = seen.own?.rows ?? [];
        const count = rows.filter(({ ruleType }) => ruleType === 'xperp').length;
        return unanswered(seen) ?? finding(count > 0, `${count} of ${rows.length} dated contracts`);
      },
    },
    undocumentedSides('one side'),
  ],
  site: {
    product: pages,
    pages: [
      {
        kind: 'swap, as we link to it',
        url: pages.tradeUrl('BTC-USDT-SWAP'),
        pair: { symbol: 'BTC-USDT-SWAP', market: 'perpetual' },
        title: /BTC[-/ ]?USDT/,
      },
      {
        kind: 'swap, in a language',
        url: 'https://www.okx.com/de/trade-swap/btc-usdt-swap',
        pair: { symbol: 'BTC-USDT-SWAP', market: 'perpetual' },
        title: /BTC[-/ ]?USDT/,
      },
      {
        kind: 'spot',
        url: 'https://www.okx.com/trade-spot/btc-usdt',
        pair: { symbol: 'BTC-USDT-SWAP', market: 'spot' },
        title: /BTC[-/ ]?USDT/,
      },
      {
        kind: 'margin',
        url: 'https://www.okx.com/trade-margin/btc-usdt',
        pair: { symbol: 'BTC-USDT-SWAP', market: 'spot' },
        title: /BTC[-/ ]?USDT/,
      },
      {
        kind: 'X-Perp, at the European site',
        url: 'https://my.okx.com/trade-futures/btc-usd_um_xperp-310404',
        title: /BTC/,
      },
    ],
  },
};
