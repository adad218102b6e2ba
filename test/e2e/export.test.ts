/** Export and import by a user, in the real browser: each format downloaded and read, a backup made and restored. */
import { readFile, writeFile } from 'node:fs/promises';
import { parquetReadObjects } from 'hyparquet';
import type { Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readDatabase, readStorage } from './harness/database';
import type { Extension } from './harness/extension';
import { it as base } from './harness/fixtures';
import { press } from './harness/press';
import { holdStill } from './harness/refreshes';
import { eventually } from './harness/wait';

const it = base.extend('options', { scope: 'file' }, async ({ extension, market }) => {
  await holdStill(extension, market);
  const page = await extension.context.newPage();
  // Nobody can answer the browser's dialog in a test: without it, files are downloads, as in Firefox.
  await page.addInitScript('delete window.showSaveFilePicker; delete window.showDirectoryPicker');
  await page.goto(extension.url('options.html#archive'));
  await page.getByRole('button', { name: 'Export', exact: true }).waitFor();
  return page;
});

async function choose(options: Page, legend: string, name: string): Promise<void> {
  const group = options.getByRole('group', { name: legend });
  await press(group.getByRole('radio', { name, exact: true }));
}

/** The files of one click, by name, in their order. */
async function downloaded(options: Page, button: string, words: RegExp) {
  const downloads: Promise<[string, Buffer, string]>[] = [];
  const onDownload = (download: Download) => {
    downloads.push(
      download
        .path()
        .then(async (path) => [download.suggestedFilename(), await readFile(path), path]),
    );
  };
  options.on('download', onDownload);
  await options.getByRole('button', { name: button, exact: true }).click();
  const status = options.locator('#archive').getByRole('status').filter({ hasText: words });
  await status.waitFor();
  await eventually(() => expect(downloads.length).toBeGreaterThan(0));
  options.off('download', onDownload);
  return { files: await Promise.all(downloads), words: await status.textContent() };
}

const KEPT = ['symbols', 'log', 'blocks', 'seeds', 'pastDays', 'trails'];
const kept = (extension: Extension) => readDatabase(extension, 'pressure', KEPT);

it('the board, as it is shown, in each format', async ({ options }) => {
  await choose(options, 'What to export', 'The current board');
  await choose(options, 'Format', 'CSV');
  // Whatever language the browser speaks.
  await choose(options, 'Number format', '0.5 (columns separated by commas)');
  const csv = await downloaded(options, 'Export', /^Exported/);
  expect(csv.files[0]?.[0]).toMatch(/^pressure-board-binance-[\d-]{15}Z-v[\d.]+\.csv$/);
  const lines = String(csv.files[0]?.[1]).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFvenue,symbol,timeUtc,/);
  expect(lines[0]).toContain(',classicScore,classicSide,classicBand,classicRegime,');
  expect(lines[1]).toMatch(/^binance,[^,]+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/);
  expect(lines.length).toBeGreaterThan(100);
  expect(csv.words).toBe(`Exported ${lines.length - 1} rows in 1 file.`);

  await choose(options, 'Format', 'JSON');
  const json = await downloaded(options, 'Export', /^Exported/);
  const rows = JSON.parse(String(json.files[0]?.[1])) as Record<string, unknown>[];
  expect(rows).toHaveLength(lines.length - 1);

  await choose(options, 'Format', 'Parquet');
  const parquet = await downloaded(options, 'Export', /^Exported/);
  const [, bytes = Buffer.alloc(0)] = parquet.files[0] ?? [];
  const read = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  const scoreOf = ({ symbol, classicScore }: Record<string, unknown>) => [symbol, classicScore];
  expect(read.map(scoreOf)).toEqual(rows.map(scoreOf));
});

it('the history as Parquet, a file per venue and month', async ({ options }) => {
  await choose(options, 'What to export', 'The history');
  await choose(options, 'Format', 'Parquet');
  const { files } = await downloaded(options, 'Export', /^Exported/);
  const rows: Record<string, unknown>[] = [];
  for (const [name, bytes] of files) {
    expect(name).toMatch(
      /^pressure-history-binance-[\d-]{10}-to-[\d-]{10,15}Z?-samples-v[\d.]+\.parquet$/,
    );
    rows.push(...(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })));
  }
  const sources = new Set(rows.map(({ source }) => String(source)));
  expect(sources).toEqual(new Set(['own', 'back-filled']));
});

