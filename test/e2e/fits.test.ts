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
  // With the longest names that figures and charts have.
  const perpStates = board.perpStates.map((one) => ({
    ...one,
    perp: { ...one.perp, openInterestSides: 2 as const },
  }));
  return { board, many: sixVenues(multiplied({ ...board, perpStates }, 2)) };
});

/** What cannot be read on the page in any of the sizes, each with the size it was first seen in. */
async function unreadable(page: Page, sizes = SIZES): Promise<string[]> {
  const found = new Map<string, string>();
  for (const size of sizes) {
    await page.setViewportSize(size);
    await drawn(page);
    for (const what of await cutTexts(page)) {
      if (!found.has(what)) found.set(what, `${size.width} × ${size.height}: ${what}`);
    }
  }
  return [...found.values()];
}

/** Two frames: what measures itself has drawn again. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
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
  const found = { one: await unreadable(popup, ZOOMED) };
  for (const board of boards.many) {
    await plant(extension, {
      board,
      state: { venue: board.venue, trouble: null, cycle: null, refreshedAtMs: Date.now() },
    });
  }
  await plant(extension, { state: { venue: 'bitget', trouble: TROUBLE } });
  await popup.bringToFront();
  await popup.getByText(/^Bitget: /).waitFor();
  await popup.getByRole('button', { name: 'OI 24h %' }).click();
  const six = await unreadable(popup);
  await popup.locator('.grid').focus();
  await popup.keyboard.press('End');
  await popup.getByRole('row', { selected: true }).waitFor();
  const last = await unreadable(popup, ZOOMED);
  await popup.setViewportSize({ width: 780, height: 600 });
  await popup.getByRole('button', { name: /^Bitget failing/ }).focus();
  const tip = await unreadable(popup, ZOOMED);
  await popup.close();
  expect({ ...found, six, last, tip }).toEqual({ one: [], six: [], last: [], tip: [] });
});

it('reasons, keys, and a history with its charts and table', async ({ extension, boards }) => {
  for (const board of boards.many) await plant(extension, { board });
  const popup = await extension.openPopupPage();
  await popup.getByRole('row').nth(10).waitFor();
  await popup.getByText('Per asset').click();
  await popup.getByText(/assets$/).waitFor();
  await popup.keyboard.press('/');
  await popup.keyboard.type('btc/usdt');
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  await popup.getByRole('table', { name: 'BTC on each exchange' }).waitFor();
  const why = await unreadable(popup);
  await popup.keyboard.press('?');
  await popup.getByRole('dialog', { name: 'Keys' }).waitFor();
  const help = await unreadable(popup, ZOOMED);
  await popup.keyboard.press('?');
  await popup.keyboard.press('Enter');
  await popup.getByRole('slider').waitFor();
  const detail = [...(await unreadable(popup)), ...(await inkAtEdges(popup))];
  await popup.getByRole('button', { name: 'Table' }).press('Enter');
  const table = await unreadable(popup, ZOOMED);
  await popup.close();
  const nothing = { why: [], help: [], detail: [], table: [] };
  expect({ why, help, detail, table }).toEqual(nothing);
});

it.for(['options.html', 'track-record.html', 'guide.html'])(
  '%s',
  async (path, { extension, boards }) => {
    expect(boards.many).toHaveLength(6);
    const page = await extension.openPage(path);
    await page.getByRole('heading').nth(2).waitFor();
    expect(await unreadable(page)).toEqual([]);
    await page.close();
  },
);

/** Charts are drawn: what reaches the first or the last column of their pixels was cut there. */
async function inkAtEdges(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [320, 400, 560, 640, 727, 780]) {
    await page.setViewportSize({ width, height: 600 });
    await drawn(page);
    const charts = await page.locator('.chart').evaluateAll((all) =>
      all.flatMap((chart): string[] => {
        const canvas = chart.querySelector('canvas');
        const pen = canvas?.getContext('2d');
        if (!canvas || !pen) return ['no drawing'];
        const { width: across, height } = canvas;
        const hasInk = (x: number, count: number) =>
          pen.getImageData(x, 0, count, height).data.some((value) => value !== 0);
        const isCut = !hasInk(0, across) || hasInk(0, 1) || hasInk(across - 1, 1);
        return isCut ? [chart.getAttribute('class') ?? ''] : [];
      }),
    );
    found.push(...charts.map((chart) => `${width}: ${chart} is cut at an edge`));
  }
  return found;
}
