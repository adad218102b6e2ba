/**
 * From a message to its answer while the worker is dead: a page asks it for a refresh that is not due (the worker's script
 * alone), and for a pair's score (the script and the first look into the database). With the folder of another build in
 * COLD_START_AGAINST, both are asked in turn, each in a browser of its own, and compared pair by pair.
 */
import { resolve } from 'node:path';
import type { Extension } from '../e2e/harness/extension';
import { launchExtension } from '../e2e/harness/launch';
import { settled } from '../e2e/harness/refreshes';
import type { Market } from '../market';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

/** Pairs scatter by a seventh; so many bring their median within a fiftieth. */
const RUNS = 60;
const WARM_UP = 3;

const MESSAGES = {
  message: { type: 'refresh', data: { force: false } },
  score: {
    type: 'viewPair',
    data: { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' },
  },
};
type Asked = keyof typeof MESSAGES;

export async function benchColdStart(): Promise<Figures> {
  const other = process.env['COLD_START_AGAINST'];
  const folders = [await ensureBuild('chrome'), ...(other ? [resolve(other)] : [])];
  const market = await startMarket();
  const extensions: Extension[] = [];
  try {
    for (const folder of folders) extensions.push(await withBoard(folder, market));
    return { ...(await inTurn(extensions, 'message')), ...(await inTurn(extensions, 'score')) };
  } finally {
    for (const extension of extensions) await extension.close();
    await market.close();
  }
}

async function withBoard(extensionDir: string, market: Market): Promise<Extension> {
  const extension = await launchExtension({ market, extensionDir });
  await boardIsComplete(extension);
  await settled(extension);
  return extension;
}

async function inTurn(extensions: readonly Extension[], asked: Asked): Promise<Figures> {
  const runs = extensions.map((extension) => ({ extension, times: new Array<number>() }));
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    // Each goes first in every other run: who comes second may still feel the first one's work.
    for (const { extension, times } of run % 2 === 0 ? runs : runs.toReversed()) {
      const ms = await firstAnswerMs(extension, asked);
      if (run >= WARM_UP) times.push(ms);
    }
  }
  const [ours = [], other] = runs.map(({ times }) => times);
  const name = `cold-start.${asked}`;
  return {
    [name]: figure(ours, 'ms'),
    ...(other && {
      [`${name}-of-other`]: figure(other, 'ms'),
      [`${name}-vs-other`]: ratio(ours, other),
    }),
  };
}

async function firstAnswerMs(extension: Extension, asked: Asked): Promise<number> {
  await extension.killWorker();
  const { ms, answered } = await extension.onPage((page) =>
    page.evaluate(async (message) => {
      const startMs = performance.now();
      const answer: unknown = await chrome.runtime.sendMessage(message);
      return { ms: performance.now() - startMs, answered: JSON.stringify(answer ?? null) };
    }, MESSAGES[asked]),
  );
  // Only who answered was measured: a dead end is quick.
  if (answered === 'null' || (asked === 'score' && !answered.includes('BTCUSDT'))) {
    throw new Error(`The worker did not answer ${asked}: ${answered}`);
  }
  return ms;
}