/** The user picks a file in the origin's private file system; its first opening waits until `window.letGo()`. */
const PICKED = `
  const opened = FileSystemFileHandle.prototype.createWritable;
  const held = new Promise((resolve) => { window.letGo = resolve; });
  FileSystemFileHandle.prototype.createWritable = async function () {
    await held;
    return opened.call(this);
  };
  window.showSaveFilePicker = async ({ suggestedName }) =>
    (window.picked = await (await navigator.storage.getDirectory())
      .getFileHandle(suggestedName, { create: true }));`;

it('into a file that was picked, with nothing in it after a cancel', async ({ extension }) => {
  const page = await extension.context.newPage();
  await page.addInitScript(PICKED);
  await page.goto(extension.url('options.html#archive'));
  await choose(page, 'What to export', 'The history');
  // Of CSV so many samples might need a second sheet, and so a folder.
  await choose(page, 'Format', 'JSON');
  await page.getByText(/^At most about [\d,]+ rows, [\d,]+ MB\.$/).waitFor();
  const said = (words: RegExp) =>
    page.locator('#archive').getByRole('status').filter({ hasText: words }).waitFor();
  const size = async () =>
    Number(await page.evaluate('window.picked.getFile().then(({ size }) => size)'));
  const start = page.getByRole('button', { name: 'Export', exact: true });
  await start.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'Export' }).waitFor();
  await page.getByRole('button', { name: 'Cancel: Export' }).waitFor();
  // The keyboard is still where it was.
  await page.keyboard.press('Enter');
  await page.evaluate('window.letGo()');
  await said(/^Cancelled/);
  expect(await size()).toBe(0);
  await start.click();
  await said(/^Exported/);
  expect(await size()).toBeGreaterThan(100_000);
  await page.close();
});

it('a backup, taken back with everything in it; a broken one changes nothing', async ({
  extension,
  options,
}) => {
  const theme = async (name: string) => {
    const radio = options.getByRole('radio', { name, exact: true });
    await press(radio);
    const value = (await radio.getAttribute('value')) ?? '';
    await eventually(async () => {
      expect(await readStorage(extension)).toMatchObject({
        settings: { settings: { theme: value } },
      });
    });
  };
  await theme('Dark');
  const before = await kept(extension);
  const { settings } = await readStorage(extension);
  const { files } = await downloaded(options, 'Make a backup', /^Backup made/);
  const [name = '', bytes = Buffer.alloc(0), path = ''] = files[0] ?? [];
  expect(name).toMatch(/^pressure-backup-.*\.dpsbackup$/);

  const choosing = (file: string) => options.getByLabel('Restore a backup').setInputFiles(file);
  const take = async (file: string, answer: string) => {
    await choosing(file);
    await options.getByRole('alertdialog').getByRole('button', { name: answer }).click();
  };
  await theme('Light');
  await emptied(extension);
  expect(await kept(extension)).not.toEqual(before);

  const broken = `${path}.broken`;
  const turned = new Uint8Array(bytes);
  turned[turned.length >> 1] = (turned[turned.length >> 1] ?? 0) ^ 1;
  await writeFile(broken, turned);
  const empty = await kept(extension);
  await choosing(broken);
  await options.getByText(/Nothing was changed. The file is damaged at about \d+ % of/).waitFor();
  expect(await options.getByRole('alertdialog').count()).toBe(0);
  expect(await kept(extension)).toEqual(empty);

  await take(path, 'Cancel');
  expect(await kept(extension)).toEqual(empty);
  await take(path, 'Replace everything');
  await options.getByText(/^Restored the backup of/).waitFor();
  expect(await kept(extension)).toEqual(before);
  // Beside them lies only how far the history reached, which the next refresh writes again.
  expect(await readStorage(extension)).toMatchObject({ settings });
});

/** The history gone, as on another computer. */
function emptied(extension: Extension): Promise<void> {
  return extension.onPage((page) =>
    page.evaluate(async (tables) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('pressure');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no database'));
      });
      const transaction = database.transaction(tables, 'readwrite');
      for (const table of tables) transaction.objectStore(table).clear();
      await new Promise<void>((resolve) => {
        transaction.oncomplete = () => resolve();
      });
      database.close();
    }, KEPT),
  );
}
