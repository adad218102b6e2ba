/** The options with nothing but the keyboard, read by axe, and with files that are not settings. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { seriousFindings } from './harness/axe';
import { readStorage } from './harness/database';
import type { Extension } from './harness/extension';
import { it as base } from './harness/fixtures';
import { tabStops, tabTo } from './harness/focus';
import { press } from './harness/press';
import { settled } from './harness/refreshes';
import { eventually } from './harness/wait';

type Stored = Record<string, unknown>;

const it = base
  .extend('installed', { scope: 'file' }, async ({ extension }) => {
    await settled(extension);
    return extension;
  })
  .extend('options', async ({ installed }, { onCleanup }) => {
    const page = await installed.openOptions();
    await page.bringToFront();
    await page.getByRole('table', { name: 'Top of the board' }).waitFor();
    onCleanup(() => page.close());
    return page;
  })
  .extend('folder', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pressure-settings-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    return folder;
  });

async function settingsOf(extension: Extension): Promise<Stored> {
  const { settings } = await readStorage(extension);
  return ((settings ?? {}) as { settings?: Stored }).settings ?? {};
}

it('shows the focus at every stop, and stops at every field', async ({ options }) => {
  const stops = await tabStops(options);
  expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
  const fields = await options
    .locator('input:not([type=radio]), button:not(:disabled), a[href], fieldset:has([type=radio])')
    .count();
  expect(stops.length).toBe(fields);
});

it.for<[stop: string, keys: string[], setting: string, value: unknown]>([
  [
    'number Stressed from',
    ['Control+a', '7', '0'],
    'thresholds',
    { lean: 15, stretched: 35, stressed: 70 },
  ],
  ['range Lean from', ['ArrowRight'], 'thresholds', { lean: 16, stretched: 35, stressed: 70 }],
  [
    'checkbox Show the badge on exchange pages',
    ['Space'],
    'badge',
    expect.objectContaining({ enabled: false }),
  ],
  ['radio Show it from', ['ArrowRight'], 'badge', expect.objectContaining({ fromBand: 'lean' })],
  ['checkbox USDC', ['Space'], 'universe', { quoteAssets: ['USDT', 'USDC'], tokenised: false }],
  [
    'checkbox Include tokenised stocks, commodities and currencies',
    ['Space'],
    'universe',
    { quoteAssets: ['USDT', 'USDC'], tokenised: true },
  ],
  [
    'checkbox Include Hyperliquid markets run by third parties',
    ['Space'],
    'universe',
    { quoteAssets: ['USDT', 'USDC'], tokenised: true, builderMarkets: true },
  ],
  ['number Refresh every', ['ArrowUp'], 'refreshPeriodMinutes', 6],
  ['radio Score model', ['ArrowDown'], 'model', 'crowding'],
  ['radio Show funding', ['ArrowDown'], 'fundingUnit', '8h'],
  ['radio Theme', ['ArrowRight'], 'theme', 'light'],
  ['radio Side colours', ['ArrowDown'], 'palette', 'classic'],
  ['radio Count symbols from', ['ArrowLeft'], 'toolbarFromBand', 'squeeze'],
  ['number Keep history for', ['ArrowDown'], 'historyDays', 29],
])(
  '%s is reached, changed and kept',
  async ([stop, keys, setting, value], { extension, options }) => {
    await tabTo(options, stop);
    for (const key of keys) await options.keyboard.press(key);
    await eventually(async () => expect((await settingsOf(extension))[setting]).toEqual(value));
  },
);

it('hinders nobody with assistive technology, in either theme', async ({ options }) => {
  for (const theme of ['Dark', 'Light']) {
    await press(options.getByRole('radio', { name: theme, exact: true }));
    await options.locator(`html[data-theme=${theme.toLowerCase()}]`).waitFor();
    expect(await seriousFindings(options)).toEqual([]);
  }
});

it('exports what it imports again, and refuses what is broken without losing anything', async ({
  extension,
  options,
  folder,
}) => {
  const download = options.waitForEvent('download');
  await tabTo(options, 'button Export settings');
  await options.keyboard.press('Enter');
  const file = join(folder, 'settings.json');
  await (await download).saveAs(file);
  const exported = await readFile(file, 'utf8');
  const before = await settingsOf(extension);
  expect((JSON.parse(exported) as { settings: Stored }).settings).toEqual(before);

  const chooser = options.getByLabel('Import settings');
  const give = async (text: string) => {
    await writeFile(file, text);
    await chooser.setInputFiles(file);
  };
  for (const [text, sentence] of [
    ['{"half":', 'The file is not JSON.'],
    ['{"name":"other"}', 'The file is not a settings export of this extension.'],
    [exported.replace('"lean": 16', '"lean": 99'), 'must be whole numbers from 1 to 100'],
    [exported.replace('"crowding"', '"astrology"'), 'must be one of: classic, crowding.'],
  ] as const) {
    await give(text);
    await options.getByRole('alert').filter({ hasText: sentence }).waitFor();
    expect(await settingsOf(extension)).toEqual(before);
    await options.bringToFront();
  }

  await give(exported.replace('"historyDays": 29', '"historyDays": 60'));
  await options.getByText('Settings imported.').waitFor();
  await eventually(async () =>
    expect(await settingsOf(extension)).toEqual({ ...before, historyDays: 60 }),
  );
});

it('resets only when it is sure', async ({ extension, options }) => {
  const before = await settingsOf(extension);
  await tabTo(options, 'button Reset all settings…');
  await options.keyboard.press('Enter');
  await options.keyboard.press('Escape');
  expect(await settingsOf(extension)).toEqual(before);
  await options.bringToFront();
  await tabTo(options, 'button Reset all settings…');
  await options.keyboard.press('Enter');
  await tabTo(options, 'button Reset everything');
  await options.keyboard.press('Enter');
  await options.getByText('Settings are back to their defaults.').waitFor();
  await options.getByRole('radio', { name: 'Classic' }).and(options.locator(':checked')).waitFor();
});
