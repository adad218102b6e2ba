/** The badge on pages that move, cover, imitate or flood it, and next to tabs that never answer. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { complete, FUTURES, HOST, inBadge, LONG, pillOn, SHORT } from './harness/badge';
import { closedRoot } from './harness/closed-root';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import { grantHosts, withdrawHosts } from './harness/hosts';

const OKX_PAGES = ['https://www.okx.com/*', 'https://my.okx.com/*', 'https://app.okx.com/*'];
const OKX_API = ['https://openapi.okx.com/*', 'https://eea.okx.com/*', 'https://us.okx.com/*'];
const OKX_SWAP = 'https://www.okx.com/trade-swap/avax-usdt-swap';

async function open(extension: Extension, body: string, head = ''): Promise<Page> {
  const page = await extension.context.newPage();
  await page.route(`${FUTURES}**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html><head><title>x</title>${head}</head><body>${body}</body></html>`,
    }),
  );
  await page.goto(FUTURES + LONG);
  return page;
}

/** What is on top in the middle of the badge, as the page sees it; and where the badge is. */
async function onTop(page: Page) {
  const box = await (await inBadge(page, '.badge')).box();
  const name = await page.evaluate(
    ({ x, y, host }) => {
      const top = document.elementFromPoint(x, y);
      return top?.getAttribute('style')?.startsWith('all:initial') === true
        ? 'badge'
        : `${top?.tagName}, ${document.querySelectorAll(host).length}`;
    },
    { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 18, host: HOST },
  );
  return { box, name };
}

it('is over whatever fills the screen, and in its corner whatever is done to the page', async ({
  extension,
}) => {
  await complete(extension, [LONG, SHORT]);
  const page = await open(
    extension,
    '<section id="chart" style="background:#123;height:300px"></section><canvas></canvas><p>orders</p>',
    '<style>::backdrop{background:red}[popover]{display:none!important}</style>',
  );
  await pillOn(page, ' Long. ');
  const inCorner = await onTop(page);
  expect(inCorner.name).toBe('badge');
  const expectAt = async (what: string) => {
    await expect.poll(() => onTop(page), { message: what }).toEqual(inCorner);
  };
  for (const selector of ['#chart', 'html']) {
    await page.locator(selector).evaluate((element) => element.requestFullscreen());
    await expectAt(`${selector} full`);
    await page.evaluate(() => document.exitFullscreen());
    await expectAt(`${selector} no more full`);
  }
  // A canvas shows no children: the badge is seen there, but gets no events.
  await page.locator('canvas').evaluate((element) => element.requestFullscreen());
  await expect
    .poll(async () => (await onTop(page)).box, { message: 'canvas full' })
    .toEqual(inCorner.box);
  await page.evaluate(() => document.exitFullscreen());
  for (const style of [
    'transform:translate(300px,-200px)',
    'contain:strict;height:100px;width:100px',
    'filter:blur(0);will-change:transform;margin:200px',
  ]) {
    for (const tag of ['html', 'body']) {
      await page.locator(tag).evaluate((element, css) => element.setAttribute('style', css), style);
      await expectAt(`${tag} ${style}`);
      await page.locator(tag).evaluate((element) => element.removeAttribute('style'));
    }
  }
  await page.evaluate(() => {
    const root = document.createElement('html');
    root.innerHTML = '<head></head><body>another</body>';
    document.replaceChild(root, document.documentElement);
  });
  await expectAt('another root');
  // By document.open(), which takes every listener off the document.
  await page.setContent('<!doctype html><title>n</title><body>new</body>');
  await expectAt('another document');
  await page.close();
});

