/** The badge's host element: when and where it is attached, and what the page can do to it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../../../components/badge/settled';
import { removeStaleHosts, createShadowHost } from '../../../../components/badge/shadow-host';
import { isHtml, siteAt } from '../../../../entrypoints/badge/lifetime';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  document.body.innerHTML = '<main></main>';
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  life.abort();
  removeStaleHosts(document);
});

const turn = () => new Promise((resolve) => setTimeout(resolve));
const hosts = () =>
  [...document.querySelectorAll('div')].filter(
    (element) => element.getAttribute('style')?.startsWith('all:initial') ?? false,
  );
function hostOf({ whenSettled = Promise.resolve(), isAlive = (): boolean => true } = {}) {
  return createShadowHost(document, '', { settled: whenSettled, isAlive, signal: life.signal });
}
async function attached() {
  const shadowHost = hostOf();
  shadowHost.attach();
  await turn();
  return shadowHost;
}

describe('the badge’s host element', () => {
  it('is attached once the page has settled, as the last child of the body', async () => {
    let isSettled: () => void = () => undefined;
    const whenSettled = new Promise<void>((resolve) => (isSettled = resolve));
    const shadowHost = hostOf({ whenSettled });
    shadowHost.attach();
    await turn();
    expect(hosts()).toHaveLength(0);
    isSettled();
    await turn();
    expect(document.body.lastElementChild).toBe(hosts()[0]);
    shadowHost.detach();
    expect(hosts()).toHaveLength(0);
  });

  it('is not attached when nothing is to be shown any more', async () => {
    const shadowHost = hostOf();
    shadowHost.attach();
    shadowHost.detach();
    await turn();
    expect(hosts()).toHaveLength(0);
    shadowHost.attach();
    expect(hosts()).toHaveLength(1);
  });

  it('has a name that no page can define, and a root that none can reach', async () => {
    const shadowHost = await attached();
    const [host] = hosts();
    expect(host?.tagName).toBe('DIV');
    expect(host?.getAttributeNames()).toEqual(['style']);
    expect(host?.shadowRoot).toBe(null);
    expect(shadowHost.root.isConnected).toBe(true);
  });

  it.each<[string, () => void]>([
    ['removed', () => hosts()[0]?.remove()],
    ['moved', () => document.querySelector('main')?.append(hosts()[0] ?? '')],
    ['in a body that is replaced', () => document.body.replaceWith(document.createElement('body'))],
    [
      'in a root that is replaced',
      () => {
        const root = document.createElement('html');
        root.append(document.createElement('head'), document.createElement('body'));
        document.documentElement.remove();
        document.append(root);
      },
    ],
    ['given another style', () => hosts()[0]?.style.setProperty('opacity', '0', 'important')],
  ])('is restored at once when it is %s', async (_, disturb) => {
    await attached();
    const style = hosts()[0]?.getAttribute('style');
    disturb();
    await turn();
    expect(hosts()).toHaveLength(1);
    expect(document.body.lastElementChild).toBe(hosts()[0]);
    expect(hosts()[0]?.getAttribute('style')).toBe(style);
  });

  it('stays away from a page that keeps removing it, until the next score', async () => {
    const shadowHost = await attached();
    for (let times = 0; times < 20; times += 1) {
      hosts()[0]?.remove();
      await turn();
    }
    shadowHost.heartbeat();
    expect(hosts()).toHaveLength(0);
    shadowHost.attach();
    expect(hosts()).toHaveLength(1);
  });

  it('is not restored without its extension', async () => {
    let isInstalled = true;
    const shadowHost = hostOf({ isAlive: () => isInstalled });
    shadowHost.attach();
    await turn();
    isInstalled = false;
    hosts()[0]?.remove();
    await turn();
    expect(hosts()).toHaveLength(0);
  });

  it('waits for a body where there is none', async () => {
    const { body } = document;
    body.remove();
    const shadowHost = hostOf();
    shadowHost.attach();
    await turn();
    document.documentElement.append(body);
    shadowHost.heartbeat();
    expect(hosts()).toHaveLength(1);
    shadowHost.detach();
  });

  it('is found and removed by the script of a newer version', async () => {
    const shadowHost = hostOf({ isAlive: () => !isReplaced });
    let isReplaced = false;
    shadowHost.attach();
    await turn();
    isReplaced = true;
    removeStaleHosts(document);
    await turn();
    expect(hosts()).toHaveLength(0);
  });
});

describe('its content', () => {
  it('changes with each heartbeat', () => {
    const shadowHost = hostOf();
    shadowHost.heartbeat();
    const first = shadowHost.root.dataset['beat'];
    shadowHost.heartbeat();
    expect(shadowHost.root.dataset['beat']).not.toBe(first);
  });

  it('can get more styles', () => {
    const { root, addStyles } = hostOf();
    addStyles('.b{top:2px}');
    const shadow = root.getRootNode() as ShadowRoot;
    expect(shadow.adoptedStyleSheets).toHaveLength(2);
  });

  it('gets replayed events of the user, and none of a script', () => {
    const { root, redispatch } = hostOf();
    const heard: string[] = [];
    root.innerHTML = '<button></button>';
    const [button] = root.children;
    if (button === undefined) throw new Error('no button');
    for (const type of ['click', 'pointerdown', 'keydown', 'pointerenter', 'focusin']) {
      button.addEventListener(type, () => heard.push(type));
      button.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }
    expect(heard).toEqual([]);
    redispatch(new MouseEvent('click', { bubbles: true }), button);
    expect(heard).toEqual(['click']);
  });
});

describe('a page', () => {
  const states = (state: DocumentReadyState) =>
    vi.spyOn(document, 'readyState', 'get').mockReturnValue(state);
  function whenDone() {
    vi.stubGlobal('requestIdleCallback', (done: () => void) => setTimeout(done));
    const done = vi.fn();
    void settled(document, life.signal).then(done);
    return done;
  }

  it('has settled when it is parsed, loaded, idle and unchanged', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'performance'] });
    const state = states('loading');
    const done = whenDone();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).not.toHaveBeenCalled();
    state.mockReturnValue('interactive');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(done).not.toHaveBeenCalled();
    state.mockReturnValue('complete');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('that never loads and always changes is waited for 10 seconds at most', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'performance'] });
    states('interactive');
    const done = whenDone();
    const busy = setInterval(() => document.body.append('more'), 50);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_100);
    expect(done).toHaveBeenCalledTimes(1);
    clearInterval(busy);
  });

  it.each([
    ['text/html', true],
    ['application/xhtml+xml', true],
    ['image/svg+xml', false],
    ['application/xml', false],
    ['application/json', false],
  ])('of type %s can carry a badge: %s', (contentType, can) => {
    vi.spyOn(document, 'contentType', 'get').mockReturnValue(contentType);
    expect(isHtml(document)).toBe(can);
  });
});

describe('the site of an address', () => {
  it.each([
    ['https://www.binance.com/en/futures/BTCUSDT', 'bottom-left'],
    ['https://www.tradingview.com/chart/?symbol=BINANCE%3ABTCUSDT.P', 'bottom-left'],
    ['https://www.okx.com/trade-swap/btc-usdt-swap', 'bottom-left'],
  ])('%s', (href, corner) => {
    expect(siteAt(new URL(href))?.freeCorner).toBe(corner);
  });

  it('is none elsewhere', () => {
    const elsewhere = [
      'https://example.org/',
      'https://www.binance.example.org/',
      'http://a/',
      'https://example.org/?https://www.binance.com/en/futures/BTCUSDT',
    ];
    for (const href of elsewhere) expect(siteAt(new URL(href)), href).toBe(undefined);
  });
});
