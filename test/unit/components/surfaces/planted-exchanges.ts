/** Six exchanges that list the same planted markets, each in its own format: what a refresh reads through the real client. */
import type { VenueId } from '../../../../lib/domain/venue';
import { HOUR_MS } from '../../../../lib/domain/time';
import { asset, body, context } from '../../venues/hyperliquid-bodies';
import * as bitget from '../../venues/bitget-answers';
import * as bybit from '../../venues/bybit-answers';
import * as gate from '../../venues/gate-bodies';
import * as okx from '../../venues/okx-bodies';

/** A market at one time, in the exchange's own text. Null: the exchange does not state it. */
export interface Quote {
  markPrice: string;
  indexPrice: string | null;
  /** Fraction per period. */
  fundingRate: string | null;
  /** Whole coins, in tens: one of the exchanges counts contracts of ten. */
  coins: number;
  /** Over 24 h, in quote currency. */
  turnover: string;
}

export interface PlantedMarket {
  asset: string;
  periodHours: number;
  /** Null before it was listed. */
  quoteAt: (atMs: number) => Quote | null;
}

interface Listed extends Quote {
  market: PlantedMarket;
  nextPaymentMs: number;
}

interface Asked {
  path: string;
  query: URLSearchParams;
  listed: readonly Listed[];
  /** Open interest of a market in steps, oldest first. */
  pastOf: (symbol: string, stepMs: number, count: number) => { atMs: number; coins: number }[];
  nowMs: number;
}

/** An exchange: how it names a market's perpetual, and its answers; undefined for what it does not have. */
interface PlantedExchange {
  hosts: string[];
  symbolOf: (asset: string) => string;
  answer: (asked: Asked) => unknown;
}

/** Coins of one contract at Gate. */
const GATE_SIZE = 10;

