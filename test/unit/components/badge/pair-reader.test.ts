import { describe, expect, it } from 'vitest';
import { createPairReader } from '../../../../components/badge/pair-follower';
import type { SitePages } from '../../../../lib/venues/pages-contract';

const pair = (symbol: string) => ({ venue: 'v', symbol, market: 'perpetual' as const });

/** `/p/<symbol>` names a pair; on `/any` the title's first word does. */
const SITE: SitePages = {
  matches: [],
  freeCorner: 'bottom-left',
  pairAt: ({ pathname }) => {
    const [, symbol] = /^\/p\/(\w+)$/.exec(pathname) ?? [];
    return symbol ? pair(symbol) : null;
  },
  pairInTitle: ({ pathname }, title) => {
    const [symbol] = /^[A-Z]+/.exec(title) ?? [];
    return symbol && pathname.startsWith('/any') ? pair(symbol) : null;
  },
};
const url = (path: string) => new URL(path, 'https://x.test');

describe('the pair that a page shows', () => {
  it('is the address’s, whatever the title says', () => {
    const read = createPairReader(SITE, url('/p/BTC'));
    expect(read(url('/p/BTC'), 'ETH 1')).toEqual(pair('BTC'));
    expect(read(url('/p/SOL'), 'BTC 1')).toEqual(pair('SOL'));
  });

  it('is the title’s where the address names none: the page was loaded with it', () => {
    const read = createPairReader(SITE, url('/any'));
    expect(read(url('/any'), '…')).toBeNull();
    expect(read(url('/any'), 'ETH 1')).toEqual(pair('ETH'));
  });

  it('is none after a move until the title says something else', () => {
    const read = createPairReader(SITE, url('/p/BTC'));
    expect(read(url('/any'), 'BTC 1')).toBeNull();
    // The title keeps updating with the old pair's price.
    expect(read(url('/any'), 'BTC 2')).toBeNull();
    expect(read(url('/any'), 'ETH 1')).toEqual(pair('ETH'));
    expect(read(url('/any'), 'BTC 3')).toEqual(pair('BTC'));
  });

  it('is the same pair again after a title without one', () => {
    const read = createPairReader(SITE, url('/any'));
    expect(read(url('/any/2'), 'BTC 1')).toBeNull();
    expect(read(url('/any/2'), '…')).toBeNull();
    expect(read(url('/any/2'), 'BTC 1')).toEqual(pair('BTC'));
  });

  it('does not survive a navigation to a similar address', () => {
    const read = createPairReader(SITE, url('/any'));
    expect(read(url('/any'), 'BTC 1')).toEqual(pair('BTC'));
    expect(read(url('/any?layout=2'), 'BTC 1')).toBeNull();
    expect(read(url('/any?layout=2#top'), 'BTC 1')).toBeNull();
  });

  it('stays through a change of the hash alone', () => {
    const read = createPairReader(SITE, url('/any'));
    expect(read(url('/any#drawing'), 'BTC 1')).toEqual(pair('BTC'));
  });

  it('is none on a site whose titles name no pair', () => {
    const plain: SitePages = {
      matches: [],
      freeCorner: 'top-left',
      pairAt: (at) => SITE.pairAt(at),
    };
    const read = createPairReader(plain, url('/any'));
    expect(read(url('/any'), 'BTC 1')).toBeNull();
  });
});
