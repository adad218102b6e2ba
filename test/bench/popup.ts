/**
 * The real toolbar popup, from the start of its navigation to its painted ranked rows, compared with an empty page of
 * the same build, alternating: with one venue's 540 rows in the database, and with six venues' 3,300. The worker may be
 * asleep or awake.
 */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extension } from '../e2e/harness/extension';
import { firstViewWith } from '../e2e/harness/first-view';
import { launchExtension } from '../e2e/harness/launch';
import { plant, sixVenues } from '../e2e/harness/planted';
import { toolbarPopup } from '../e2e/harness/toolbar-popup';
import { waitFor } from '../e2e/harness/wait';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { storedBoards } from '../tools/start/stored-board';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

const RUNS = 31;
const WARM_UP = 3;
const BLANK_HTML =
  '<!doctype html><meta charset="utf-8"><style>body{width:780px;height:600px}</style><script type="module" src="blank.js"></script>';
const BLANK_JS = `document.body.textContent='.'`;
/**
 * The browser's own first contentful paint. On the board that is the rows; where they came later, as the board's
 * performance mark shows, the mark counts.
 */
const PAINTED = `(() => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
  const [text, rows] = [at('first-contentful-paint'), at('board:painted')];
  return location.pathname === '/blank.html' ? text : rows && (rows - text > 100 ? rows : text);
})()`;

export async function benchPopup(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'popup-bench-'));
  await cp(await ensureBuild('chrome'), folder, { recursive: true });
  await writeFile(join(folder, 'blank.html'), BLANK_HTML);
  await writeFile(join(folder, 'blank.js'), BLANK_JS);
  const market = await startMarket();
  const extension = await launchExtension({ market, extensionDir: folder });
  try {
    await boardIsComplete(extension);
    const one = await inTurn(extension);
    const { boards } = await storedBoards(extension);
    const [first] = boards;
    if (first === undefined) throw new Error('There is no board');
    const planted = sixVenues(first);
    for (const board of planted) {
      await plant(extension, { board, state: { venue: board.venue, refreshedAtMs: Date.now() } });
    }
    // The worker has no permission for five of them, which does not matter here.
    const venues = Object.fromEntries(planted.map(({ venue }) => [venue, true]));
    await firstViewWith(extension, { venues }, planted.length);
    const six = await inTurn(extension);
    return {
      'popup.board': figure(one.board, 'ms'),
      'popup.blank': figure(one.blank, 'ms'),
      'popup.vs-blank': ratio(one.board, one.blank),
      'popup.six-venues': figure(six.board, 'ms'),
      'popup.six-venues-vs-blank': ratio(six.board, six.blank),
    };
  } finally {
    await extension.close();
    await market.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inTurn(extension: Extension): Promise<{ board: number[]; blank: number[] }> {
  const board: number[] = [];
  const blank: number[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    const blankMs = await paintedMs(extension, 'blank.html');
    const boardMs = await paintedMs(extension, 'popup.html');
    if (run < WARM_UP) continue;
    blank.push(blankMs);
    board.push(boardMs);
  }
  return { board, blank };
}

async function paintedMs(extension: Extension, page: string): Promise<number> {
  await extension.inWorker(`chrome.action.setPopup({ popup: '${page}' })`);
  const window = await extension.context.newPage();
  await window.bringToFront();
  await extension.inWorker('chrome.action.openPopup()');
  const popup = await toolbarPopup(await extension.browserSession(), extension.url(page), () =>
    window.close(),
  );
  const mark = () => popup.evaluate(PAINTED).then(Number);
  const ms = await waitFor(mark, { what: `${page} to be painted` });
  await popup.close();
  return ms;
}
