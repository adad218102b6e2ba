/** From 320 to 800 px, and under a page zoom of 100 to 200 %, every surface can be read to its last letter. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { storedBoards } from '../tools/start/stored-board';
import { cutTexts } from './harness/cut';
import { it as base } from './harness/fixtures';
import { multiplied, plant, sixVenues } from './harness/planted';
import { monthOf, plantHistory } from './harness/planted-history';
import { holdStill } from './harness/refreshes';

/** A zoom of 200 % leaves half of the window's width and height. CSS px. */
const ZOOMED = [1, 1.1, 1.25, 1.5, 1.75, 2].map((zoom) => ({
  width: Math.floor(800 / zoom),
  height: Math.floor(600 / zoom),
}));
const WIDTHS = [
  320, 340, 360, 400, 440, 455, 479, 500, 537, 560, 580, 620, 629, 660, 690, 725, 745, 780,
];
const SIZES = [...ZOOMED, ...WIDTHS.map((width) => ({ width, height: 600 }))];

const it = base.extend('boards', { scope: 'file' }, async ({ extension, market }) => {
  await holdStill(extension, market);
  const { boards } = await storedBoards(extension);
  const [board] = boards;
  if (board === undefined) throw new Error('There is no board');
  await plantHistory(extension, monthOf(board, 'BTCUSDT'));
  return { board, many: sixVenues(multiplied(board, 2)) };
});

/** What cannot be read on the page in any of the sizes, each with the size it was first seen in. */
async function unreadable(page: Page, sizes = SIZES): Promise<string[]> {
  const found = new Map<string, string>();
  for (const size of sizes) {
    await page.setViewportSize(size);
    // Two frames: what measures itself has drawn again.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    for (const what of await cutTexts(page)) {
      if (!found.has(what)) found.set(what, `${size.width} × ${size.height}: ${what}`);
    }
  }
  return [...found.values()];
}

const TROUBLE = {
  kind: 'rate-limited',
  detail: 'bitget, GET /api/v3/market/tickers: HTTP 429',
  sinceMs: 0,
  retryAtMs: 4_000_000_000_000,
} as const;

it('the board of one venue, and of six with ranks of four digits', async ({
  extension,
  boards,
}) => {
  const popup = await extension.openPopupPage();
  await popup.getByRole('row').nth(10).waitFor();
  const report: Record<string, string[]> = {};
  report['one'] = await unreadable(popup);
  for (const board of boards.many) {
    await plant(extension, {
      board,
      state: { venue: board.venue, trouble: null, cycle: null, refreshedAtMs: Date.now() },
    });
  }
  await plant(extension, { state: { venue: 'bitget', trouble: TROUBLE } });
  await popup.bringToFront();
  await popup.getByText(/^Bitget: /).waitFor();
  report['six'] = await unreadable(popup);
  await popup.keyboard.press('End');
  await popup.getByRole('row', { selected: true }).waitFor();
  report['last'] = await unreadable(popup);
  await popup.keyboard.press('Home');
  await popup.keyboard.press('Enter');
  await popup.getByRole('table', { name: /Reasons/ }).waitFor();
  report['why'] = await unreadable(popup);
  await popup.keyboard.press('?');
  await popup.getByRole('dialog', { name: 'Keys' }).waitFor();
  report['help'] = await unreadable(popup);
  await popup.keyboard.press('?');
  await popup.setViewportSize({ width: 780, height: 600 });
  await popup.getByRole('button', { name: /^Bitget in trouble/ }).focus();
  report['tip'] = await unreadable(popup);
  await popup.getByText('All venues').click();
  await popup.getByText(/^[\d,]+ assets$/).waitFor({ state: 'attached' });
  report['assets'] = await unreadable(popup);
  await popup.close();
  expect(report).toEqual({});
});
