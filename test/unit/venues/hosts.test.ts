/** No site is taken for another: a badge on a page that only looks like an exchange's would lend it our word. */
import { describe, expect, it } from 'vitest';
import { SITES, TRADING_VIEW, VENUE_PAGES } from '../../../lib/venues/pages';
import { VENUES } from '../../../lib/venues/registry';
import { isOnSite, matchesOf } from '../../../lib/venues/sites';

const TITLE = 'BTCUSDT.P 64,535.0 ▲ +1.2%';

/** Hosts that begin, end or look like `host`, and are somebody else's. */
function lookalikes(host: string): string[] {
  const [sub = '', ...domain] = host.split('.');
  return [
    `${host}.example.org`,
    `${host}.`,
    `evil-${host}`,
    `evil${host}`,
    `www.evil${domain.join('.')}`,
    `${sub}-${domain.join('.')}`,
    host.replaceAll('.', '-'),
    `example.org`,
  ];
}

const hostsOf = (matches: readonly string[]) =>
  matches.map((pattern) => pattern.split('/')[2] ?? '');

/** A pair that each lists. */
const SYMBOLS: Readonly<Record<string, string>> = {
  gate: 'BTC_USDT',
  hyperliquid: 'BTC',
  okx: 'BTC-USDT-SWAP',
};

describe.each(VENUE_PAGES)('pages of $venue', (pages) => {
  const { venue } = pages;
  const hosts = hostsOf(pages.matches);
  const page = new URL(pages.tradeUrl(SYMBOLS[venue] ?? 'BTCUSDT'));

  it('are those of each of its hosts', () => {
    expect(hosts).toContain(page.hostname);
    for (const host of hosts) {
      const url = new URL(page);
      url.hostname = host;
      expect(pages.pairAt(url), host).toEqual(pages.pairAt(page));
      expect(pages.pairAt(url), host).toMatchObject({ venue, market: 'perpetual' });
    }
  });

  it.each(hosts.flatMap(lookalikes))('are none at %s', (host) => {
    const url = new URL(page);
    url.hostname = host;
    expect(pages.pairAt(url)).toBeNull();
    url.pathname = '/trade';
    expect(pages.pairInTitle?.(url, '64,535.0 | BTC | Hyperliquid') ?? null).toBeNull();
  });
});

describe('TradingView', () => {
  const at = (host: string, search = '?symbol=BINANCE%3ABTCUSDT.P') =>
    new URL(`https://${host}/chart/${search}`);

  it.each(['www.tradingview.com', 'de.tradingview.com'])('is read at %s', (host) => {
    expect(TRADING_VIEW.pairAt(at(host))?.symbol).toBe('BTCUSDT');
    expect(TRADING_VIEW.pairInTitle?.(at(host, ''), TITLE)?.symbol).toBe('BTCUSDT');
  });

  it.each([
    'www.tradingview.com.example.org',
    'www.tradingview.community',
    'www.tradingview.com.',
    'eviltradingview.com',
    'www.eviltradingview.com',
    'www-tradingview.com',
    'tradingview.com.example.org',
    'a.tradingview.company',
    'example.org',
  ])('is not read at %s', (host) => {
    expect(TRADING_VIEW.pairAt(at(host))).toBeNull();
    expect(TRADING_VIEW.pairInTitle?.(at(host, ''), TITLE)).toBeNull();
    expect(isOnSite(host, TRADING_VIEW.matches)).toBe(false);
  });

  it.each([
    ['BINANCE:BTCUSDT.P', { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' }],
    ['BINANCE:BTCUSDT', { venue: 'binance', symbol: 'BTCUSDT', market: 'spot' }],
    ['BYBIT:BTCUSDT.P', { venue: 'bybit', symbol: 'BTCUSDT', market: 'perpetual' }],
    ['GATE:BTCUSDT.P', { venue: 'gate', symbol: 'BTC_USDT', market: 'perpetual' }],
    ['GATEIO:BTCUSDT.P', { venue: 'gate', symbol: 'BTC_USDT', market: 'perpetual' }],
    ['OKX:BTCUSDT.P', { venue: 'okx', symbol: 'BTC-USDT-SWAP', market: 'perpetual' }],
    ['KRAKEN:BTCUSDT.P', null],
    ['BIN:BTCUSDT.P', null],
    ['binance:BTCUSDT.P', null],
    [':BTCUSDT.P', null],
    ['BTCUSDT.P', null],
    ['BINANCE:', null],
  ])('%s is of the exchange that it names: %j', (symbol, pair) => {
    expect(TRADING_VIEW.pairAt(at('www.tradingview.com', `?symbol=${symbol}`))).toEqual(pair);
  });

  it.each([
    ['BTCUSDT 64,535.0', null],
    ['see BTCUSDT.P 64,535.0', null],
    ['BTCUSDT.Perp 64,535.0', null],
    ['BTCUSDT.P', null],
    ['A.P 1', null],
  ])('reads no ticker from the title %j', (title, pair) => {
    expect(TRADING_VIEW.pairInTitle?.(at('www.tradingview.com', ''), title)).toBe(pair);
  });

  it('believes its address before its title', () => {
    expect(TRADING_VIEW.pairInTitle?.(at('www.tradingview.com'), TITLE)).toBeNull();
  });
});

describe('a host', () => {
  it.each([
    ['www.binance.com', ['https://www.binance.com/*'], true],
    ['binance.com', ['https://www.binance.com/*'], false],
    ['a.www.binance.com', ['https://www.binance.com/*'], false],
    ['www.binance.com.example.org', ['https://www.binance.com/*'], false],
    ['evilwww.binance.com', ['https://www.binance.com/*'], false],
    ['b.example', ['https://a.example/*', 'https://b.example/*'], true],
    ['tradingview.com', ['https://*.tradingview.com/*'], true],
    ['de.tradingview.com', ['https://*.tradingview.com/*'], true],
    ['eviltradingview.com', ['https://*.tradingview.com/*'], false],
    ['tradingview.com.example.org', ['https://*.tradingview.com/*'], false],
    ['', ['https://*.tradingview.com/*'], false],
    ['www.binance.com', [], false],
  ])('%s is on the site of %j: %s', (host, matches, isOn) => {
    expect(isOnSite(host, matches)).toBe(isOn);
  });

  it('is of its venue’s pages', () => {
    for (const { venue, matches } of VENUE_PAGES) expect(matchesOf(venue)).toEqual(matches);
    expect(matchesOf('nobody')).toEqual([]);
    expect(matchesOf('constructor')).toEqual([]);
  });
});

it('every site is asked for by its full host and over TLS alone', () => {
  for (const { matches } of SITES) {
    for (const pattern of matches)
      expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z\d-]+(\.[a-z\d-]+)+\/\*$/);
  }
  // Every other pattern names one host.
  const wide = SITES.flatMap(({ matches }) => matches).filter((pattern) => pattern.includes('*.'));
  expect(wide).toEqual(TRADING_VIEW.matches);
});

it('every interface is asked at its own origin and over TLS alone', () => {
  for (const { apiOrigins } of VENUES) {
    for (const origin of apiOrigins) {
      expect(new URL(origin).origin).toBe(origin);
      expect(new URL(origin).protocol).toBe('https:');
    }
  }
});
