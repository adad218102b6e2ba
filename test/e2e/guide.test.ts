/** How to read it: the guide from the popup by keyboard alone, and explanations in place. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { seriousFindings } from './harness/axe';
import type { Extension } from './harness/extension';
import { it as base } from './harness/fixtures';
import { tabStops, tabTo } from './harness/focus';
import { settled } from './harness/refreshes';

const it = base.extend('ready', { scope: 'file' }, async ({ extension }) => {
  await settled(extension);
  return extension;
});

async function openPopup(extension: Extension): Promise<Page> {
  const page = await extension.openPopupPage();
  await page.bringToFront();
  await page.getByRole('row').nth(10).waitFor();
  // Explanations are loaded after the first rows.
  await page.locator('#explanation').waitFor({ state: 'attached' });
  return page;
}

const tooltip = (page: Page) => page.locator('#explanation.is-open');

describe('the guide', () => {
  it('is reached from the popup by keyboard, and has the board’s worked example', async ({
    ready,
  }) => {
    const popup = await openPopup(ready);
    const opened = popup.context().waitForEvent('page');
    await tabTo(popup, 'a How to read it');
    await popup.keyboard.press('Enter');
    const guide = await opened;
    await guide.getByRole('heading', { name: 'How to read it', exact: true }).waitFor();
    await guide.getByText(/ on Binance, the highest score on your board with all inputs/).waitFor();
    const bands = guide.getByRole('table', { name: 'The bands of the score' });
    expect(await bands.getByRole('row').allInnerTexts()).toContain(
      '0–14\tNeutral\tThe derivatives look balanced; no particular stress.',
    );
    await guide.close();
    await popup.close();
  });

  it.for(['options.html', 'track-record.html'])(
    'is a link away from %s',
    async (path, { ready }) => {
      const page = await ready.openPage(path);
      expect(await page.getByRole('link', { name: 'How to read it' }).getAttribute('href')).toBe(
        '/guide.html',
      );
      await page.close();
    },
  );

  it.for(['light', 'dark'] as const)(
    'has no serious finding in %s, and each stop shows its focus',
    async (colorScheme, { ready }) => {
      const guide = await ready.openPage('guide.html');
      await guide.emulateMedia({ colorScheme });
      await guide.getByText(/ on Binance, the highest score/).waitFor();
      expect(await seriousFindings(guide)).toEqual([]);
      const stops = await tabStops(guide);
      expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
      expect(stops.map(({ name }) => name)).toContain('a Worked example');
      await guide.close();
    },
  );

  it('scrolls to the term of its address', async ({ ready }) => {
    const guide = await ready.openPage('guide.html#term-basis');
    const term = guide.locator('#term-basis');
    await term.waitFor();
    await expect.poll(async () => (await term.boundingBox())?.y ?? Infinity).toBeLessThan(200);
    await guide.close();
  });
});

describe('an explanation in place', () => {
  it('opens by hover, and a press still sorts', async ({ ready }) => {
    const popup = await openPopup(ready);
    const header = popup.getByRole('columnheader', { name: 'Basis %' });
    await header.hover();
    await tooltip(popup)
      .getByText(/^Unit: %/)
      .waitFor();
    expect(await seriousFindings(popup)).toEqual([]);
    await header.getByRole('button').click();
    await tooltip(popup).waitFor({ state: 'detached' });
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    await popup.close();
  });

  it('opens by focus and by i, and closes by Escape, which leaves the popup open', async ({
    ready,
  }) => {
    const popup = await openPopup(ready);
    await tabTo(popup, 'button Average stress');
    await tooltip(popup).getByText('Average stress').waitFor();
    await popup.keyboard.press('Escape');
    await tooltip(popup).waitFor({ state: 'detached' });
    await tabTo(popup, 'button Funding %');
    await popup.keyboard.press('i');
    await tooltip(popup).getByText('Funding rate').waitFor();
    await popup.keyboard.press('ArrowRight');
    await tooltip(popup).getByText('Basis', { exact: true }).waitFor();
    await popup.keyboard.press('Escape');
    await popup.locator('.grid').focus();
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('i');
    await tooltip(popup).waitFor();
    const place = await tooltip(popup).boundingBox();
    expect(place?.x).toBeGreaterThanOrEqual(0);
    expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(780);
    await popup.close();
  });

  it.for([320, 480, 780])('is within a popup %i px wide', async (width, { ready }) => {
    const popup = await openPopup(ready);
    await popup.setViewportSize({ width, height: 480 });
    const words = popup.locator('.counters button.term');
    const count = await words.count();
    expect(count).toBeGreaterThan(3);
    for (let index = 0; index < count; index += 1) {
      await words.nth(index).click();
      const place = await tooltip(popup).boundingBox();
      expect(place?.x).toBeGreaterThanOrEqual(0);
      expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(width);
      expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(480);
      await popup.keyboard.press('Escape');
    }
    await popup.close();
  });
});
