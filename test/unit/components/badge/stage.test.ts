/** The badge's own element on the page: when it comes, and that it is styled. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clearStages, createStage } from '../../../../components/badge/stage';
import { watchTitle } from '../../../../components/badge/watch-title';
import { siteOf } from '../../../../entrypoints/badge.content/site';

afterEach(() => {
  vi.restoreAllMocks();
  clearStages(document);
});

const hosts = () => document.querySelectorAll('pressure-score').length;
const reading = () => vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
const isRead = () => {
  vi.restoreAllMocks();
  document.dispatchEvent(new Event('DOMContentLoaded'));
};

describe('a page that is still being read', () => {
  it('is left alone until it is read', () => {
    reading();
    const stage = createStage(document, '');
    stage.attach();
    expect(hosts()).toBe(0);
    isRead();
    expect(hosts()).toBe(1);
    stage.detach();
  });

  it('stays alone where nothing is to be shown any more', () => {
    reading();
    const stage = createStage(document, '');
    stage.attach();
    stage.detach();
    isRead();
    expect(hosts()).toBe(0);
    stage.attach();
    expect(hosts()).toBe(1);
  });

  it('has no title to watch yet: it is asked for once there is one', () => {
    reading();
    const life = new AbortController();
    vi.spyOn(document, 'head', 'get').mockReturnValue(null as unknown as HTMLHeadElement);
    const changed = vi.fn();
    watchTitle(document, changed, life.signal);
    expect(changed).not.toHaveBeenCalled();
    isRead();
    expect(changed).toHaveBeenCalledTimes(1);
    life.abort();
  });
});

describe('the badge’s styles', () => {
  it('can be added to', () => {
    const { root, dress } = createStage(document, '.a{top:1px}');
    dress('.b{top:2px}');
    const shadow = root.getRootNode() as ShadowRoot;
    expect(shadow.adoptedStyleSheets).toHaveLength(2);
  });
});

describe('the site of an address', () => {
  it.each([
    ['https://www.binance.com/en/futures/BTCUSDT', 'bottom-left'],
    ['https://www.tradingview.com/chart/?symbol=BINANCE%3ABTCUSDT.P', 'bottom-left'],
    ['https://www.okx.com/trade-swap/btc-usdt-swap', 'bottom-left'],
  ])('%s', (href, corner) => {
    expect(siteOf(new URL(href))?.freeCorner).toBe(corner);
  });

  it('is none elsewhere', () => {
    for (const href of ['https://example.org/', 'https://www.binance.example.org/', 'http://a/']) {
      expect(siteOf(new URL(href))).toBe(undefined);
    }
  });
});
