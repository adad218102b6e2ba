/** One symbol's history over the board, with nothing but the keyboard: a planted month with a gap and a filled-in part. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { storedBoards } from '../tools/start/stored-board';
import { seriousFindings } from './harness/axe';
import { it as base } from './harness/fixtures';
import { monthOf, plantHistory } from './harness/planted-history';
import { press } from './harness/press';
import { holdStill } from './harness/refreshes';
import { eventually } from './harness/wait';

const SYMBOL = 'BTCUSDT';

const it = base
  .extend('planted', { scope: 'file' }, async ({ extension, market }) => {
    await holdStill(extension, market);
    const { boards } = await storedBoards(extension);
    const [board] = boards;
    if (board === undefined) throw new Error('There is no board');
    const planted = monthOf(board, SYMBOL);
    await plantHistory(extension, planted);
    return planted;
  })
  .extend('popup', async ({ extension, planted }, { onCleanup }) => {
    const page = await extension.openPopupPage();
    await page.bringToFront();
    await page.getByRole('row').nth(10).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(planted.perpState.perp.symbol.toLowerCase());
    await page.keyboard.press('ArrowDown');
    await page.getByRole('row', { selected: true }).filter({ hasText: 'BTC' }).waitFor();
    onCleanup(() => page.close());
    return page;
  });

/** From the selected row to its drawn charts. */
async function openDetail(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: /Reasons/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('slider').waitFor();
  await eventually(async () => expect(await inkOf(page)).toHaveLength(6));
}

/** How many different colours each chart's canvas shows, charts without any left out. */
function inkOf(page: Page): Promise<number[]> {
  return page.locator('.chart canvas').evaluateAll((all) =>
    all.flatMap((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return [];
      const context = canvas.getContext('2d');
      if (context === null) return [];
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set(new Uint32Array(data.buffer));
      return colours.size > 8 ? [colours.size] : [];
    }),
  );
}

