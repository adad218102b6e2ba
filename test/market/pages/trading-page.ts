/**
 * A trading page of no exchange in particular: dense, dark, an order form on the right. It navigates in-page as the
 * real ones do, its style sheets reach for everything, and its scripts are not our friends.
 */
import { HOSTILE_CSS, HOSTILE_SCRIPT } from './hostile';

export interface TradingPage {
  /** The pair; null on pages without one. */
  title: string | null;
  price: number | null;
  links: readonly { label: string; path: string }[];
  isHostile: boolean;
  /** Whether the page takes nodes it does not know out of the document. */
  removesStrangers: boolean;
}

export function tradingPage(page: TradingPage): string {
  const { title, price } = page;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title === null ? 'Markets' : `${price?.toPrecision(6) ?? ''} | ${escape(title)} | Trade`}</title>
<style>${PAGE_CSS}${page.isHostile ? HOSTILE_CSS : ''}</style>
${page.isHostile ? `<script>${HOSTILE_SCRIPT}</script>` : ''}
</head><body data-strangers="${page.removesStrangers ? 'out' : 'stay'}">
<header><b class="mark">◆ Exchange</b><h1 id="pair">${escape(title ?? 'Markets')}</h1><span id="price">${price?.toPrecision(6) ?? ''}</span>
<span class="stat">24 h change <i>+1.24 %</i></span><span class="stat">Turnover <i>1.84 B</i></span><span class="stat">Funding <i>0.0100 %</i></span></header>
<main>
<nav id="list">${page.links.map(({ label, path }) => `<a href="${escape(path)}">${escape(label)}</a>`).join('')}</nav>
<section id="chart">${chart()}</section>
<section id="book">${book(price ?? 100)}</section>
<form id="order" onsubmit="return false"><label>Price <input id="order-price" value="${price?.toPrecision(6) ?? ''}"></label><label>Size <input id="order-size" value="0.10"></label>
<button id="buy" type="button">Buy / Long</button><button id="sell" type="button">Sell / Short</button></form>
</main>
<footer>Positions (0) · Open orders (0) · History</footer>
<script>${NAVIGATION_SCRIPT}</script>
</body></html>`;
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
  const row = (step: number) =>
    `<tr class="${step > 0 ? 'ask' : 'bid'}"><td>${(price * (1 + step / 20_000)).toPrecision(6)}</td><td>${(Math.abs(Math.sin(step * 9.1)) * 40).toFixed(2)}</td></tr>`;
  const steps = Array.from({ length: 12 }, (_, index) => index + 1);
  return `<table>${steps.toReversed().map(row).join('')}${steps.map((step) => row(-step)).join('')}</table>`;
}

const PAGE_CSS = `
html,body{margin:0;height:100%}body{background:#0d1117;color:#d6dbe3;font:13px/1.4 sans-serif;display:flex;flex-direction:column}
header{display:flex;gap:24px;align-items:center;padding:10px 16px;border-bottom:1px solid #232a35}header h1{font-size:18px;margin:0}
.mark{color:#c9a227}.stat{color:#7d8796;font-size:11px}.stat i{color:#d6dbe3;font-style:normal;display:block}#price{color:#3fb68b;font-size:17px}
main{flex:1;display:grid;grid-template-columns:130px 1fr 200px 240px;min-height:0}nav{overflow:auto;border-right:1px solid #232a35}
nav a{display:block;padding:4px 12px;color:#aab4c2;text-decoration:none}#chart svg{width:100%;height:100%}#book{border-left:1px solid #232a35;overflow:hidden}
#book table{width:100%;font-variant-numeric:tabular-nums}#book td{padding:1px 10px;text-align:right}.ask td:first-child{color:#e0605e}.bid td:first-child{color:#3fb68b}
form{border-left:1px solid #232a35;padding:16px;display:flex;flex-direction:column;gap:12px}form input{width:100%;background:#161c26;border:1px solid #2d3644;color:inherit;padding:6px}
form button{padding:10px;border:0;color:#fff;font-weight:700;background:#2f9e73}#sell{background:#c94f4d}footer{border-top:1px solid #232a35;padding:10px 16px;color:#7d8796}
`;

/** The path changes at once; what the page shows follows a moment later, and its title later still. */
const NAVIGATION_SCRIPT = `
const show=()=>{const m=location.pathname.match(/\\/futures\\/([^/]+)|\\/trade\\/([^/]+)/);
const name=m?decodeURIComponent(m[1]||m[2].replace('_','/')):'Markets';
setTimeout(()=>{document.getElementById('pair').textContent=name},60);
setTimeout(()=>{document.title='100.00 | '+name+' | Trade'},250)};
document.getElementById('list').addEventListener('click',(event)=>{const link=event.target.closest('a');if(!link)return;
event.preventDefault();history.pushState({},'',link.getAttribute('href'));show()});
addEventListener('popstate',show);
`;