export const EXCHANGES: Readonly<Record<VenueId, PlantedExchange>> = {
  binance: {
    hosts: ['fapi.binance.com'],
    symbolOf: (name) => `${name}USDT`,
    answer({ path, query, listed, pastOf, nowMs }) {
      const symbol = query.get('symbol') ?? '';
      const rows = <T>(row: (one: Listed, symbol: string) => T) =>
        listed.map((one) => row(one, `${one.market.asset}USDT`));
      switch (path) {
        case '/fapi/v1/exchangeInfo':
          return {
            symbols: rows(({ market }, name) => ({
              symbol: name,
              status: 'TRADING',
              contractType: 'PERPETUAL',
              baseAsset: market.asset,
              quoteAsset: 'USDT',
              underlyingType: 'COIN',
              onboardDate: 1_600_000_000_000,
            })),
          };
        case '/fapi/v1/fundingInfo':
          return rows(({ market }, name) => ({
            symbol: name,
            fundingIntervalHours: market.periodHours,
          }));
        case '/fapi/v1/premiumIndex':
          return rows((one, name) => ({
            symbol: name,
            markPrice: one.markPrice,
            indexPrice: one.indexPrice ?? '0.00000000',
            estimatedSettlePrice: one.markPrice,
            lastFundingRate: one.fundingRate ?? '',
            nextFundingTime: one.nextPaymentMs,
            time: nowMs,
          }));
        case '/fapi/v1/ticker/24hr':
          return rows((one, name) => ({ symbol: name, quoteVolume: one.turnover }));
        case '/fapi/v1/openInterest': {
          const one = listed.find(({ market }) => `${market.asset}USDT` === symbol);
          return one && { symbol, openInterest: String(one.coins), time: nowMs };
        }
        case '/futures/data/openInterestHist':
          return pastOf(symbol, 300_000, 289).map(({ atMs, coins }) => ({
            symbol,
            sumOpenInterest: String(coins),
            timestamp: atMs,
          }));
      }
      return undefined;
    },
  },
  bitget: {
    hosts: ['api.bitget.com'],
    symbolOf: (name) => `${name}USDT`,
    answer({ path, query, listed, nowMs }) {
      const product = query.get('productType') ?? query.get('category');
      const rows = (row: (one: Listed, symbol: string) => unknown) =>
        bitget.envelope(
          product === 'USDT-FUTURES'
            ? listed.map((one) => row(one, `${one.market.asset}USDT`))
            : [],
          { requestTime: nowMs },
        );
      switch (path) {
        case bitget.INSTRUMENTS:
          return rows(({ market }, symbol) =>
            bitget.instrument(symbol, { fundInterval: String(market.periodHours) }),
          );
        case bitget.TICKERS:
          return rows((one, symbol) =>
            bitget.ticker(symbol, {
              ts: String(nowMs),
              markPrice: one.markPrice,
              indexPrice: one.indexPrice ?? '',
              fundingRate: one.fundingRate ?? '',
              holdingAmount: String(one.coins),
              quoteVolume: one.turnover,
            }),
          );
        case bitget.FUNDING:
          return rows((one, symbol) =>
            bitget.funding(symbol, {
              fundingRate: one.fundingRate ?? '',
              fundingRateInterval: String(one.market.periodHours),
              nextUpdate: String(one.nextPaymentMs),
            }),
          );
      }
      return undefined;
    },
  },
  bybit: {
    hosts: ['api.bybit.com'],
    symbolOf: (name) => `${name}USDT`,
    answer({ path, query, listed, pastOf, nowMs }) {
      const list = (rows: unknown[], more: object = {}) =>
        bybit.envelope({ category: 'linear', list: rows, ...more }, { time: nowMs });
      switch (path) {
        case '/v5/market/instruments-info':
          return list(
            listed.map(({ market }) =>
              bybit.instrument(`${market.asset}USDT`, {
                fundingInterval: market.periodHours * 60,
              }),
            ),
          );
        case '/v5/market/tickers':
          return list(
            listed.map((one) =>
              bybit.ticker(`${one.market.asset}USDT`, {
                markPrice: one.markPrice,
                indexPrice: one.indexPrice ?? '',
                fundingRate: one.fundingRate ?? '',
                fundingIntervalHour: String(one.market.periodHours),
                nextFundingTime: String(one.nextPaymentMs),
                openInterest: String(one.coins),
                turnover24h: one.turnover,
              }),
            ),
          );
        case '/v5/market/open-interest': {
          const symbol = query.get('symbol') ?? '';
          const rows = pastOf(symbol, 900_000, 100).map(({ atMs, coins }) => ({
            openInterest: String(coins),
            timestamp: String(atMs),
          }));
          return list(rows, { symbol });
        }
      }
      return undefined;
    },
  },
  gate: {
    hosts: ['api.gateio.ws'],
    symbolOf: (name) => `${name}_USDT`,
    answer({ path, query, listed, pastOf, nowMs }) {
      const rows = <T>(row: (one: Listed, name: string) => T) =>
        listed.map((one) => row(one, `${one.market.asset}_USDT`));
      switch (path.replace(gate.BASE, '')) {
        case 'contracts':
          return rows((one, name) =>
            gate.contract(name, {
              quanto_multiplier: String(GATE_SIZE),
              funding_interval: one.market.periodHours * 3600,
              funding_next_apply: one.nextPaymentMs / 1000,
            }),
          );
        case 'tickers':
          return rows((one, name) =>
            gate.ticker(name, {
              mark_price: one.markPrice,
              index_price: one.indexPrice ?? '0',
              funding_rate: one.fundingRate ?? '',
              total_size: String(one.coins / GATE_SIZE),
              quanto_multiplier: String(GATE_SIZE),
              volume_24h_quote: one.turnover,
            }),
          );
        case 'contract_stats':
          // A bucket is named by its start, and not final before three minutes after its end.
          return pastOf(query.get('contract') ?? '', 900_000, 100)
            .filter(({ atMs }) => atMs + 180_000 <= nowMs)
            .map(({ atMs, coins }) => ({
              time: (atMs - 900_000) / 1000,
              open_interest: String(coins / GATE_SIZE),
            }));
      }
      return undefined;
    },
  },
  hyperliquid: {
    hosts: ['api.hyperliquid.xyz'],
    symbolOf: (name) => name,
    answer: ({ listed }) =>
      body(
        listed.map(({ market }) => asset(market.asset)),
        listed.map((one) =>
          context({
            funding: one.fundingRate,
            openInterest: String(one.coins),
            dayNtlVlm: one.turnover,
            oraclePx: one.indexPrice ?? '0.0',
            markPx: one.markPrice,
          }),
        ),
      ),
  },
  okx: {
    hosts: ['www.okx.com'],
    symbolOf: (name) => `${name}-USDT-SWAP`,
    answer({ path, query, listed, pastOf, nowMs }) {
      const isSwap = query.get('instType') !== 'FUTURES';
      const data = (rows: unknown[]) => ({ code: '0', msg: '', data: isSwap ? rows : [] });
      const rows = (row: (one: Listed, instId: string) => unknown) =>
        data(listed.map((one) => row(one, `${one.market.asset}-USDT-SWAP`)));
      const ts = String(nowMs);
      switch (path) {
        case okx.INSTRUMENTS:
          return rows((_, instId) => okx.instrument(instId));
        case okx.MARK:
          return rows(({ markPrice }, instId) => okx.mark(instId, { markPx: markPrice, ts }));
        case okx.FUNDING:
          return rows((one, instId) => {
            const periodMs = one.market.periodHours * HOUR_MS;
            return okx.funding(instId, {
              fundingRate: one.fundingRate ?? '',
              prevFundingTime: String(one.nextPaymentMs - periodMs),
              fundingTime: String(one.nextPaymentMs),
              nextFundingTime: String(one.nextPaymentMs + periodMs),
              ts,
            });
          });
        case okx.OPEN_INTEREST:
          return rows(({ coins }, instId) =>
            okx.openInterest(instId, { oi: String(coins * 100), oiCcy: String(coins), ts }),
          );
        case okx.TICKERS:
          // The turnover is stated in coins.
          return rows(({ turnover }, instId) =>
            okx.ticker(instId, { last: '1', volCcy24h: turnover, ts }),
          );
        case okx.INDEX:
          return data(
            listed.flatMap(({ market, indexPrice: idxPx }) =>
              idxPx === null ? [] : { instId: `${market.asset}-USDT`, idxPx },
            ),
          );
        case okx.HISTORY: {
          const past = pastOf(query.get('instId') ?? '', 900_000, 100);
          return data(past.map(({ atMs, coins }) => [String(atMs), '0', String(coins), '0']));
        }
      }
      return undefined;
    },
  },
};

