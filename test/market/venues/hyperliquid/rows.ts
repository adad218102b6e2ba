/** Assets and their contexts in this venue's format: numbers as text, always with a decimal point. */
import { truthAt } from '../../world/at-venue';
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Coin } from './coins';
import { HYPERLIQUID } from './coins';

const DAY_MS = 86_400_000;
/** Funding is a rate per hour. */
const PERIODS_IN_8H = 8;
const SIGNIFICANT = 5;
const PRICE_DECIMALS = 6;

export function assetRow(coin: Coin) {
  return {
    szDecimals: coin.sizeDecimals,
    name: coin.name,
    maxLeverage: coin.maxLeverage,
    marginTableId: coin.maxLeverage,
    ...(coin.isOnlyIsolated && { onlyIsolated: true, marginMode: 'strictIsolated' }),
    ...(coin.delistedMs !== null && { isDelisted: true }),
  };
}

export function contextRow(world: World, coin: Coin, nowMs: number) {
  const { delistedMs } = coin;
  const atMs = delistedMs ?? nowMs;
  const now = truthAt(world, HYPERLIQUID, coin.asset, atMs);
  const before = truthAt(world, HYPERLIQUID, coin.asset, atMs - DAY_MS);
  const price = (usd: number): string => priceText(usd * coin.multiplier, coin.sizeDecimals);
  const mark = now.indexPrice * (1 + now.basis);
  const prices = {
    prevDayPx: price(before.indexPrice * (1 + before.basis)),
    oraclePx: price(now.indexPrice),
    markPx: price(mark),
  };
  if (delistedMs !== null) return { ...NOTHING_TRADED, ...prices };
  const isQuoted = !coin.hasEmptyBook;
  return {
    ...prices,
    funding: rateText(hourlyFunding(world, coin, atMs)),
    // Longs and shorts are added up.
    openInterest: numberText(2 * inSteps(now.openInterest / coin.multiplier, coin.sizeDecimals)),
    dayNtlVlm: numberText(now.turnover24h, 10),
    dayBaseVlm: numberText(inSteps(now.turnover24h / mark / coin.multiplier, coin.sizeDecimals)),
    premium: isQuoted ? rateText(now.basis) : null,
    midPx: isQuoted ? price(middle(world, coin, mark, atMs)) : null,
    impactPxs: isQuoted ? [price(mark * 0.9999), price(mark * 1.0001)] : null,
  };
}

const NOTHING_TRADED = {
  funding: '0.0',
  openInterest: '0.0',
  dayNtlVlm: '0.0',
  dayBaseVlm: '0.0',
  premium: null,
  midPx: null,
  impactPxs: null,
};

/** A fraction per hour. */
function hourlyFunding(world: World, { asset }: Coin, atMs: number): number {
  return truthAt(world, HYPERLIQUID, asset, atMs).funding8h / PERIODS_IN_8H;
}

export function paymentRow(world: World, coin: Coin, hourMs: number) {
  const { basis } = truthAt(world, HYPERLIQUID, coin.asset, hourMs);
  return {
    coin: coin.name,
    fundingRate: rateText(hourlyFunding(world, coin, hourMs)),
    premium: rateText(basis),
    // Block times are not on the second.
    time: hourMs + Math.floor(90 * unit(world.seed, keyOf(coin.name), hourMs / 3_600_000)),
  };
}

/** Within a few hundredths of a per cent of the mark price. */
function middle(world: World, { name }: Coin, mark: number, atMs: number): number {
  return mark * (1 + 0.0002 * world.wave(keyOf(name), atMs, 7_000));
}

/** A whole number of steps as a binary fraction: 3124565.4000000004. */
function inSteps(coins: number, decimals: number): number {
  return Math.round(coins * 10 ** decimals) * Number((10 ** -decimals).toFixed(decimals));
}

/** Five significant digits, unless it is a whole number. */
function priceText(value: number, sizeDecimals: number): string {
  const digitsBefore = Math.floor(Math.log10(value)) + 1;
  const decimals = Math.min(SIGNIFICANT - digitsBefore, PRICE_DECIMALS - sizeDecimals);
  return numberText(value, Math.max(0, decimals));
}

function rateText(value: number): string {
  return numberText(value, 10);
}

function numberText(value: number, decimals?: number): string {
  const text = decimals === undefined ? String(value) : value.toFixed(decimals);
  if (!text.includes('.')) return `${text}.0`;
  return text.replace(/0+$/, '').replace(/\.$/, '.0');
}