describe("a symbol's history", () => {
  it('opens by keyboard, and Escape leads back to the selected row', async ({ popup }) => {
    await openDetail(popup);
    expect(await popup.getByRole('heading', { name: /BTCUSDT/ }).count()).toBe(1);
    await popup.getByText(/Rank [\d,]+ of [\d,]+, higher than/).waitFor();
    await popup.getByText(/Higher than \d+ % of its own history/).waitFor();
    await popup.keyboard.press('Escape');
    await popup.getByRole('slider').waitFor({ state: 'detached' });
    const row = popup.getByRole('row', { selected: true });
    expect(await row.getAttribute('data-key')).toBe(`binance:${SYMBOL}`);
    await eventually(async () =>
      expect(await popup.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
        'treegrid',
      ),
    );
  });

  it('says what followed scores like this, and where that comes from', async ({ popup }) => {
    await openDetail(popup);
    const section = popup.locator('.detail-after');
    await section.getByText(/^After scores like this, the next 4 h/).waitFor();
    const more = section.getByRole('button', { name: 'Source and limits' });
    await more.press('Enter');
    expect(await more.getAttribute('aria-expanded')).toBe('true');
    await section.getByRole('row', { name: /^Four years/ }).waitFor();
    await section.getByText(/Size of moves only/).waitFor();
    expect(await seriousFindings(popup)).toEqual([]);
    const opened = popup.context().waitForEvent('page');
    await section.getByRole('link', { name: 'Track record' }).press('Enter');
    await (await opened).getByRole('heading', { name: 'Track record', exact: true }).waitFor();
    await (await opened).close();
  });

  it('moves the cursor with the arrows and reads every value', async ({ popup }) => {
    await openDetail(popup);
    const cursor = popup.getByRole('slider');
    await cursor.focus();
    await popup.keyboard.press('End');
    const newest = (await cursor.getAttribute('aria-valuetext')) ?? '';
    expect(newest).toMatch(
      /Score.* [+−]?\d+, Open interest, BTC [\d.]+ K, .*Funding .* %\/\d+h, Basis .* %, Mark price [\d,]+/,
    );
    await popup.keyboard.press('ArrowLeft');
    await eventually(async () =>
      expect(await cursor.getAttribute('aria-valuetext')).not.toBe(newest),
    );
    await popup
      .locator('.detail [role=status]')
      .filter({ hasText: 'Mark price' })
      .waitFor({ state: 'attached' });
  });

  it('switches ranges, zooms and shows the whole again', async ({ popup }) => {
    await openDetail(popup);
    const when = () => popup.locator('.charts-when').textContent();
    const day = await when();
    await popup.getByRole('radio', { name: '24 h' }).focus();
    await popup.keyboard.press('ArrowRight');
    await eventually(async () => expect(await when()).not.toBe(day));
    await popup.keyboard.press('ArrowRight');
    expect(await popup.getByRole('radio', { name: '30 d' }).isChecked()).toBe(true);
    await eventually(async () => expect(await inkOf(popup)).toHaveLength(6));
    const month = await when();
    await popup.getByRole('slider').focus();
    await popup.keyboard.press('+');
    await popup.getByRole('button', { name: 'Whole range' }).waitFor();
    expect(await when()).not.toBe(month);
    await popup.keyboard.press('0');
    await eventually(async () => expect(await when()).toBe(month));
  });

  it('says what was not recorded and what the venue filled in', async ({ popup }) => {
    await openDetail(popup);
    await popup.getByText('nothing recorded', { exact: true }).waitFor();
    await popup.getByText('backfilled from the exchange', { exact: true }).waitFor();
    await popup.getByRole('button', { name: 'Table' }).press('Enter');
    const table = popup.getByRole('region', { name: /Recorded values/ }).getByRole('table');
    expect(await table.getByRole('row').count()).toBeGreaterThan(60);
    expect(await table.getByText(/^Nothing recorded from/).count()).toBe(1);
    const filled = table.getByRole('row').filter({ hasText: 'backfilled from the exchange' });
    expect(await filled.count()).toBeGreaterThan(8);
    const cells = await filled.nth(3).getByRole('cell').allTextContents();
    expect(cells[0]).toBe('–');
    expect(cells[1]).toMatch(/K$/);
  });

  it('adds the changes up to that of the score', async ({ popup }) => {
    await openDetail(popup);
    const table = popup.getByRole('table', { name: /What changed/ });
    const printed = await table
      .locator('tr')
      .evaluateAll((rows) =>
        rows
          .slice(1)
          .map((row) =>
            [...row.querySelectorAll('.points')].map((cell) =>
              Number(
                (cell.querySelector('.num')?.textContent ?? '').replace('−', '-').replace('–', '0'),
              ),
            ),
          ),
      );
    for (const column of [0, 1, 2]) {
      const values = printed.map((row) => row[column] ?? Number.NaN);
      const total = values.pop() ?? Number.NaN;
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 6);
      expect(Math.abs(total)).toBeGreaterThan(0);
    }
  });

  it.for(['24 h', '30 d'])(
    'has no serious finding at %s, as charts and as a table',
    async (range, { popup }) => {
      await openDetail(popup);
      await press(popup.getByRole('radio', { name: range }));
      expect(await seriousFindings(popup)).toEqual([]);
      await popup.getByRole('button', { name: 'Table' }).press('Enter');
      expect(await seriousFindings(popup)).toEqual([]);
    },
  );

  it('opens as a tab by its address, and fits 320 px', async ({ extension, planted }) => {
    const address = `popup.html?view=tab#${planted.venue}:${SYMBOL}`;
    const tab = await extension.openPage(address, { width: 320, height: 700 });
    await tab.getByRole('slider').waitFor();
    const overflow = await tab.evaluate(() => {
      // As wide as scores get, whatever they are now.
      for (const score of document.querySelectorAll('.points-score b')) score.textContent = '100';
      for (const word of document.querySelectorAll('.points-score .word')) {
        word.textContent = 'Leaning short';
      }
      const body = document.querySelector('.detail-body');
      return body === null ? null : body.scrollWidth - body.clientWidth;
    });
    expect(overflow).toBe(0);
    await tab.close();
  });

  it('draws the last day of the row on the board', async ({ popup }) => {
    const picture = popup.locator(`[data-key="binance:${SYMBOL}"] .spark`);
    await picture.waitFor();
    expect(await picture.getAttribute('aria-label')).toMatch(/^In this band for/);
    const path = await picture.locator('.spark-since').getAttribute('d');
    expect(path).toMatch(/^M\d/);
    await popup.getByRole('button', { name: 'Δ 1h' }).press('Enter');
    await popup
      .getByRole('columnheader', { name: 'Δ 1h' })
      .and(popup.locator('[aria-sort=descending]'))
      .waitFor();
  });
});
