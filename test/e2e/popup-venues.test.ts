/** The popup with six venues: as rows of their own and as one, each venue's state in words. */
import { expect } from 'vitest';
import { storedBoards } from '../tools/start/stored-board';
import { seriousFindings } from './harness/axe';
import { it as base } from './harness/fixtures';
import { plant, sixVenues } from './harness/planted';
import { stopAlarms } from './harness/refreshes';
import { tabTo } from './harness/focus';
import { eventually } from './harness/wait';

const HOUR_MS = 3_600_000;

const it = base
  .extend('boards', { scope: 'file' }, async ({ extension }) => {
    await stopAlarms(extension);
    const { boards } = await storedBoards(extension);
    if (boards[0] === undefined) throw new Error('There is no board');
    return sixVenues(boards[0]);
  })
  .extend('popup', async ({ extension, boards }, { onCleanup }) => {
    for (const board of boards) {
      const well = { trouble: null, cycle: null, refreshedAtMs: Date.now(), collecting: null };
      const asked = board.perpStates.map(({ perp }) => [perp.symbol, Date.now()] as const);
      await plant(extension, {
        board,
        state: { venue: board.venue, ...well, historyAskedAtMs: Object.fromEntries(asked) },
      });
    }
    const page = await extension.openPopupPage();
    await page.bringToFront();
    await page.getByRole('row').nth(10).waitFor();
    onCleanup(() => page.close());
    return page;
  });

it('one row per asset, with what each venue says of it', async ({ popup }) => {
  await tabTo(popup, 'radio Rows');
  await popup.keyboard.press('ArrowRight');
  await popup.getByText(/^[\d,]+ assets$/).waitFor();
  const asset = popup.locator('[data-key="all:BTC"]');
  await popup.keyboard.press('/');
  await popup.keyboard.type('btc');
  await asset.getByText(/^6 exchanges: Binance, /).waitFor({ state: 'attached' });
  await asset.click();
  const parts = popup.getByRole('table', { name: 'BTC on each exchange' });
  await parts.waitFor();
  expect(await parts.getByRole('row').count()).toBe(7);
  expect(await parts.getByRole('row').nth(1).textContent()).toContain('Binance');
  await popup.getByText(/^Funding differs by 0\.\d{4} percentage points/).waitFor();
  expect(await seriousFindings(popup)).toEqual([]);
  await popup.reload();
  await popup.getByText(/^[\d,]+ assets$/).waitFor();
  await popup.getByText('Per exchange').click();
  await popup.getByText(/^[\d,]+ symbols$/).waitFor();
});

it('one venue alone, by its mark and by the keyboard', async ({ popup }) => {
  const venues = async () =>
    new Set(
      await popup
        .locator('[data-key]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')?.split(':')[0])),
    );
  const mark = popup.getByRole('list', { name: 'Exchange status' }).getByRole('button', {
    name: /Hyperliquid/,
  });
  await mark.click();
  await eventually(async () => expect(await venues()).toEqual(new Set(['hyperliquid'])));
  expect(await mark.getAttribute('aria-pressed')).toBe('true');
  expect(await seriousFindings(popup)).toEqual([]);
  await mark.click();
  await eventually(async () => expect((await venues()).size).toBeGreaterThan(1));
  await popup.keyboard.press('v');
  await eventually(async () => expect(await venues()).toEqual(new Set(['binance'])));
  // The first one is for the words next to the mark, which the pointer is still on.
  await popup.keyboard.press('Escape');
  await popup.keyboard.press('Escape');
  await eventually(async () => expect((await venues()).size).toBeGreaterThan(1));
});

it('says what is collected, what is used, and until when it waits', async ({
  extension,
  popup,
}) => {
  const nowMs = Date.now();
  const collecting = [
    { windowMs: HOUR_MS, readyAtMs: null },
    { windowMs: 4 * HOUR_MS, readyAtMs: nowMs + 2.5 * HOUR_MS },
    { windowMs: 24 * HOUR_MS, readyAtMs: nowMs + 17 * HOUR_MS },
  ];
  const budgets = [{ id: 'tickers', ceiling: 200, windowMs: 300_000 }];
  const ledger = { tickers: [{ atMs: nowMs, units: 50 }] };
  await plant(extension, { state: { venue: 'bitget', collecting, budgets, ledger } });
  await popup.bringToFront();
  await popup
    .getByText(/^Bitget collecting: 1 h ready, 4 h in 2 h \d+ min, 24 h in 17 h$/)
    .waitFor();
  const mark = popup.getByRole('button', { name: /^Bitget collecting history/ });
  await mark.hover();
  const tip = popup.locator(`#${(await mark.getAttribute('aria-describedby')) ?? ''}`);
  await tip.getByText(/^Collecting history: 1 h ready/).waitFor();
  await tip.getByText('50 of 200 in 5 min').waitFor();
  const trouble = {
    kind: 'rate-limited',
    detail: 'bitget, GET /api/v3/market/tickers: HTTP 429',
    sinceMs: nowMs,
    retryAtMs: nowMs + HOUR_MS,
  } as const;
  await plant(extension, { state: { venue: 'bitget', trouble, droppedRows: 3 } });
  await popup.bringToFront();
  await popup.getByRole('button', { name: /^Bitget failing/ }).hover();
  await tip.getByText(/^Trying again at \d+:\d\d:\d\d/).waitFor();
  await tip.getByText(/^3 rows of the last answer could not be read/).waitFor();
  expect(await seriousFindings(popup)).toEqual([]);
});
