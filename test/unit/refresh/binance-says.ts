/** Binance's answers for a few quiet symbols; a test overrides what differs. */
import type { Answer } from './written';
import { HOUR_MS, MINUTE_MS } from './written';

const SYMBOLS = ['AUSDT', 'BUSDT', 'CUSDT', 'DUSDT', 'EUSDT', 'FUSDT', 'GUSDT'];

export interface Said {
  /** Of symbol A only. */
  periodHours?: (atMs: number) => number;
  premium?: (atMs: number) => object;
  openInterest?: (atMs: number) => object;
  past?: (atMs: number) => unknown;
  fundingInfo?: (atMs: number) => unknown;
}

export function binanceSays(said: Said = {}): Answer {
  const hoursOf = (symbol: string, atMs: number) =>
    symbol === 'AUSDT' ? (said.periodHours?.(atMs) ?? 8) : 8;
  return (path, query, atMs) => {
    const symbol = query.get('symbol') ?? '';
    const isA = symbol === 'AUSDT';
    if (path.endsWith('exchangeInfo')) {
      return {
        symbols: SYMBOLS.map((name) => ({
          symbol: name,
          status: 'TRADING',
          contractType: 'PERPETUAL',
          baseAsset: name.slice(0, 1),
          quoteAsset: 'USDT',
          underlyingType: 'COIN',
          onboardDate: 1_600_000_000_000,
        })),
      };
    }
    if (path.endsWith('fundingInfo')) {
      const rows = SYMBOLS.map((name) => ({
        symbol: name,
        fundingIntervalHours: hoursOf(name, atMs),
      }));
      return said.fundingInfo?.(atMs) ?? rows;
    }
    if (path.endsWith('premiumIndex')) {
      return SYMBOLS.map((name) => {
        const periodMs = hoursOf(name, atMs) * HOUR_MS;
        return {
          symbol: name,
          markPrice: '10',
          indexPrice: '10',
          estimatedSettlePrice: '10',
          lastFundingRate: '0.00010',
          nextFundingTime: (Math.floor(atMs / periodMs) + 1) * periodMs,
          time: atMs,
          ...(name === 'AUSDT' && said.premium?.(atMs)),
        };
      });
    }
    if (path.endsWith('24hr')) return SYMBOLS.map((name) => ({ symbol: name, quoteVolume: '1' }));
    if (path.endsWith('openInterest')) {
      const row = { symbol, openInterest: '1000', time: atMs };
      return { ...row, ...(isA && said.openInterest?.(atMs)) };
    }
    return (isA && said.past?.(atMs)) || pastOf(symbol, atMs, () => '1000');
  };
}

/** A day in steps of five minutes, oldest first; `coinsAt` gets the number of steps before now. */
export function pastOf(symbol: string, atMs: number, coinsAt: (stepsAgo: number) => string) {
  const stepMs = 5 * MINUTE_MS;
  const newestMs = Math.floor(atMs / stepMs) * stepMs;
  return Array.from({ length: 289 }, (_, index) => ({
    symbol,
    sumOpenInterest: coinsAt(288 - index),
    timestamp: newestMs - (288 - index) * stepMs,
  }));
}
