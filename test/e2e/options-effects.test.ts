/** A change in the options is seen at once in a popup that is open next to them. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it as base } from './harness/fixtures';
import { plant } from './harness/planted';
import { press } from './harness/press';
import { emptyLedger, settled, stopAlarms } from './harness/refreshes';
import { eventually } from './harness/wait';

const it = base
  .extend('popup', { scope: 'file' }, async ({ extension }) => {
    await settled(extension);
    const page = await extension.openPopupPage();
    await page.bringToFront();
    await page.getByRole('row').nth(10).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: 'Crowding' }).waitFor();
    return page;
  })
  .extend('options', { scope: 'file' }, async ({ extension, popup }) => {
    await popup.bringToFront();
    const page = await extension.openOptions();
    await page.bringToFront();
    await page.getByRole('table', { name: 'Top of the board' }).waitFor();
    return page;
  });

async function choose(options: Page, legend: string, name: string): Promise<void> {
  await options.bringToFront();
  const group = options.getByRole('group', { name: legend });
  // Its name goes on with its hint.
  await press(group.getByRole('radio', { name: new RegExp(`^${name}`) }));
}

const texts = (popup: Page, selector: string) =>
  popup.locator(selector).evaluateAll((all) => all.map(({ textContent }) => textContent));

it('theme and palette', async ({ options, popup }) => {
  const look = () =>
    popup.evaluate(() => {
      const { theme, palette } = document.documentElement.dataset;
      return [
        theme,
        palette,
        getComputedStyle(document.documentElement).getPropertyValue('--long'),
      ];
    });
  await choose(options, 'Theme', 'Light');
  await choose(options, 'Side colours', 'Green and red');
  await popup.bringToFront();
  await eventually(async () => expect(await look()).toEqual(['light', 'classic', '#0a6b45']));
  await choose(options, 'Theme', 'Dark');
  await choose(options, 'Side colours', 'Blue and orange');
  await popup.bringToFront();
  await eventually(async () => expect(await look()).toEqual(['dark', 'safe', '#5aa9f8']));
});

it('model', async ({ options, popup }) => {
  const chosen = () => texts(popup, 'th.model.is-chosen');
  const scores = await texts(popup, '.row .score-number');
  expect(await chosen()).toEqual(['Classic']);
  await choose(options, 'Score model', 'Crowding');
  await popup.bringToFront();
  await eventually(async () => {
    expect(await chosen()).toEqual(['Crowding']);
    expect(await texts(popup, '.row .score-number')).not.toEqual(scores);
  });
  await choose(options, 'Score model', 'Classic');
  await popup.bringToFront();
  await eventually(async () => expect(await chosen()).toEqual(['Classic']));
});

it('funding unit', async ({ options, popup }) => {
  const periods = async () => new Set(await texts(popup, '.row .c-funding .period'));
  expect((await periods()).size).toBeGreaterThan(1);
  await choose(options, 'Show funding', 'Per 8 hours');
  await popup.bringToFront();
  await eventually(async () => expect(await periods()).toEqual(new Set(['/8h'])));
});

it('thresholds', async ({ options, popup }) => {
  const stressed = () => popup.locator('.row.band-stressed').count();
  await options.bringToFront();
  await options.getByRole('spinbutton', { name: 'Stressed from' }).fill('100');
  await popup.bringToFront();
  await eventually(async () => expect(await stressed()).toBe(0));
  await options.bringToFront();
  await options.getByRole('spinbutton', { name: 'Stressed from' }).fill('40');
  await popup.bringToFront();
  await eventually(async () => expect(await stressed()).toBeGreaterThan(2));
});

it('period: how old is too old', async ({ extension, options, popup }) => {
  await stopAlarms(extension);
  const agoMs = 20 * 60_000;
  await plant(extension, {
    state: { refreshedAtMs: Date.now() - agoMs, startedAtMs: Date.now() },
  });
  await popup.bringToFront();
  const old = popup.getByText('Stale: last updated');
  await old.waitFor();
  await options.bringToFront();
  await options.getByRole('spinbutton', { name: 'Refresh every' }).fill('60');
  await popup.bringToFront();
  await old.waitFor({ state: 'detached' });
});

it('universe: what is left out goes at once, what is added comes with its own refresh', async ({
  extension,
  options,
  popup,
}) => {
  const quotes = async () =>
    new Set((await texts(popup, '.row .symbol')).map((name) => name.slice(-4)));
  await settled(extension);
  // The first load has just spent our ceiling for this minute.
  await emptyLedger(extension);
  await options.bringToFront();
  await press(options.getByRole('checkbox', { name: 'USDC' }));
  await press(options.getByRole('checkbox', { name: 'USDT' }), false);
  await popup.bringToFront();
  await eventually(async () => expect(await quotes()).toEqual(new Set(['USDC'])));
  // Its own refresh may still wait for the ceiling.
  await emptyLedger(extension);
  await options.bringToFront();
  await press(options.getByRole('checkbox', { name: 'USDT' }));
  await popup.bringToFront();
  await eventually(async () => expect(await quotes()).toContain('USDT'));
});