/** A `fetch` that answers for all six. Throws for a request that none of them knows: none is answered by accident. */
export function plantedFetch(
  marketsOf: (venue: VenueId) => readonly PlantedMarket[],
  now: () => number,
) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    await Promise.resolve();
    init.signal?.throwIfAborted();
    const { host, pathname: path, searchParams: query } = new URL(url);
    const [venue, exchange] =
      Object.entries(EXCHANGES).find(([, { hosts }]) => hosts.includes(host)) ?? [];
    if (venue === undefined || exchange === undefined) throw new Error(`no exchange at ${host}`);
    const nowMs = now();
    const markets = marketsOf(venue);
    const listed = markets.flatMap((market) => {
      const quote = market.quoteAt(nowMs);
      const periodMs = market.periodHours * HOUR_MS;
      const nextPaymentMs = (Math.floor(nowMs / periodMs) + 1) * periodMs;
      return quote === null ? [] : { ...quote, market, nextPaymentMs };
    });
    const pastOf: Asked['pastOf'] = (symbol, stepMs, count) => {
      const market = markets.find((one) => exchange.symbolOf(one.asset) === symbol);
      const newest = Math.floor(nowMs / stepMs);
      return Array.from({ length: count }, (_, at) => (newest - count + 1 + at) * stepMs).flatMap(
        (atMs) => {
          const coins = market?.quoteAt(atMs)?.coins;
          return coins === undefined ? [] : { atMs, coins };
        },
      );
    };
    const json = exchange.answer({ path, query, listed, pastOf, nowMs });
    if (json === undefined) throw new Error(`${venue} has no ${path}`);
    const headers = { 'content-type': 'application/json', date: new Date(nowMs).toUTCString() };
    return new Response(JSON.stringify(json), { headers });
  };
}
