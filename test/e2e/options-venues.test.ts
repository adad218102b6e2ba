/** Further venues and TradingView, switched on and off where the browser allows what it is asked. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './harness/axe';
import { readStorage } from './harness/database';
import type { Extension } from './harness/extension';
import { it as base } from './harness/fixtures';
import { withdrawHosts } from './harness/hosts';
import { settled } from './harness/refreshes';
import { eventually } from './harness/wait';

const it = base.extend('options', { scope: 'file' }, async ({ extension }) => {
  await settled(extension);
  const page = await extension.openPage('options.html#universe');
  await page.bringToFront();
  await page.getByRole('table', { name: 'Top of the board' }).waitFor();
  return page;
});

const BYBIT = ['https://api.bybit.com/*', 'https://api.bytick.com/*'];
const CHARTS = ['https://*.tradingview.com/*'];

const allows = (extension: Extension, origins: string[]) =>
  extension.onPage((page) =>
    page.evaluate((asked) => chrome.permissions.contains({ origins: asked }), origins),
  );

async function settingsOf(extension: Extension): Promise<unknown> {
  const { settings } = await readStorage(extension);
  return (settings as { settings?: unknown } | undefined)?.settings;
}

/** With the mouse: the browser only asks after a user gesture. */
async function click(options: Page, name: string | RegExp): Promise<void> {
  await options.bringToFront();
  // Venues are named once more among those to export; the switch comes first.
  await options.getByRole('checkbox', { name }).first().click();
}

it('a link to the venues leads there', async ({ options }) => {
  const venues = options.getByRole('group', { name: 'Exchanges', exact: true });
  await eventually(async () => {
    const { y } = (await venues.boundingBox()) ?? { y: -1 };
    expect([y > 0, y < 200]).toEqual([true, true]);
  });
});

it('a venue is allowed as it is switched on, and its board comes', async ({
  extension,
  options,
}) => {
  expect(await allows(extension, BYBIT)).toBe(false);
  await click(options, 'Bybit');
  await eventually(async () => {
    expect(await allows(extension, BYBIT)).toBe(true);
    expect(await settingsOf(extension)).toMatchObject({ venues: { bybit: true } });
  });
  await options.bringToFront();
  await options
    .locator('.options-switch', { hasText: 'Bybit' })
    .getByText(/^\d+ symbols on the board$/)
    .waitFor();
  const row = options.getByRole('table', { name: 'Sites' }).getByRole('row', { name: /^Bybit/ });
  await row.getByText('Yes, until you switch it off').waitFor();
});

it('a permission taken away behind our back shows, and can be given again', async ({
  extension,
  options,
}) => {
  await withdrawHosts(extension, BYBIT);
  await options.bringToFront();
  const again = options.getByRole('button', { name: 'Allow Bybit again' });
  await again.waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await options.emulateMedia({ colorScheme });
    await options.locator(`html[data-theme=${colorScheme}]`).waitFor();
    expect(await seriousFindings(options)).toEqual([]);
  }
  await again.click();
  await again.waitFor({ state: 'detached' });
  expect(await allows(extension, BYBIT)).toBe(true);
});

it('what is switched off is given back', async ({ extension, options }) => {
  await click(options, 'Bybit');
  await eventually(async () => {
    expect(await settingsOf(extension)).toMatchObject({ venues: { bybit: false } });
    expect(await allows(extension, BYBIT)).toBe(false);
  });
});

it("TradingView's charts are allowed and given back the same way", async ({
  extension,
  options,
}) => {
  for (const isOn of [true, false]) {
    await click(options, /^Show it on TradingView/);
    await eventually(async () => {
      expect(await allows(extension, CHARTS)).toBe(isOn);
      expect(await settingsOf(extension)).toMatchObject({ badge: { tradingView: isOn } });
    });
  }
});
