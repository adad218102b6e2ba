/**
 * From the bytes of one full Binance refresh (prices, turnover, 540 open interests) to validated and scored readings,
 * compared with a bare JSON.parse of the same bytes, and with ccxt's parsing, which validates nothing.
 */
import ccxt from 'ccxt';
import { NO_INPUTS } from '../../lib/domain/inputs';
import type { HttpClient } from '../../lib/http/client';
import { withOpenInterest, mergeSnapshot } from '../../lib/refresh/prices';
import { scoredRows } from '../../lib/scoring/score';
import { binance } from '../../lib/venues/binance';
import { createMarket, marketFetch } from '../market';
import type { Figures } from './measure';
import { figure, ratio, timeMs } from './measure';

const ORIGIN = 'https://fapi.binance.com';
const RUNS = 40;
const WARM_UP = 15;
const signal = new AbortController().signal;

/** Bytes by URL, as from the network. */
type Bodies = ReadonlyMap<string, Uint8Array>;

export async function runPipeline(): Promise<Figures> {
  const { bodies, symbols } = await oneRefresh();
  const decoder = new TextDecoder();
  const read = (url: string): unknown => JSON.parse(decoder.decode(bodies.get(url)));
  const http: HttpClient = (request) =>
    Promise.resolve({
      json: read(request.url),
      status: 200,
      headers: new Headers(),
      sentAtMs: 0,
      receivedAtMs: 0,
    });
  const listing = await binance.listing.fetch(http, signal);
  const exchange = await ccxtReading(bodies);
  const urls = [...bodies.keys()].filter((url) => !/exchangeInfo|fundingInfo/.test(url));

  const parseMs: number[] = [];
  const oursMs: number[] = [];
  const ccxtMs: number[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    const bare = await timeMs(() => urls.map(read));
    const ours = await timeMs(() => ourRefresh(http, listing.perps, symbols));
    const theirs = await timeMs(() => ccxtRefresh(exchange, symbols));
    if (run < WARM_UP) continue;
    parseMs.push(bare);
    oursMs.push(ours);
    ccxtMs.push(theirs);
  }
  return {
    'pipeline.json-parse': figure(parseMs, 'ms'),
    'pipeline.ours': figure(oursMs, 'ms'),
    'pipeline.ccxt': figure(ccxtMs, 'ms'),
    'pipeline.vs-json-parse': ratio(oursMs, parseMs),
    'pipeline.ccxt-vs-json-parse': ratio(ccxtMs, parseMs),
    'pipeline.ccxt-vs-ours': ratio(ccxtMs, oursMs),
  };
}

async function oneRefresh(): Promise<{ bodies: Bodies; symbols: string[] }> {
  const fetchFromMarket = marketFetch(createMarket({ atMs: Date.UTC(2026, 2, 2, 12), speed: 0 }));
  const bodies = new Map<string, Uint8Array>();
  const load = async (path: string) => {
    const response = await fetchFromMarket(ORIGIN + path);
    bodies.set(ORIGIN + path, new Uint8Array(await response.arrayBuffer()));
  };
  await load('/fapi/v1/exchangeInfo');
  await load('/fapi/v1/fundingInfo');
  await load('/fapi/v1/premiumIndex');
  await load('/fapi/v1/ticker/24hr');
  const http: HttpClient = (request) => {
    const json: unknown = JSON.parse(new TextDecoder().decode(bodies.get(request.url)));
    return Promise.resolve({
      json,
      status: 200,
      headers: new Headers(),
      sentAtMs: 0,
      receivedAtMs: 0,
    });
  };
  const { perps } = await binance.listing.fetch(http, signal);
  const symbols = perps
    .filter(({ quoteAsset, assetClass }) => quoteAsset === 'USDT' && assetClass === 'crypto')
    .map(({ symbol }) => symbol);
  for (const symbol of symbols) await load(openInterestPath(symbol));
  return { bodies, symbols };
}

function openInterestPath(symbol: string): string {
  return `/fapi/v1/openInterest?${new URLSearchParams({ symbol }).toString()}`;
}

async function ourRefresh(
  http: HttpClient,
  perps: Parameters<typeof mergeSnapshot>[1],
  symbols: readonly string[],
): Promise<void> {
  const snapshot = await binance.snapshot.fetch(http, perps, signal);
  const nowMs = snapshot.venueTimeMs ?? 0;
  const universe = { quoteAssets: ['USDT'], tokenised: false };
  const perpStates = new Map(
    mergeSnapshot([], perps, snapshot, universe, nowMs).map((one) => [one.perp.symbol, one]),
  );
  await Promise.all(
    symbols.map(async (symbol) => {
      const perpState = perpStates.get(symbol);
      if (perpState === undefined) return;
      const openInterest = await binance.openInterest?.fetch(http, perpState.perp, signal);
      if (openInterest === undefined) return;
      const references = [openInterest, openInterest, openInterest];
      perpStates.set(symbol, withOpenInterest(perpState, openInterest, references, nowMs));
    }),
  );
  const board = { venue: 'binance', asOfMs: nowMs, perpStates: [...perpStates.values()] };
  const scored = scoredRows([board]).filter(({ inputs }) => inputs.oi24hPct !== NO_INPUTS.oi24hPct);
  if (scored.length < symbols.length - 5) throw new Error(`only ${scored.length} scored`);
}

/** ccxt with the same bytes as its network. */
async function ccxtReading(bodies: Bodies): Promise<InstanceType<typeof ccxt.binanceusdm>> {
  const exchange = new ccxt.binanceusdm({ enableRateLimit: false });
  const decoder = new TextDecoder();
  exchange.fetch = (url: string) => {
    const bytes = bodies.get(url);
    if (bytes === undefined) throw new Error(`no body for ${url}`);
    return Promise.resolve(JSON.parse(decoder.decode(bytes)));
  };
  await exchange.loadMarkets();
  return exchange;
}

async function ccxtRefresh(
  exchange: InstanceType<typeof ccxt.binanceusdm>,
  symbols: readonly string[],
): Promise<void> {
  await exchange.fetchFundingRates();
  await exchange.fetchTickers();
  await Promise.all(symbols.map((symbol) => exchange.fetchOpenInterest(symbol)));
}
