/** Rows of prices with all their fields. All values are text, empty where they do not apply. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { isDated, valuesAt } from './values';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function tickerRow(world: World, contract: Contract, nowMs: number) {
  const { category, periodHours, deliveryMs, quantityDecimals } = contract;
  const price = (value: number): string => value.toFixed(contract.priceDecimals);
  const now = valuesAt(world, contract, nowMs);
  const last = lastPrice(world, contract, nowMs);
  const before = lastPrice(world, contract, nowMs - DAY_MS);
  const periodMs = periodHours * HOUR_MS;
  const single = now.singleOpenInterest;
  const mark = Number(price(now.markPrice));
  const valueOf = (size: number) => (category === 'inverse' ? size / mark : size * mark).toFixed(4);
  const sizeOf = (size: number) => size.toFixed(category === 'inverse' ? 0 : quantityDecimals);
  const volume = category === 'inverse' ? now.turnover24h : now.turnover24h / last;
  const turnover = category === 'inverse' ? now.turnover24h / last : now.turnover24h;
  const dated = isDated(contract);
  const funding = now.fundingRate === null ? '' : now.fundingRate.toFixed(8).replace(/0+$/, '');
  return {
    symbol: contract.symbol,
    lastPrice: price(last),
    indexPrice: price(now.indexPrice),
    markPrice: price(now.markPrice),
    prevPrice24h: price(before),
    price24hPcnt: (last / before - 1).toFixed(6),
    highPrice24h: price(Math.max(last, before) * 1.01),
    lowPrice24h: price(Math.min(last, before) * 0.99),
    prevPrice1h: price(lastPrice(world, contract, nowMs - HOUR_MS)),
    openInterest: sizeOf(2 * single),
    openInterestValue: valueOf(2 * single),
    singleOpenInterest: sizeOf(single),
    singleOpenInterestValue: valueOf(single),
    turnover24h: turnover.toFixed(4),
    volume24h: volume.toFixed(quantityDecimals),
    fundingRate: funding.endsWith('.') ? `${funding}0` : funding,
    nextFundingTime: dated ? '' : String((Math.floor(nowMs / periodMs) + 1) * periodMs),
    predictedDeliveryPrice: '',
    basisRate: dated ? (now.markPrice / now.indexPrice - 1).toFixed(8) : '',
    basisRateYear: dated ? '0.04015' : '',
    deliveryFeeRate: dated ? '0.0002' : '',
    deliveryTime: String(deliveryMs),
    ask1Size: '12',
    bid1Price: price(last * 0.99995),
    ask1Price: price(last * 1.00005),
    bid1Size: '7',
    basis: dated ? price(now.markPrice - now.indexPrice) : '',
    preOpenPrice: '',
    preQty: '',
    curPreListingPhase: contract.isPreListing ? 'ContinuousTrading' : '',
    fundingIntervalHour: dated ? '' : String(periodHours),
    fundingCap: dated ? '' : periodHours === 8 ? '0.005' : '0.02',
  };
}

/** Within a few hundredths of a per cent of the mark price. */
function lastPrice(world: World, contract: Contract, atMs: number): number {
  const key = keyOf(`bybit ${contract.symbol}`);
  const jitter = world.wave(key, atMs, 7_000, unit(world.seed, key));
  return valuesAt(world, contract, atMs).markPrice * (1 + 0.0002 * jitter);
}
