/** Rows of prices and open interest with all their fields: all numbers are text, also times. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { rateText } from './funding';
import type { Values } from './values';
import { valuesAt } from './values';

const DAY_MS = 86_400_000;

export type MakeRow = (world: World, contract: Contract, nowMs: number) => object;

export function tickerRow(world: World, contract: Contract, nowMs: number) {
  const now = valuesAt(world, contract, nowMs);
  const last = aroundMark(world, contract, now, nowMs);
  const open = lastPrice(world, contract, nowMs - DAY_MS);
  const price = (value: number): string => priceText(contract, value);
  const size = (channel: number): string =>
    (40 * unit(world.seed, keyOf(contract.symbol), channel)).toFixed(contract.sizeDecimals);
  const { deliveryMs } = contract;
  return {
    symbol: contract.symbol,
    lastPr: price(last),
    askPr: price(last * 1.00005),
    bidPr: price(last * 0.99995),
    bidSz: size(2),
    askSz: size(3),
    high24h: price(Math.max(last, open) * 1.012),
    low24h: price(Math.min(last, open) * 0.988),
    ts: String(nowMs),
    change24h: (last / open - 1).toFixed(5),
    baseVolume: (now.turnover24h / last).toFixed(contract.sizeDecimals),
    quoteVolume: trimmed(now.turnover24h.toFixed(6)),
    usdtVolume: trimmed(now.turnover24h.toFixed(6)),
    openUtc: price(open),
    changeUtc24h: (last / open - 1).toFixed(5),
    indexPrice: trimmed(now.indexPrice.toFixed(contract.priceDecimals + 3)),
    fundingRate: now.fundingRate === null ? '0' : rateText(now.fundingRate),
    holdingAmount: inSteps(contract, now.openInterest),
    deliveryStartTime: deliveryMs === null ? null : String(deliveryMs - 190 * DAY_MS),
    deliveryTime: deliveryMs === null ? null : String(deliveryMs),
    deliveryStatus: deliveryMs === null ? '' : 'delivery_normal',
    open24h: price(open),
    markPrice: price(now.markPrice),
  };
}

export function openInterestText(world: World, contract: Contract, nowMs: number): string {
  return inSteps(contract, valuesAt(world, contract, nowMs).openInterest);
}

/** A sum of steps in binary fractions: 35194.219400000004. Never with an exponent. */
function inSteps({ sizeDecimals }: Contract, coins: number): string {
  const steps = Math.round(coins * 10 ** sizeDecimals);
  return String(steps * Number((10 ** -sizeDecimals).toFixed(sizeDecimals)));
}

export function lastPrice(world: World, contract: Contract, atMs: number): number {
  return aroundMark(world, contract, valuesAt(world, contract, atMs), atMs);
}

/** Within a few hundredths of a per cent of the mark price. */
function aroundMark(world: World, contract: Contract, values: Values, atMs: number): number {
  const jitter = world.wave(keyOf(contract.symbol), atMs, 7_000);
  return values.markPrice * (1 + 0.0002 * jitter);
}

export function priceText({ priceDecimals }: Contract, value: number): string {
  return trimmed(value.toFixed(priceDecimals));
}

/** Without trailing zeros. */
function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
