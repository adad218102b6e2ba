/** Languages, regions and scripts are kinds: every site knows every one of them, also those that nobody has listed yet. */
import { describe, expect, it } from 'vitest';
import { VENUE_PAGES } from '../../../lib/venues/pages';

const LOCALES = [
  'en zh-CN pt-br es-419 fil fil-PH kk-KAZ zh-Hans zh-hant zh-Hant-TW sr-Latn-RS ast de-CH-1996',
].flatMap((all) => all.split(' '));
const SYMBOLS: Record<string, { plain: string[]; other: string[] }> = {
  binance: { plain: ['BTCUSDT', '1000PEPEUSDT'], other: ['币安人生USDT', 'ЖУКUSDT'] },
  bitget: { plain: ['BTCUSDT', '1000BONKPERP'], other: ['龙虾USDT', 'ЖУКPERP'] },
  bybit: { plain: ['BTCUSDT', 'BTCPERP'], other: ['龙虾USDT', 'ЖУКPERP'] },
  gate: { plain: ['BTC_USDT'], other: ['龙虾_USDT', 'ЖУК_USDT'] },
  hyperliquid: { plain: ['BTC', 'kPEPE', 'xyz:TSLA'], other: ['牛来', 'xyz:牛来'] },
  okx: { plain: ['BTC-USDT-SWAP', 'BTC-USD_UM_XPERP-310404'], other: ['龙虾-USDT-SWAP'] },
};

describe.each(VENUE_PAGES)('$venue', (pages) => {
  const { plain = [], other = [] } = SYMBOLS[pages.venue] ?? {};

  it.each([...plain, ...other])(
    'its page of %s names it, in every form of the address',
    (symbol) => {
      const pair = { venue: pages.venue, symbol, market: 'perpetual' };
      const url = new URL(pages.tradeUrl(symbol));
      for (const form of [
        url.href,
        decodeURI(url.href),
        encodeURI(decodeURI(url.href)),
        `${url.href}/`,
      ]) {
        expect(pages.pairAt(new URL(form)), form).toEqual(pair);
        expect(pages.pairAt(new URL(`${form}?ref=1#chart`)), form).toEqual(pair);
      }
      expect(pages.matches).toContain(`${url.origin}/*`);
    },
  );

  it('shows none where an address is no valid encoding, and throws at none', () => {
    const { pathname, origin } = new URL(pages.tradeUrl(plain[0] ?? ''));
    for (const bad of ['%', '%ff', '%E0%A4%A', '%u0041']) {
      const path = pathname.replace(/[^/]+$/, bad);
      expect(pages.pairAt(new URL(origin + path)), path).toBeNull();
    }
  });
});

// One site has a single language for all.
const inLanguages = VENUE_PAGES.filter(({ venue }) => venue !== 'hyperliquid');

it.each(inLanguages.flatMap(({ venue }) => LOCALES.map((locale) => [venue, locale] as const)))(
  '%s in %s as well',
  (venue, locale) => {
    const pages = inLanguages.find((each) => each.venue === venue);
    const { plain = [], other = [] } = SYMBOLS[venue] ?? {};
    for (const symbol of [...plain, ...other]) {
      const url = new URL(pages?.tradeUrl(symbol) ?? '');
      url.pathname = `/${locale}${url.pathname.replace(/^\/en(?=\/)/, '')}`;
      expect(pages?.pairAt(url)?.symbol, url.href).toBe(symbol);
    }
  },
);
