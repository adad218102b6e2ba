/**
 * TradingView's charts in the market: a page whose title starts with the ticker and its price, for the symbol in the
 * URL or the last one. No API and no limits.
 */
import type { World } from '../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from './venue';
import { htmlAnswer } from './venue';

const CHART = /^\/chart\/(?:[^/]+\/)?$/;
/** The symbol of a first visit. */
const DEFAULT_TICKER = 'BTCUSDT.P';
const HOUR_MS = 3_600_000;

export const tradingView: MarketVenue = {
  id: 'tradingview',
  hosts: ['www.tradingview.com'],
  limits: [],
  open,
};

function open(world: World): OpenVenue {
  const notFound = () => htmlAnswer(pageOf('Not found'), 404);
  return {
    charge: () => null,
    answer: notFound,
    trouble: (status) => htmlAnswer(pageOf(String(status)), status),
    page: (request, nowMs) => (CHART.test(request.path) ? chart(request, world, nowMs) : null),
    symbolOf: () => null,
  };
}

function chart({ query }: MarketRequest, world: World, nowMs: number): string {
  const ticker = query.get('symbol')?.split(':')[1] ?? DEFAULT_TICKER;
  const asset = world.crypto.find(({ name }) => ticker.startsWith(`${name}USD`));
  if (asset === undefined) return pageOf('Chart');
  const price = world.truth(asset.name, nowMs).indexPrice;
  const before = world.truth(asset.name, nowMs - HOUR_MS).indexPrice;
  const change = ((price / before - 1) * 100).toFixed(2);
  const arrow = price < before ? '▼' : '▲';
  return pageOf(
    `${ticker} ${price.toPrecision(6)} ${arrow} ${price < before ? '' : '+'}${change}%`,
  );
}

function pageOf(title: string): string {
  const safe = title.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${safe}</title></head><body></body></html>`;
}
