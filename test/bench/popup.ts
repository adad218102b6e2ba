/**
 * The real toolbar popup, from the start of its navigation to its ranked rows painted, against a page of the same
 * build with nothing in it, opened in turn. About 540 rows come from the database; the worker sleeps or not, as it will.
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extension } from '../e2e/harness/extension';
import { launchExtension } from '../e2e/harness/launch';
import { toolbarPopup } from '../e2e/harness/toolbar-popup';
import { waitFor } from '../e2e/harness/wait';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const RUNS = 15;
const WARM_UP = 3;
const BLANK_HTML =
  '<!doctype html><meta charset="utf-8"><style>body{width:780px;height:600px}</style><script type="module" src="blank.js"></script>';
const BLANK_JS = `requestAnimationFrame(()=>requestAnimationFrame(()=>performance.mark('board:painted')));document.body.textContent='.'`;

export async function benchPopup(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'popup-bench-'));
  await cp(await ensureBuild('chrome'), folder, { recursive: true });
  await writeFile(join(folder, 'blank.html'), BLANK_HTML);
  await writeFile(join(folder, 'blank.js'), BLANK_JS);
  const market = await startMarket();
  const extension = await launchExtension({ market, extensionDir: folder });
  try {
    await boardIsComplete(extension);
    const board: number[] = [];
    const blank: number[] = [];
    for (let run = 0; run < RUNS + WARM_UP; run += 1) {
      const blankMs = await paintedMs(extension, 'blank.html');
      const boardMs = await paintedMs(extension, 'popup.html');
      if (run < WARM_UP) continue;
      blank.push(blankMs);
      board.push(boardMs);
    }
    return {
      'popup.board': figure(board, 'ms'),
      'popup.blank': figure(blank, 'ms'),
      'popup.vs-blank': ratio(board, blank),
    };
  } finally {
    await extension.close();
    await market.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function paintedMs(extension: Extension, page: string): Promise<number> {
  await extension.inWorker(`chrome.action.setPopup({ popup: '${page}' })`);
  const window = await extension.context.newPage();
  await window.bringToFront();
  await extension.inWorker('chrome.action.openPopup()');
  const popup = await toolbarPopup(await extension.browserSession(), extension.url(page), () =>
    window.close(),
  );
  const mark = () =>
    popup.evaluate(`performance.getEntriesByName('board:painted')[0]?.startTime ?? 0`).then(Number);
  const ms = await waitFor(mark, { what: `${page} to be painted` });
  await popup.close();
  return ms;
}
