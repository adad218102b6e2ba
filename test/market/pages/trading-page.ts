/**
 * A generic trading page: dense, dark, an order form on the right. It navigates in-page like the real ones, its style
 * sheets match broadly, and its scripts may be hostile.
 */
import type { Hostility } from './hostile';
import { HOSTILE_SCRIPT, hostileCss } from './hostile';
import { NAVIGATION_SCRIPT, PAGE_CSS } from './trading-style';

/** A pair and its page. */
export interface Place {
  label: string;
  /** As in the address bar, decoded, without a query. */
  path: string;
  /** The query of the link, where it has one. */
  query?: string;
  /** Formatted as the venue does. */
  price: string;
}

export interface TradingPage {
  /** Null on pages without a pair. */
  here: Place | null;
  /** The site's name at the end of its titles. */
  site?: string;
  /** Labels and values below the price. */
  stats: readonly (readonly [name: string, value: string])[];
  places: readonly Place[];
  /** Pages without a pair, by their links. */
  others: readonly { label: string; path: string }[];
  hostilities: readonly Hostility[];
}

export function tradingPage(page: TradingPage): string {
  const { here, hostilities, site = 'Trade' } = page;
  const title = here === null ? 'Markets' : `${here.price} | ${here.label} | ${site}`;
  return `<!doctype html>
<html lang="en" data-hostile="${hostilities.join(' ')}"><head><meta charset="utf-8"><title>${escape(title)}</title>
<script>${HOSTILE_SCRIPT}</script>
<style>${PAGE_CSS}${hostileCss(hostilities)}</style>
</head><body class="${here === null ? 'plain' : ''}" data-site="${site}">
<header><b class="mark">◆ Exchange</b><h1 id="pair">${escape(here?.label ?? 'Markets')}</h1><span id="price">${here?.price ?? ''}</span>
${page.stats.map(([name, value]) => `<span class="stat">${escape(name)}<i>${escape(value)}</i></span>`).join('')}
<nav>${page.others.map(({ label, path }) => link(label, path)).join('')}</nav></header>
<main>
<nav id="list">${page.places.map(({ label, path, query = '' }) => link(label, encodeURI(path) + query)).join('')}</nav>
<section id="plain">Choose a market.</section>
<section id="chart">${chart()}</section>
<section id="book">${book(Number(here?.price ?? 100))}</section>
<form id="order" onsubmit="return false"><label>Price <input id="order-price" value="${here?.price ?? ''}"></label><label>Size <input id="order-size" value="0.10"></label>
<button id="buy" type="button">Buy / Long</button><button id="sell" type="button">Sell / Short</button></form>
</main>
<footer>Positions (0) · Open orders (0) · History</footer>
<script type="application/json" id="places">${placesJson(page)}</script>
<script>${NAVIGATION_SCRIPT}</script>
</body></html>`;
}

/** By path, for the script that detects the current page. */
function placesJson({ places, here }: TradingPage): string {
  const all = here === null ? places : [...places, here];
  const byPath = all.map(({ path, label, price }) => [path, { label, price }] as const);
  return JSON.stringify(Object.fromEntries(byPath)).replaceAll('<', '\\u003c');
}

function link(label: string, href: string): string {
  return `<a href="${escape(href)}">${escape(label)}</a>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function chart(): string {
  const bars = Array.from({ length: 90 }, (_, index) => {
    const middle = 200 + 90 * Math.sin(index / 9) + 40 * Math.sin(index / 3.1);
    const half = 8 + 14 * Math.abs(Math.sin(index * 1.7));
    const color = Math.sin(index * 2.3) > 0 ? '#3fb68b' : '#e0605e';
    return `<line x1="${index * 8 + 6}" x2="${index * 8 + 6}" y1="${middle - half}" y2="${middle + half}" stroke="${color}" stroke-width="5"/>`;
  });
  return `<svg viewBox="0 0 730 400" preserveAspectRatio="none">${bars.join('')}</svg>`;
}

function book(price: number): string {
  const row = (step: number): string =>
    `<tr class="${step > 0 ? 'ask' : 'bid'}"><td>${(price * (1 + step / 20_000)).toPrecision(6)}</td><td>${(Math.abs(Math.sin(step * 9.1)) * 40).toFixed(2)}</td></tr>`;
  const steps = Array.from({ length: 12 }, (_, index) => index + 1);
  return `<table>${steps.toReversed().map(row).join('')}${steps.map((step) => row(-step)).join('')}</table>`;
}
