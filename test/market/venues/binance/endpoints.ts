/** Paths, parameters, weights and errors of this venue's public API. */
import type { World } from '../../world/world';
import type { Charge, MarketAnswer, MarketRequest } from '../venue';
import { jsonAnswer } from '../venue';
import type { Contract } from './contracts';
import { contractsAt } from './contracts';
import { exchangeInfoRow, historyRow, openInterestRow, premiumRow, tickerRow } from './rows';

interface Call {
  request: MarketRequest;
  world: World;
  nowMs: number;
}

interface Endpoint {
  charge: (query: URLSearchParams) => Charge;
  answer: (call: Call) => MarketAnswer;
}

const weight =
  (all: number, one = all) =>
  (query: URLSearchParams) => ({
    limit: 'weight',
    units: query.has('symbol') ? one : all,
  });

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/fapi/v1/ping': { charge: weight(1), answer: () => jsonAnswer({}) },
  '/fapi/v1/time': { charge: weight(1), answer: ({ nowMs }) => jsonAnswer({ serverTime: nowMs }) },
  '/fapi/v1/exchangeInfo': { charge: weight(1), answer: exchangeInfo },
  '/fapi/v1/premiumIndex': {
    charge: weight(10, 1),
    answer: (call) => oneOrAll(call, priced(call), premiumRow),
  },
  '/fapi/v1/ticker/24hr': {
    charge: weight(40, 1),
    answer: (call) => oneOrAll(call, trading(call), tickerRow),
  },
  '/fapi/v1/ticker/price': {
    charge: weight(2, 1),
    answer: (call) =>
      oneOrAll(call, trading(call), (world, contract, nowMs) => {
        const { symbol, lastPrice, closeTime } = tickerRow(world, contract, nowMs);
        return { symbol, price: lastPrice, time: closeTime };
      }),
  },
  '/fapi/v1/openInterest': { charge: weight(1), answer: (call) => one(call, openInterestRow) },
  '/fapi/v1/fundingInfo': {
    charge: () => ({ limit: 'funding-info', units: 1 }),
    answer: fundingInfo,
  },
  '/futures/data/openInterestHist': {
    charge: () => ({ limit: 'futures-data', units: 1 }),
    answer: openInterestHistory,
  },
};

const priced = ({ world, nowMs }: Call) => contractsAt(world, nowMs);
const trading = (call: Call) => priced(call).filter(({ isLeftover }) => !isLeftover);

function exchangeInfo({ world, nowMs }: Call): MarketAnswer {
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
    assets: ['USDT', 'USDC', 'BTC'].map((asset) => ({
      asset,
      marginAvailable: true,
      autoAssetExchange: '-10000',
    })),
    symbols: contractsAt(world, nowMs)
      .filter(({ isUnlisted }) => !isUnlisted)
      .map(exchangeInfoRow),
  });
}

/** Not only exceptions: also some of those with the usual 8 h. */
function fundingInfo({ world, nowMs }: Call): MarketAnswer {
  const rows = contractsAt(world, nowMs)
    .filter(
      ({ contractType, periodHours, onboardMs }) =>
        contractType.includes('PERPETUAL') && (periodHours !== 8 || onboardMs % 4 === 0),
    )
    .map((contract) => ({
      symbol: contract.symbol,
      adjustedFundingRateCap: '0.02000000',
      adjustedFundingRateFloor: '-0.02000000',
      fundingIntervalHours: contract.periodHours,
      disclaimer: false,
      updateTime: contract.onboardMs,
    }));
  return jsonAnswer(rows);
}

type MakeRow = (world: World, contract: Contract, nowMs: number) => object;

function oneOrAll(call: Call, contracts: readonly Contract[], row: MakeRow): MarketAnswer {
  if (call.request.query.has('symbol')) return one(call, row);
  return jsonAnswer(contracts.map((contract) => row(call.world, contract, call.nowMs)));
}

function one(call: Call, row: MakeRow): MarketAnswer {
  const contract = contractOf(call);
  return 'status' in contract && 'body' in contract
    ? contract
    : jsonAnswer(row(call.world, contract, call.nowMs));
}

function contractOf(call: Call): Contract | MarketAnswer {
  const symbol = call.request.query.get('symbol');
  if (symbol === null || symbol === '') {
    return jsonAnswer({ code: -1102, msg: "Parameter 'symbol' is mandatory." }, 400);
  }
  const contract = priced(call).find((known) => known.symbol === symbol && !known.isUnlisted);
  return contract ?? jsonAnswer({ code: -1121, msg: 'Invalid symbol.' }, 400);
}

const MINUTE_MS = 60_000;
const PERIODS_MS: Record<string, number> = {
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '12h': 720 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
};
/** A bucket appears a moment after its time. */
const PUBLISHED_AFTER_MS = 5_000;
const RETENTION_MS = 30 * 1440 * MINUTE_MS;

/** Oldest first; the newest `limit` of what the times ask for. */
function openInterestHistory(call: Call): MarketAnswer {
  const { query } = call.request;
  const contract = contractOf(call);
  if ('body' in contract) return contract;
  const periodMs = PERIODS_MS[query.get('period') ?? ''];
  if (periodMs === undefined)
    return jsonAnswer({ code: -1130, msg: "Parameter 'period' is not valid." }, 400);
  const limit = Number(query.get('limit') ?? 30);
  if (!(limit >= 1 && limit <= 500))
    return jsonAnswer({ code: -1130, msg: "Parameter 'limit' is not valid." }, 400);
  const newestMs = Math.min(
    Number(query.get('endTime') ?? Infinity),
    call.nowMs - PUBLISHED_AFTER_MS,
  );
  const oldestMs = Math.max(
    Number(query.get('startTime') ?? 0),
    contract.onboardMs,
    call.nowMs - RETENTION_MS,
  );
  const rows = [];
  let bucketMs = Math.floor(newestMs / periodMs) * periodMs;
  for (; rows.length < limit && bucketMs >= oldestMs; bucketMs -= periodMs) {
    rows.push(historyRow(call.world, contract, bucketMs));
  }
  return jsonAnswer(rows.reverse());
}
