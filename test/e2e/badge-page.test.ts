/** The badge and the page it is on: neither reaches, moves or restyles the other. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { FUTURES, HOST, LONG, SHORT, complete, inBadge, pageLog, pillOn } from './harness/badge';
import { closedRoot } from './harness/closed-root';
import { seriousFindings } from './harness/axe';
import { it } from './harness/fixtures';
import { holdStill } from './harness/refreshes';

const LOOK = [
  'color',
  'background-color',
  'font-family',
  'font-size',
  'letter-spacing',
  'opacity',
  'filter',
  'display',
  'visibility',
  'position',
  'max-width',
  'transform',
  'direction',
  'animation-duration',
  'box-sizing',
  'clip-path',
];

async function looks(page: Page): Promise<unknown> {
  await (await pillOn(page)).click();
  const parts = ['.badge', '.pill', '.score', '.side', '.panel', 'td', '.menu button'];
  const styles = parts.map(async (part) => {
    const node = await inBadge(page, part);
    const box = await node.box();
    // How wide a cell is hangs on its words, and one of them is an age.
    const place = part === 'td' ? box?.height : box;
    return [part, place, ...(await Promise.all(LOOK.map((name) => node.style(name))))];
  });
  return Promise.all(styles);
}

it('cannot be reached by the page, and changes nothing there', async ({ extension }) => {
  await complete(extension, [LONG, SHORT]);
  const page = await extension.openTrade(FUTURES + LONG);
  await (await pillOn(page)).click();
  await inBadge(page, '.panel');
  const log = await pageLog(page);
  expect(log).toMatchObject({ roots: [], captured: [], shift: 0 });
  expect(log.strangers).toEqual(['DIV']);
  const seen = await page.evaluate((selector) => {
    const host = document.querySelector(selector);
    const of = ({ attributes }: Element) => [...attributes].map(({ name }) => name);
    return {
      root: host?.shadowRoot,
      text: host?.textContent,
      attributes: host && of(host),
      ofPage: [of(document.documentElement), of(document.body)],
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      children: [...document.documentElement.children].map(({ tagName }) => tagName),
      isLast: host !== null && document.body.lastElementChild === host,
      // An animation names the element that it moves.
      animations: document.getAnimations().length,
    };
  }, HOST);
  expect(seen).toEqual({
    root: null,
    text: '',
    attributes: ['style'],
    ofPage: [
      ['lang', 'data-hostile'],
      ['class', 'data-site'],
    ],
    sheets: 1,
    children: ['HEAD', 'BODY'],
    isLast: true,
    animations: 0,
  });
  await page.close();
});

it('leaves no listener behind, however often it comes and goes', async ({ extension }) => {
  const page = await extension.openTrade(FUTURES + LONG);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const listeners = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSEventListeners')?.value;
  };
  // Waited for from outside: a look into the root would keep what it found.
  const round = async () => {
    for (const symbol of [SHORT, LONG]) {
      await page.locator('#list a', { hasText: symbol }).click();
      await page.locator(HOST).waitFor({ state: 'attached' });
    }
  };
  await round();
  const before = await listeners();
  for (let times = 0; times < 5; times += 1) await round();
  expect(await listeners()).toBeLessThanOrEqual(before ?? 0);
  await page.close();
});

it('looks the same whatever the page’s styles do to everything', async ({ extension, market }) => {
  await complete(extension, [LONG]);
  onTestFinished(() => market.faults.clear());
  await holdStill(extension, market);
  const friendly = await extension.openTrade(`${FUTURES}${LONG}?hostile=0`);
  const expected = await looks(friendly);
  await friendly.close();
  const hostile = await extension.openTrade(`${FUTURES}${LONG}?hostile=css,reset`);
  expect(await looks(hostile)).toEqual(expected);
  await hostile.close();
});

it.for(['light', 'dark'] as const)(
  'hinders nobody with assistive technology, %s',
  async (colorScheme, { extension }) => {
    const page = await extension.openTrade(`${FUTURES}${LONG}?hostile=0`);
    await page.emulateMedia({ colorScheme });
    await (await pillOn(page)).click();
    await inBadge(page, '.panel');
    // The checker sees no closed roots: it gets the same tree under the same styles in an open one.
    const root = await closedRoot(page);
    await root?.call(`function () {
    const host = document.createElement('main');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(this.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join(''));
    const open = host.attachShadow({ mode: 'open' });
    open.adoptedStyleSheets = [sheet];
    open.append(...[...this.children].map((child) => child.cloneNode(true)));
    document.body.replaceChildren(host);
    this.host.remove();
  }`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.close();
  },
);

it.for([
  ['no-preference', 'appear'],
  ['reduce', 'none'],
] as const)(
  'fades on a change of band: motion %s',
  async ([reducedMotion, animation], { extension, market }) => {
    onTestFinished(() => market.faults.clear());
    await holdStill(extension, market);
    const page = await extension.openTrade(FUTURES + LONG);
    await page.emulateMedia({ reducedMotion });
    const score = await (await inBadge(page, '.score')).text();
    const thresholds = { lean: Number(score) - 1, stretched: 98, stressed: 99 };
    await extension.inWorker(
      `chrome.storage.local.set({ settings: { version: 1, settings: { thresholds: ${JSON.stringify(thresholds)} } } })`,
    );
    expect(await (await inBadge(page, '.is-new')).style('animation-name')).toBe(animation);
    await extension.inWorker(`chrome.storage.local.remove('settings')`);
    await page.close();
  },
);

it('has every colour and size that its styles name, the panel’s too', async ({ extension }) => {
  const page = await extension.openTrade(FUTURES + LONG);
  await (await pillOn(page)).click();
  const panel = await inBadge(page, '.panel');
  expect(await panel.style('border-top-width')).toBe('1px');
  const root = await closedRoot(page);
  const missing = await root?.call(`function () {
    const rules = this.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
    const styles = [...rules, ...[...this.children].map(({ outerHTML }) => outerHTML)].join('');
    const named = [...styles.matchAll(/var\\((--[\\w-]+)/g)].map(([, name]) => name);
    return [...new Set(named)].filter((name) => !styles.includes(name + ':')).join() || 'none of ' + named.length;
  }`);
  expect(missing).toMatch(/^none of \d\d/);
  await page.close();
});

it('keeps its edge and its words in forced colours', async ({ extension }) => {
  const page = await extension.openTrade(FUTURES + LONG);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  const badge = await inBadge(page, '.badge');
  expect(await badge.style('border-top-color')).toBe('rgb(0, 0, 0)');
  expect(await (await inBadge(page, '.side')).style('color')).toBe(
    await badge.style('border-top-color'),
  );
  await page.close();
});
