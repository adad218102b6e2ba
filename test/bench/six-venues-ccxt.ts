/** ccxt reading the same answers, with recorded bytes as its network. */
import ccxt from 'ccxt';
import type { Perp } from '../../lib/domain/perp';
import type { VenueId } from '../../lib/domain/venue';
import type { MarketCore } from '../market';
import { marketFetch } from '../market';

const OPTIONS = { enableRateLimit: false };

/** ccxt's calls for the answers that make up our refresh, each requested once, by venue. */
const READINGS: Record<string, (perps: readonly Perp[]) => Reading> = {
  binance(perps) {
    const exchange = new ccxt.binanceusdm(OPTIONS);
    return {
      exchange,
      read: () =>
        Promise.all([
          exchange.fetchFundingRates(),
          exchange.fetchTickers(),
          ...perps.map(({ symbol }) => exchange.fetchOpenInterest(symbol)),
        ]),
    };
  },
  bitget() {
    const exchange = new ccxt.bitget({
      ...OPTIONS,
      options: { fetchMarkets: { types: ['swap'] } },
    });
    exchange.has['fetchCurrencies'] = false;
    const products = ['USDT-FUTURES', 'USDC-FUTURES'];
    return {
      exchange,
      read: () =>
        Promise.all(
          products.flatMap((productType) => [
            exchange.fetchTickers(undefined, { productType, type: 'swap' }),
            exchange.fetchFundingRates(undefined, { productType }),
          ]),
        ),
    };
  },
  bybit() {
    const types = ['linear', 'inverse'];
    const exchange = new ccxt.bybit({ ...OPTIONS, options: { fetchMarkets: { types } } });
    return { exchange, read: () => exchange.fetchTickers(undefined, { category: 'linear' }) };
  },
  gate() {
    const exchange = new ccxt.gate({ ...OPTIONS, options: { fetchMarkets: { types: ['swap'] } } });
    exchange.has['fetchCurrencies'] = false;
    return { exchange, read: () => exchange.fetchTickers(undefined, { type: 'swap' }) };
  },
  hyperliquid() {
    const exchange = new ccxt.hyperliquid(OPTIONS);
    return { exchange, read: () => exchange.fetchFundingRates() };
  },
  okx() {
    const types = ['spot', 'future', 'swap'];
    const exchange = new ccxt.okx({ ...OPTIONS, options: { fetchMarkets: { types } } });
    return {
      exchange,
      read: () =>
        Promise.all([
          exchange.fetchFundingRates(),
          exchange.fetchMarkPrices(undefined, { instType: 'SWAP' }),
          exchange.fetchOpenInterests(),
          exchange.fetchTickers(undefined, { type: 'swap' }),
        ]),
    };
  },
};

interface Reading {
  exchange: InstanceType<typeof ccxt.Exchange>;
  read: () => Promise<unknown>;
}

/** Reads everything once, so that no further request reaches the market. */
export async function ccxtReading(
  core: MarketCore,
  venue: VenueId,
  perps: readonly Perp[],
): Promise<() => Promise<unknown>> {
  const reading = READINGS[venue]?.(perps);
  if (reading === undefined) throw new Error(`no other client for ${venue}`);
  const known = new Map<string, Uint8Array>();
  const decoder = new TextDecoder();
  reading.exchange.fetch = async (
    url: string,
    method = 'GET',
    _headers: unknown,
    body?: string,
  ) => {
    const key = `${url} ${body ?? ''}`;
    const bytes = known.get(key) ?? (await ask(url, method, body));
    known.set(key, bytes);
    return JSON.parse(decoder.decode(bytes)) as unknown;
  };
  const ask = async (url: string, method: string, body?: string) => {
    const init = { method, ...(body !== undefined && { body }) };
    // Limits are per address.
    const response = await marketFetch(core, { client: `ccxt ${known.size}` })(url, init);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  await reading.exchange.loadMarkets();
  await reading.read();
  return reading.read;
}
