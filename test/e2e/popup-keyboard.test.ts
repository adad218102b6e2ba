/** The popup with nothing but the keyboard: every control is reached, seen and does what it says. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { it as base } from './harness/fixtures';
import { readStorage } from './harness/database';
import { tabStops, tabTo } from './harness/focus';
import { settled } from './harness/refreshes';
import { eventually } from './harness/wait';

const it = base.extend('popup', async ({ extension }, { onCleanup }) => {
  await settled(extension);
  const page = await extension.openPopupPage();
  await page.bringToFront();
  await page.getByRole('row').nth(10).waitFor();
  onCleanup(() => page.close());
  return page;
});

const HEADERS = [
  'Symbol',
  'Score',
  'Bias',
  'Regime',
  'OI 1h %',
  'OI 4h %',
  'OI 24h %',
  'Funding %',
  'Basis %',
];

/** The drawn rows from the top, one list of cells each. */
function cells(page: Page): Promise<string[][]> {
  return page
    .locator('[data-key]')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map(({ textContent }) => textContent)),
    );
}

describe('the popup with the keyboard alone', () => {
  it('shows the focus at every stop', async ({ popup }) => {
    const stops = await tabStops(popup);
    expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
    const names = stops.map(({ name }) => name);
    const headers = HEADERS.map((header) => `button ${header}`);
    expect(names).toEqual(expect.arrayContaining(headers));
    expect(names).toEqual(
      expect.arrayContaining([
        'button Refresh now',
        'button Options',
        'button Open in a tab',
        'radio Side',
        'text Search symbols',
        'treegrid Perpetuals by derivatives pressure',
      ]),
    );
  });

  it('searches, goes to the rows, and comes back to all', async ({ popup }) => {
    await popup.keyboard.press('/');
    await popup.keyboard.type('eth');
    await eventually(async () => {
      const names = (await cells(popup)).map((row) => row[2] ?? '');
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !name.includes('ETH'))).toEqual([]);
    });
    await popup.keyboard.press('ArrowDown');
    await popup.getByRole('row', { selected: true }).filter({ hasText: 'ETH' }).waitFor();
    await popup.keyboard.press('Escape');
    await popup.getByText(/^\d+ symbols$/).waitFor();
  });

  it('filters by side', async ({ popup }) => {
    const sides = async () => new Set((await cells(popup)).map((row) => row[4]));
    await popup.keyboard.press('2');
    await eventually(async () => expect(await sides()).toEqual(new Set(['▲Long'])));
    await tabTo(popup, 'radio Side');
    await popup.keyboard.press('ArrowRight');
    await eventually(async () => expect(await sides()).toEqual(new Set(['▼Short'])));
    await popup.keyboard.press('1');
    await popup.getByText(/^\d+ symbols$/).waitFor();
  });

  it.for(HEADERS)('sorts by %s, both ways', async (header, { popup }) => {
    const column = popup.getByRole('columnheader', { name: header });
    await tabTo(popup, `button ${header}`);
    const before = await column.getAttribute('aria-sort');
    await popup.keyboard.press('Enter');
    await eventually(async () => expect(await column.getAttribute('aria-sort')).not.toBe(before));
    const first = await column.getAttribute('aria-sort');
    const oneWay = await cells(popup);
    await popup.keyboard.press('Enter');
    await eventually(async () => {
      expect(await column.getAttribute('aria-sort')).not.toBe(first);
      expect(await column.getAttribute('aria-sort')).toMatch(/ending$/);
      expect((await cells(popup))[0]?.[2]).not.toBe(oneWay[0]?.[2]);
    });
    // Funding compares as 8 h and is shown as quoted; sides and regimes have an order of their own.
    const at = { 'OI 1h %': 6, 'OI 4h %': 7, 'OI 24h %': 8, 'Basis %': 10, Score: 3 }[header];
    if (at === undefined) return;
    const values = oneWay.map((row) => Number.parseFloat((row[at] ?? '').replace('−', '-')));
    expect(values).not.toContain(Number.NaN);
    const turn = first === 'descending' ? -1 : 1;
    expect(values).toEqual([...values].sort((a, b) => turn * (a - b)));
  });

  it('stars a row, keeps it on top, and takes the star off', async ({ popup, extension }) => {
    const watchlist = async () => {
      const stored = await readStorage(extension);
      return (stored['settings'] as { settings?: { watchlist?: string[] } } | undefined)?.settings
        ?.watchlist;
    };
    await popup.keyboard.press('PageDown');
    await popup.keyboard.press('PageDown');
    const row = popup.getByRole('row', { selected: true });
    const symbol = (await row.getAttribute('data-key')) ?? '';
    await popup.keyboard.press('s');
    await eventually(async () => expect(await watchlist()).toEqual([symbol]));
    await popup.bringToFront();
    await eventually(async () => expect(await row.locator('[aria-pressed=true]').count()).toBe(1));
    await popup.keyboard.press('Home');
    await eventually(async () => expect(await row.getAttribute('data-key')).toBe(symbol));
    await popup.keyboard.press('s');
    await eventually(async () => expect(await watchlist()).toEqual([]));
  });

  it('moves by exactly one row', async ({ popup }) => {
    const row = popup.getByRole('row', { selected: true });
    // The header is the first.
    for (const [key, index] of [
      ['ArrowDown', '2'],
      ['ArrowDown', '3'],
      ['ArrowDown', '4'],
      ['ArrowUp', '3'],
    ] as const) {
      await popup.keyboard.press(key);
      await eventually(async () => expect(await row.getAttribute('aria-rowindex')).toBe(index));
    }
  });

  it('opens the reasons of both models under the row, and closes them', async ({ popup }) => {
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('Enter');
    const reasons = popup.getByRole('table', { name: /Why|reasons|score/i });
    await reasons.getByRole('columnheader', { name: 'Crowding' }).waitFor();
    expect(await reasons.getByRole('row').count()).toBe(7);
    await popup.keyboard.press('ArrowLeft');
    await reasons.waitFor({ state: 'detached' });
    await popup.keyboard.press('Enter');
    await reasons.waitFor();
    await popup.keyboard.press('Escape');
    await reasons.waitFor({ state: 'detached' });
  });

  it('scrolls to the last row and back, the selected row always in sight', async ({ popup }) => {
    const row = popup.getByRole('row', { selected: true });
    const grid = popup.getByRole('treegrid');
    const total = Number(await grid.getAttribute('aria-rowcount'));
    const inSight = async (rowIndex: number) => {
      await eventually(async () =>
        expect(await row.getAttribute('aria-rowindex')).toBe(String(rowIndex)),
      );
      const [box, view] = [await row.boundingBox(), await grid.boundingBox()];
      expect(box?.y).toBeGreaterThanOrEqual(view?.y ?? Infinity);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(
        (view?.y ?? 0) + (view?.height ?? 0),
      );
    };
    await popup.keyboard.press('End');
    await inSight(total);
    await popup.keyboard.press('ArrowUp');
    await inSight(total - 1);
    await popup.keyboard.press('Home');
    await inSight(2);
    await popup.keyboard.press('PageDown');
    await popup.keyboard.press('PageUp');
    await inSight(2);
  });
});
