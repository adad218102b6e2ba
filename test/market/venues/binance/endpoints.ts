/** Paths, parameters and weights of this venue's public API. */
import type { World } from '../../world/world';
import type { Charge, MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal } from './call';
import type { Contract } from './contract';
import { exchangeInfo } from './exchange-info';
import { fundingInfo, fundingRates } from './funding';
import { openInterest, openInterestHistory } from './open-interest';
import { premiumRow, priceRow, tickerRow } from './rows';

interface Endpoint {
  charge: (query: URLSearchParams) => Charge;
  answer: (call: Call) => MarketAnswer;
}

const weight =
  (all: number, one = all) =>
  (query: URLSearchParams): Charge => ({
    limit: 'weight',
    units: query.has('symbol') ? one : all,
  });
const oneOf = (limit: string) => (): Charge => ({ limit, units: 1 });

const lastPrices: Endpoint = {
  charge: weight(2, 1),
  answer: (call) => oneOrAll(call, trading(call), priceRow),
};

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/fapi/v1/ping': { charge: weight(1), answer: () => jsonAnswer({}) },
  '/fapi/v1/time': { charge: weight(1), answer: ({ nowMs }) => jsonAnswer({ serverTime: nowMs }) },
  '/fapi/v1/exchangeInfo': { charge: weight(1), answer: exchangeInfo },
  '/fapi/v1/premiumIndex': {
    charge: weight(10, 1),
    answer: (call) => oneOrAll(call, call.listing.at(call.nowMs), premiumRow),
  },
  '/fapi/v1/ticker/24hr': {
    charge: weight(40, 1),
    answer: (call) => oneOrAll(call, trading(call), tickerRow),
  },
  '/fapi/v1/ticker/price': lastPrices,
  '/fapi/v2/ticker/price': lastPrices,
  '/fapi/v1/openInterest': { charge: weight(1), answer: openInterest },
  '/fapi/v1/fundingInfo': { charge: oneOf('funding-info'), answer: fundingInfo },
  '/fapi/v1/fundingRate': { charge: oneOf('funding-info'), answer: fundingRates },
  '/futures/data/openInterestHist': {
    charge: oneOf('futures-data'),
    answer: openInterestHistory,
  },
};

const trading = ({ listing, nowMs }: Call): Contract[] =>
  listing.at(nowMs).filter(({ status }) => status === 'TRADING');

type MakeRow = (world: World, contract: Contract, nowMs: number) => object;

function oneOrAll(call: Call, contracts: readonly Contract[], row: MakeRow): MarketAnswer {
  const { world } = call.listing;
  if (!call.query.has('symbol')) {
    return jsonAnswer(contracts.map((contract) => row(world, contract, call.nowMs)));
  }
  const contract = contractOf(call);
  return isRefusal(contract) ? contract : jsonAnswer(row(world, contract, call.nowMs));
}
