/** What a user does with the badge: opens its reasons, drags it, collapses it, hides it. */
import type { Page } from 'playwright-core';
import { beforeEach, expect } from 'vitest';
import { FUTURES, LONG, choose, complete, goneFrom, inBadge, pillOn } from './harness/badge';
import { closedRoot } from './harness/closed-root';
import { readStorage } from './harness/database';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import { eventually, waitFor } from './harness/wait';

const test = it.extend('page', async ({ extension }: { extension: Extension }, { onCleanup }) => {
  const page = await extension.openTrade(FUTURES + LONG);
  onCleanup(() => page.close());
  await pillOn(page);
  return page;
});

// Once: it takes longer than all of the tests.
it('has a pair with all its inputs to show', ({ extension }) => complete(extension, [LONG]));

beforeEach<{ extension: Extension }>(async ({ extension }) => {
  await extension.inWorker(`chrome.storage.local.remove('settings')`);
});

const reasons = async (page: Page) => (await inBadge(page, '.panel')).text();
/** It can be dragged once it has been still and uncovered for 400 ms. */
async function drag(page: Page, x: number, y: number): Promise<void> {
  await (await pillOn(page)).hover();
  await inBadge(page, '[data-steady="true"]');
  await (await pillOn(page)).dragTo(x, y);
}
const boxOf = async (page: Page) => (await inBadge(page, '.badge')).box();

test('says why on hover, and no more once the pointer is gone', async ({ page }) => {
  await (await pillOn(page)).hover();
  const text = await reasons(page);
  for (const word of [LONG, 'Binance', 'OI 1h', 'OI 24h', 'Funding', 'Basis', 'Score']) {
    expect(text).toContain(word);
  }
  await page.mouse.move(900, 100);
  await goneFrom(page, '.panel');
});

test('says why on focus; Escape closes it and leaves the focus on the pill', async ({ page }) => {
  await (await pillOn(page)).focus();
  await inBadge(page, '.panel');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await goneFrom(page, '.panel');
  const focused = await (
    await closedRoot(page)
  )?.call('function () { return this.activeElement?.className; }');
  expect(focused).toBe('pill');
  expect(await (await pillOn(page)).attribute('aria-expanded')).toBe('false');
});

test('says why on a tap and stays open; another closes it', async ({ page }) => {
  await (await pillOn(page)).tap();
  await inBadge(page, '.panel');
  await (await pillOn(page)).tap();
  await goneFrom(page, '.panel');
});

test('keeps its keys from the page, whose own still work', async ({ page }) => {
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => {
      document.documentElement.dataset['keys'] =
        `${document.documentElement.dataset['keys'] ?? ''}${key} `;
    });
  });
  const heard = () => page.locator('html').getAttribute('data-keys');
  await (await pillOn(page)).click();
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await goneFrom(page, '.panel');
  expect(await heard()).toBe(null);
  await page.locator('#buy').click();
  await page.keyboard.press('b');
  expect(await heard()).toBe('b ');
  expect(await page.locator('#order').getAttribute('data-bought')).toBe('1');
});

test('is where it was dragged to after a reload, and a drag pins nothing', async ({ page }) => {
  const before = await boxOf(page);
  await drag(page, 700, 300);
  // The press brings the script that answers to it.
  await eventually(async () => {
    expect(Math.abs(((await boxOf(page))?.y ?? 0) + 18 - 300)).toBeLessThan(4);
  });
  const dropped = await boxOf(page);
  expect(dropped).not.toEqual(before);
  // It may have been opened by the pointer's rest, but not to stay.
  await page.mouse.move(900, 100);
  await goneFrom(page, '.panel');
  await stored(page, dropped);
});

test('is where keys moved it to after a reload; Home puts it back', async ({ page, extension }) => {
  const before = await boxOf(page);
  await (await inBadge(page, '.grip')).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  const moved = before && { ...before, x: before.x + 48, y: before.y - 8 };
  // The first key brings the script that answers to it.
  await eventually(async () => expect(await boxOf(page)).toEqual(moved));
  // Keys may go on: the place is told once they rest.
  await waitFor(async () => JSON.stringify(await readStorage(extension)).includes('"position":{'), {
    what: 'the place to be told',
  });
  await stored(page, moved);
  await (await inBadge(page, '.grip')).focus();
  await page.keyboard.press('Home');
  await eventually(async () => expect(await boxOf(page)).toEqual(before));
});

test('never leaves the window', async ({ page }) => {
  await drag(page, 5000, 5000);
  await page.setViewportSize({ width: 500, height: 400 });
  await waitFor(async () => {
    const box = await boxOf(page);
    return box !== null && box.x + box.width <= 500 && box.y + box.height <= 400;
  });
});

test('gets smaller and larger', async ({ page }) => {
  await choose(page, 'Collapse');
  await waitFor(async () => (await boxOf(page))?.width === 36, { what: 'a small badge' });
  expect(await (await pillOn(page)).text()).toMatch(/^\d+$/);
  await page.reload();
  await waitFor(async () => (await boxOf(page))?.width === 36, { what: 'a small badge' });
  await choose(page, 'Expand');
  await waitFor(async () => (await boxOf(page))?.width === 132, { what: 'a large badge' });
});

test('goes from one tab alone', async ({ page, extension }) => {
  await choose(page, 'in this tab');
  await goneFrom(page);
  await (await inBadge(page, '.undo')).click();
  await pillOn(page);
  await choose(page, 'in this tab');
  await goneFrom(page);
  // It stays hidden past a page without a pair.
  await page.getByRole('link', { name: 'Markets' }).click();
  await page.locator('#list a', { hasText: LONG }).click();
  await page.reload();
  const other = await extension.openTrade(FUTURES + LONG);
  await pillOn(other);
  expect(await closedRoot(page)).toBeNull();
  await other.close();
});

test.for(['on this site', 'everywhere'])(
  'goes %s, until that is undone or the options bring it back',
  async (where, { page, extension }) => {
    const other = await extension.openTrade(FUTURES + LONG);
    await pillOn(other);
    await page.bringToFront();
    await choose(page, where);
    await goneFrom(page);
    await goneFrom(other);
    expect(await (await inBadge(page, '.farewell')).text()).toContain('Options → Badge');
    await (await inBadge(page, '.undo')).click();
    await pillOn(other);
    await pillOn(page);
    await choose(page, where);
    await goneFrom(other);
    await extension.inWorker(`chrome.storage.local.remove('settings')`);
    await pillOn(other);
    await pillOn(page);
    await other.close();
  },
);

/** What the page's place is after a reload, once the worker has stored it. */
async function stored(page: Page, box: Awaited<ReturnType<typeof boxOf>>): Promise<void> {
  await waitFor(
    async () => {
      await page.reload();
      await pillOn(page);
      return JSON.stringify(await boxOf(page)) === JSON.stringify(box);
    },
    { what: 'the place to be remembered' },
  );
}
