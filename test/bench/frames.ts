/**
 * The popup's list of 4,000 rows, scrolled as by a fast wheel: the time between its frames, compared with an empty
 * page.
 */
import type { Page } from 'playwright-core';
import { launchExtension } from '../e2e/harness/launch';
import { multiplied, plant } from '../e2e/harness/planted';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { storedBoards } from '../tools/start/stored-board';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const ROWS = 4_000;
const RUNS = 5;
const FRAMES = 240;
const STEP_PX = 220;
/** A frame this late means a dropped one, at 60 a second. */
const LATE_MS = 25;

export async function benchFrames(): Promise<Figures> {
  await ensureBuild('chrome');
  const market = await startMarket();
  const extension = await launchExtension({ market });
  try {
    await boardIsComplete(extension);
    const [board] = (await storedBoards(extension)).boards;
    if (board === undefined) throw new Error('no board');
    await plant(extension, { board: multiplied(board, Math.ceil(ROWS / board.perpStates.length)) });
    const popup = await extension.openPopupPage();
    await popup.getByRole('row').nth(10).waitFor();
    await popup.bringToFront();
    await intervals(popup, STEP_PX);
    const idle: number[] = [];
    const scrolling: number[] = [];
    const late: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      idle.push(figure(await intervals(popup, 0), 'ms').median);
      const apart = await intervals(popup, STEP_PX);
      scrolling.push(figure(apart, 'ms').median);
      late.push((apart.filter((ms) => ms > LATE_MS).length / apart.length) * 100);
    }
    return {
      'frames.idle': figure(idle, 'ms'),
      'frames.scrolling-4000': figure(scrolling, 'ms'),
      'frames.scrolling-vs-idle': ratio(scrolling, idle),
      'frames.late': figure(late, '%'),
    };
  } finally {
    await extension.close();
    await market.close();
  }
}

/** Times between frames while the list scrolls by `stepPx` per frame, ms. */
function intervals(page: Page, stepPx: number): Promise<number[]> {
  return page.evaluate(
    async ([count, step]) => {
      const grid = document.querySelector('[role=treegrid]');
      if (grid === null) throw new Error('There is no grid');
      grid.scrollTop = 0;
      let before = NaN;
      const apart: number[] = [];
      for (let at = 0; at <= count; at += 1) {
        grid.scrollTop += step;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        if (at > 0) apart.push(now - before);
        before = now;
      }
      return apart;
    },
    [FRAMES, stepPx] as const,
  );
}
