/** The track record in the browser, on planted weeks: what it finds, what it says while it can't, and its keyboard. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { FOUND_TIMES, PLANTED_DAYS, plantedEffect } from '../unit/track-record/planted-effect';
import { seriousFindings } from './harness/axe';
import type { Extension } from './harness/extension';
import { it as base } from './harness/fixtures';
import { tabStops, tabTo } from './harness/focus';
import { plantWeeks } from './harness/planted-weeks';
import { settled } from './harness/refreshes';
import { eventually } from './harness/wait';

/** What follows from it, whatever the hour, is seen without a browser in unit/track-record/planted-weeks.test.ts. */
async function plant(extension: Extension, days: number): Promise<Extension> {
  await settled(extension);
  await plantWeeks(extension, plantedEffect(days), days);
  return extension;
}

const it = base
  .extend('young', { scope: 'file' }, ({ extension }) => plant(extension, PLANTED_DAYS.young))
  .extend('grown', { scope: 'file' }, ({ young }) => plant(young, PLANTED_DAYS.grown));

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 700 } };

async function open(extension: Extension, size = SIZES.wide): Promise<Page> {
  const page = await extension.openPage('track-record.html', size);
  await page.getByRole('heading', { name: 'Track record', exact: true }).waitFor();
  return page;
}

const counted = (page: Page) => page.getByText('Done: Binance').waitFor({ state: 'attached' });

/** Counting waits at the end of its first slice until `window.letGo()`, however fast the machine is. */
const HELD = `
  const held = new Promise((resolve) => { window.letGo = resolve; });
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message) {
    held.then(() => post.call(this, message));
  };`;

/** The row of a band and side, by its heading. */
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

describe('the track record', () => {
  it('shows a young history what is there, and when answers come', async ({ young }) => {
    for (const size of Object.values(SIZES)) {
      const page = await open(young, size);
      await page.getByRole('heading', { name: 'When there is enough history' }).waitFor();
      await page.getByText(/First figures about .+, in \d+ days?/).waitFor();
      // 24 h windows need a month and a day.
      await page.getByText('You keep 30 days of history.').waitFor();
      const classic = rowOf(page, 'Stretched, long').getByRole('cell').first();
      await classic.getByText(/^\d+ of 30 times$/).waitFor();
      expect(await classic.getByRole('progressbar').getAttribute('aria-valuemax')).toBe('30');
      // Years of the market are there from the first day on.
      await rowOf(page, 'Stretched (35–59)').getByText('4 years').first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.close();
    }
  });

  it('finds a planted effect in the right rows, in figures and in words', async ({ grown }) => {
    const page = await open(grown);
    await counted(page);
    await page.getByRole('table', { name: /^Binance: volatility in the 4 h after/ }).waitFor();
    for (const name of ['Stretched, long', 'Stretched, short']) {
      const classic = rowOf(page, name).getByRole('cell').first();
      const words = await classic.locator('.track-own .track-number').innerText();
      const [, times, least] = /([\d.]+) \(([\d.]+)–/.exec(words) ?? [];
      expect(Number(times)).toBeGreaterThan(FOUND_TIMES.least);
      expect(Number(times)).toBeLessThan(FOUND_TIMES.most);
      expect(Number(least)).toBeGreaterThan(1);
      expect(words).toMatch(/more$/);
      expect(await classic.locator('.track-own.is-apart').count()).toBe(1);
    }
    const calm = rowOf(page, 'Neutral, no side (0–11)');
    expect(await calm.getByText('more', { exact: true }).count()).toBe(0);
    await page.getByText(/of \d+ intervals after similar hours exclude 1/).waitFor();
    await page.close();
  });

  it('says of what is too rare how much is missing', async ({ grown }) => {
    const page = await open(grown);
    await counted(page);
    await tabTo(page, 'radio Over the next');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('table', { name: /in the 24 h after/ }).waitFor();
    await rowOf(page, 'Stressed, short')
      .getByText(/Needs \d+ days of history; you keep 30/)
      .first()
      .waitFor();
    await page.close();
  });

  it('stops when asked to, and begins again', async ({ grown }) => {
    const page = await grown.context.newPage();
    await page.addInitScript(HELD);
    await page.goto(grown.url('track-record.html'));
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await page.evaluate('window.letGo()');
    await page.getByText('Cancelled').waitFor();
    await page.getByRole('button', { name: 'Count again' }).press('Enter');
    await counted(page);
    await page.close();
  });

  it.for(['light', 'dark'] as const)(
    'has no serious finding in %s, and each place shows its focus',
    async (colorScheme, { grown }) => {
      const page = await open(grown);
      await page.emulateMedia({ colorScheme });
      await counted(page);
      expect(await seriousFindings(page)).toEqual([]);
      const stops = await tabStops(page);
      expect(stops.map(({ name }) => name)).toEqual([
        'a How to read it',
        'radio Exchange',
        'radio Over the next',
        'radio What moved',
        'radio Compared with',
        'button Change',
      ]);
      expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
      await page.close();
    },
  );

  it('is a table for a screen reader too, laid out as it may be, and fits 360 px', async ({
    grown,
  }) => {
    const page = await open(grown, SIZES.narrow);
    await counted(page);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const count = (role: string) => nodes.filter((node) => node.role?.value === role).length;
    expect([count('table'), count('columnheader'), count('rowheader')]).toEqual([1, 3, 13]);
    expect(count('row')).toBe(14);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.close();
  });

  it('gives the details what it counted', async ({ grown }) => {
    const page = await open(grown);
    await counted(page);
    const popup = await grown.openPopupPage();
    await popup.getByRole('row').nth(5).waitFor();
    await popup.bringToFront();
    await eventually(async () => {
      await popup.reload();
      await popup.getByRole('row').nth(5).waitFor();
      await popup.keyboard.press('ArrowDown');
      await popup.keyboard.press('Enter');
      await popup.getByRole('button', { name: 'Source and limits' }).press('Enter');
      expect(await popup.getByText(/^Your history was counted on/).count()).toBe(1);
    });
    await popup.close();
    await page.close();
  });

  it('is a link away from the options and from the list of keys', async ({ grown }) => {
    for (const from of ['options.html', 'popup.html']) {
      const page = await grown.openPage(from);
      if (from === 'popup.html') {
        await page.getByRole('row').nth(5).waitFor();
        await page.keyboard.press('?');
      }
      const opened = page.context().waitForEvent('page');
      await page.getByRole('link', { name: /Track record/ }).press('Enter');
      await (await opened).getByRole('heading', { name: 'Track record', exact: true }).waitFor();
      await (await opened).close();
      await page.close();
    }
  });
});
