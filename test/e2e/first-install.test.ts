/** A fresh install, on a market that answers as the exchange does, ends in a ranked board that a user can read. */
import { expect } from 'vitest';
import { storedBoards } from '../tools/start/stored-board';
import { seriousFindings } from './harness/axe';
import { CUT_TEXTS } from './harness/cut';
import { it } from './harness/fixtures';
import { launchExtension } from './harness/launch';
import { eventually, waitFor } from './harness/wait';

// How soon is seen on a simulated clock in unit/refresh/first-load.test.ts.
it('shows a ranked board', async ({ extension }) => {
  const popup = await extension.openPopupPage();
  await popup.getByRole('row').nth(10).waitFor();
  await popup.getByRole('search').locator('input').fill('btcusdt');
  await popup.getByRole('row').filter({ hasText: 'BTCUSDT' }).first().waitFor();
  await popup.close();
});

it('has a row for each tradable perpetual, none twice', async ({ extension }) => {
  const symbols = await waitFor(async () => {
    const [board] = (await storedBoards(extension)).boards;
    return board?.perpStates.map(({ perp }) => perp.symbol);
  });
  expect(symbols.length).toBeGreaterThan(400);
  expect(new Set(symbols).size).toBe(symbols.length);
});

it('has no accessibility violations', async ({ extension }) => {
  const popup = await extension.openPopupPage();
  await popup.getByRole('row').nth(10).waitFor();
  expect(await seriousFindings(popup)).toEqual([]);
  await popup.close();
});

it('opens under its button in the toolbar, at its full size', async ({ extension }) => {
  const popup = await extension.openToolbarPopup();
  await waitFor(async () =>
    String(await popup.evaluate('document.body.innerText')).includes('USDT'),
  );
  await eventually(async () => {
    expect(await popup.size()).toEqual({ width: 780, height: 600 });
  });
  await popup.close();
});

it.for([1.1, 1.5, 2])(
  'fits into what a page zoom of %d leaves of the popup',
  async (zoom, { market }) => {
    const extension = await launchExtension({ market, zoom });
    try {
      const popup = await extension.openToolbarPopup();
      await waitFor(
        async () =>
          Number(await popup.evaluate(`document.querySelectorAll('[data-key]').length`)) > 5,
      );
      await eventually(async () => {
        expect(await popup.evaluate('devicePixelRatio')).toBeCloseTo(zoom, 2);
        expect(await popup.size()).toMatchObject({ width: Math.min(780, Math.floor(800 / zoom)) });
        expect(await popup.evaluate(`(() => { ${CUT_TEXTS} })()`)).toEqual([]);
      });
      await popup.close();
    } finally {
      await extension.close();
    }
  },
);
