/** Paths, parameters and limits of this venue's public API. */
import type { Limit, MarketAnswer } from '../venue';
import type { Contract, Product } from './contract';
import { PRODUCTS } from './contract';
import { fundingRow, payments, periodRow, testRows } from './funding';
import { contractRow, instrumentRow, spotRow } from './instruments';
import type { Listing } from './listing';
import { isPriced } from './listing';
import type { MakeRow } from './rows';
import { lastPrice, openInterestText, priceText, tickerRow } from './rows';
import { data, refusal } from './trouble';
import { valuesAt } from './values';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

type Answer = (call: Call) => MarketAnswer;

/** Enough for clients to start. */
const SPOT_PAIRS = 20;

const ENDPOINTS: Readonly<Record<string, Answer>> = {
  'v2/public/time': ({ nowMs }) => data({ serverTime: String(nowMs) }, nowMs),
  'v2/mix/market/contracts': (call) => list(call, 'productType', contractRow),
  'v3/market/instruments': (call) =>
    call.query.get('category') === 'SPOT'
      ? data(
          call.listing.at(call.nowMs, 'USDT-FUTURES').slice(0, SPOT_PAIRS).map(spotRow),
          call.nowMs,
        )
      : list(call, 'category', instrumentRow),
  'v2/mix/market/tickers': (call) => all(call, tickerRow),
  'v2/mix/market/ticker': (call) => one(call, tickerRow),
  'v2/mix/market/symbol-price': (call) => one(call, priceRow),
  'v2/mix/market/current-fund-rate': (call) =>
    call.query.has('symbol') ? one(call, fundingRow) : all(call, fundingRow, testRows(call.nowMs)),
  'v2/mix/market/funding-time': (call) =>
    one(call, (_world, contract, nowMs) => periodRow(contract, nowMs)),
  'v2/mix/market/history-fund-rate': history,
  'v2/mix/market/open-interest': openInterest,
};

/** Limits are per endpoint. */
export const LIMITS: Limit[] = Object.keys(ENDPOINTS).map((id) => ({
  id,
  units: 20,
  windowMs: 1_000,
}));

export function endpointAt(path: string): { limit: string; answer: Answer } | null {
  const limit = path.replace(/^\/api\//, '');
  const answer = path === limit ? undefined : ENDPOINTS[limit];
  return answer ? { limit, answer } : null;
}

function list(call: Call, parameter: string, row: (contract: Contract) => object): MarketAnswer {
  const product = productOf(call, parameter);
  if (product === null) return badParameter(call, parameter);
  const symbol = call.query.get('symbol');
  const contracts = call.listing.at(call.nowMs, product);
  const wanted = symbol === null ? contracts : contracts.filter((each) => each.symbol === symbol);
  return wanted.length === 0 && symbol !== null
    ? unknownSymbol(call)
    : data(wanted.map(row), call.nowMs);
}

/** With `more` rows of unlisted symbols in the venue's first product. */
function all(call: Call, row: MakeRow, more: readonly object[] = []): MarketAnswer {
  const { listing, nowMs } = call;
  const product = productOf(call, 'productType');
  if (product === null) return badParameter(call, 'productType');
  const isFunding = row === fundingRow;
  const rows = listing
    .at(nowMs, product)
    .filter((each) => isPriced(each, nowMs) && !(isFunding && each.deliveryMs !== null))
    .map((each) => row(listing.world, each, nowMs));
  return data(product === 'USDT-FUTURES' ? [...rows, ...more] : rows, nowMs);
}

function one(call: Call, row: MakeRow): MarketAnswer {
  const contract = contractOf(call);
  if (contract === null) return unknownSymbol(call);
  return data([row(call.listing.world, contract, call.nowMs)], call.nowMs);
}

function priceRow(...[world, contract, nowMs]: Parameters<MakeRow>): object {
  const { markPrice, indexPrice } = valuesAt(world, contract, nowMs);
  return {
    symbol: contract.symbol,
    price: priceText(contract, lastPrice(world, contract, nowMs)),
    indexPrice: priceText(contract, indexPrice),
    markPrice: priceText(contract, markPrice),
    ts: String(nowMs),
  };
}

function openInterest(call: Call): MarketAnswer {
  const { listing, nowMs } = call;
  const contract = contractOf(call);
  if (contract === null) return unknownSymbol(call);
  const size = openInterestText(listing.world, contract, nowMs);
  const openInterestList = [{ symbol: contract.symbol, size }];
  return data({ openInterestList, ts: String(nowMs) }, nowMs);
}

function history(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const contract = contractOf(call);
  if (contract === null) return unknownSymbol(call);
  const size = Number(query.get('pageSize') ?? 20);
  const number = Number(query.get('pageNo') ?? 1);
  if (!(size >= 1 && number >= 1)) return badParameter(call, 'pageSize');
  return data(payments(listing.world, contract, { size, number }, nowMs), nowMs);
}

/** Older clients write it in lower case. */
function productOf({ query }: Call, parameter: string): Product | null {
  const name = (query.get(parameter) ?? '').toUpperCase();
  return PRODUCTS.find((product) => product === name) ?? null;
}

/** Null also for a contract of another product. */
function contractOf(call: Call): Contract | null {
  const { query, listing, nowMs } = call;
  const contract = listing.find(query.get('symbol') ?? '', nowMs);
  const isAsked = contract?.product === productOf(call, 'productType');
  return contract && isAsked && isPriced(contract, nowMs) ? contract : null;
}

function unknownSymbol({ query, nowMs }: Call): MarketAnswer {
  return query.get('symbol')
    ? refusal('40034', 'Parameter symbol does not exist', nowMs)
    : refusal('40019', 'Parameter symbol cannot be empty', nowMs);
}

function badParameter({ query, nowMs }: Call, parameter: string): MarketAnswer {
  return query.get(parameter)
    ? refusal('400172', 'Parameter verification failed', nowMs)
    : refusal('400172', `Parameter ${parameter} cannot be empty`, nowMs);
}
