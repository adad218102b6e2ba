/**
 * The detail view in the popup's page: from the click to six painted charts of thirty days. The first one also loads
 * their code; the others are other symbols, read from the database each time.
 */
import type { Page } from 'playwright-core';
import { launchExtension } from '../e2e/harness/launch';
import { plantHistory } from '../e2e/harness/planted-history';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { storedBoards } from '../tools/start/stored-board';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure } from './measure';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT', 'LTCUSDT'];
const ROUNDS = 3;
const DAYS = 30;

export async function benchDetail(): Promise<Figures> {
  await ensureBuild('chrome');
  const market = await startMarket();
  const extension = await launchExtension({ market });
  try {
    await boardIsComplete(extension);
    const [board] = (await storedBoards(extension)).boards;
    if (board === undefined) throw new Error('There is no board');
    const wanted = board.perpStates.filter(({ perp }) => SYMBOLS.includes(perp.symbol));
    for (const perpState of wanted) {
      const { venue, asOfMs } = board;
      await plantHistory(extension, { perpState, venue, nowMs: asOfMs, days: DAYS });
    }
    const first: number[] = [];
    const next: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await extension.openPopupPage();
      await page.bringToFront();
      await page.getByRole('row').nth(10).waitFor();
      // Charts keep the range of the previous symbol.
      for (const [index, { perp }] of wanted.entries()) {
        const ms = await drawnMs(page, perp.symbol);
        if (index === 0) {
          first.push(ms);
          await page.getByText('30 d', { exact: true }).click();
        } else next.push(ms);
        await page.keyboard.press('Escape');
        await page.getByRole('slider').waitFor({ state: 'detached' });
      }
      await page.close();
    }
    return {
      'detail.first-with-code': figure(first, 'ms'),
      'detail.drawn-30d': figure(next, 'ms'),
    };
  } finally {
    await extension.close();
    await market.close();
  }
}

async function drawnMs(page: Page, symbol: string): Promise<number> {
  await page.keyboard.press('/');
  await page.keyboard.type(symbol);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const button = page.getByRole('button', { name: 'History and charts' });
  await button.waitFor();
  const drawn = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        performance.clearMarks('detail:drawn');
        let clickedMs = 0;
        addEventListener('click', ({ timeStamp }) => (clickedMs = timeStamp), {
          capture: true,
          once: true,
        });
        const observer = new PerformanceObserver((list) => {
          const mark = list.getEntriesByName('detail:drawn')[0];
          if (mark === undefined) return;
          observer.disconnect();
          resolve(mark.startTime - clickedMs);
        });
        observer.observe({ entryTypes: ['mark'] });
      }),
  );
  await button.click();
  return drawn;
}