it('gives its inside to no page, and ends at nothing that a page says', async ({ extension }) => {
  const page = await open(
    extension,
    '<h1>page</h1>',
    `<script>
      globalThis.internals = [];
      for (const name of ['pressure-score', 'derivatives-pressure-score'])
        customElements.define(name, class extends HTMLElement {
          constructor() { super(); internals.push(this.attachInternals()); }
        });
      customElements.define('x-div', class extends HTMLDivElement {
        constructor() { super(); internals.push(1); }
      }, { extends: 'div' });
    </script>`,
  );
  await pillOn(page, ' Long. ');
  const roots = await page.evaluate(
    ({ host, id }) => {
      const badge = document.querySelector(host);
      const detail = { contentScriptName: 'badge', messageId: 'x' };
      for (const name of ['pressure-score-started', `${id}:badge:wxt:content-script-started`]) {
        document.dispatchEvent(new CustomEvent(name, { detail }));
        window.postMessage({ type: name, ...detail }, '*');
      }
      for (const type of ['click', 'pointerdown', 'keydown']) {
        badge?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      }
      const { internals } = globalThis as unknown as { internals: unknown[] };
      return [internals.length, badge?.shadowRoot, document.getAnimations().length];
    },
    { host: HOST, id: extension.id },
  );
  expect(roots).toEqual([0, null, 0]);
  await page.evaluate((url) => history.pushState(null, '', url), FUTURES + SHORT);
  await pillOn(page, ' Short. ');
  expect(await (await closedRoot(page))?.find('.panel')).toBe(null);

  // Covered by something that pointers go through: the reasons open, and nothing in them can be pressed.
  await (await pillOn(page)).click();
  await inBadge(page, '[data-steady="true"] .panel');
  await page.evaluate(() => {
    const cover = document.createElement('p');
    cover.popover = 'manual';
    cover.textContent = 'Win a coin';
    cover.style.cssText = 'inset:0;width:100vw;height:100vh;pointer-events:none;margin:0';
    document.body.append(cover);
    cover.showPopover();
  });
  await inBadge(page, '[data-steady="false"]');
  const hide = await inBadge(page, '.hide button:last-child');
  await hide.click();
  await page.evaluate(() => document.querySelector('p')?.remove());
  await inBadge(page, '[data-steady="true"]');
  expect(await (await closedRoot(page))?.find('.farewell')).toBe(null);
  await page.close();
});

it('asks seldom, however often the page moves', async ({ extension }) => {
  const page = await open(extension, '');
  await pillOn(page, ' Long. ');
  await extension.inWorker(
    `(globalThis.heard = 0, chrome.runtime.onMessage.addListener((message) => { if (message?.type === 'viewPair') heard += 1; }), 1)`,
  );
  const { moves, seconds } = await page.evaluate(
    async ([long, short]) => {
      const startMs = performance.now();
      let moves = 0;
      for (; moves < 1_000; moves += 1) {
        history.pushState(null, '', moves % 2 ? long : short);
        if (moves % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      history.replaceState(null, '', short);
      return { moves, seconds: (performance.now() - startMs) / 1_000 };
    },
    [FUTURES + LONG, FUTURES + SHORT] as const,
  );
  await pillOn(page, ' Short. ');
  expect(moves).toBe(1_000);
  // Five at once, and five in each two seconds; one more for what the browser holds back of such a storm.
  expect(await extension.inWorker('heard')).toBeLessThanOrEqual(11 + (seconds + 4) * 2.5);
  await page.close();
});

it('comes to other sites while one tab takes no script, and leaves a site that is withdrawn', async ({
  extension,
}) => {
  const frozen = await extension.openTrade('https://www.bybit.com/trade/usdt/AVAXUSDT?hostile=0');
  frozen.on('dialog', () => undefined);
  // A tab with an open dialog takes no script, as a frozen one.
  const dialog = frozen.waitForEvent('dialog');
  await frozen.evaluate(() => void setTimeout(() => alert('wait')));
  const opened = await dialog;
  const okx = await extension.openTrade(`${OKX_SWAP}?hostile=0`);
  await grantHosts(extension, [
    'https://www.bybit.com/*',
    'https://api.bybit.com/*',
    'https://api.bytick.com/*',
    ...(await import('../../lib/venues/bybit/pages')).matches,
  ]);
  await extension.inWorker(
    `chrome.storage.local.set({ settings: { version: 1, settings: { venues: { bybit: true } } } })`,
  );
  await grantHosts(extension, [...OKX_PAGES, ...OKX_API]);
  await extension.inWorker(
    `chrome.storage.local.set({ settings: { version: 1, settings: { venues: { bybit: true, okx: true } } } })`,
  );
  await pillOn(okx, ' Long');
  await withdrawHosts(extension, OKX_PAGES);
  await expect.poll(async () => (await closedRoot(okx)) === null).toBe(true);
  await opened.dismiss();
  await okx.close();
  await frozen.close();
});
