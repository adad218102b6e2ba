/**
 * From a message to its answer while the worker is dead: the badge's script requests a refresh that is not due (the
 * worker's script alone), and a pair's score (the script and the first database read). With the folder of another build
 * in COLD_START_AGAINST, both builds are measured in turn, each in a browser of its own, and compared pair by pair.
 */
import { resolve } from 'node:path';
import type { Extension } from '../e2e/harness/extension';
import { launchExtension } from '../e2e/harness/launch';
import { settled } from '../e2e/harness/refreshes';
import { waitFor } from '../e2e/harness/wait';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure, ratio } from './measure';

/** In each half. */
const RUNS = 30;
const WARM_UP = 3;

const MESSAGES = {
  message: { type: 'refresh', data: { force: false } },
  score: {
    type: 'viewPair',
    data: { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' },
  },
};
type Asked = keyof typeof MESSAGES;
type Times = Record<Asked, number[]>;

export async function benchColdStart(): Promise<Figures> {
  const ours = await ensureBuild('chrome');
  const given = process.env['COLD_START_AGAINST'];
  if (!given) return figuresOf(await half([ours]));
  const other = resolve(given);
  // The browser that starts first is a few per cent slower, so each build is first in one half.
  const [a, b] = [await half([ours, other]), (await half([other, ours])).reverse()];
  return figuresOf(a.map((times, index) => joined(times, b[index])));
}

function figuresOf([ours, other]: readonly Times[]): Figures {
  const figures: Figures = {};
  for (const asked of ['message', 'score'] as const) {
    const name = `cold-start.${asked}`;
    const times = ours?.[asked] ?? [];
    figures[name] = figure(times, 'ms');
    if (other === undefined) continue;
    figures[`${name}-of-other`] = figure(other[asked], 'ms');
    figures[`${name}-vs-other`] = ratio(times, other[asked]);
  }
  return figures;
}

function joined(a: Times, b: Times | undefined): Times {
  return {
    message: [...a.message, ...(b?.message ?? [])],
    score: [...a.score, ...(b?.score ?? [])],
  };
}

/** The times of each build, with a browser and market of its own. */
async function half(folders: readonly string[]): Promise<Times[]> {
  const opened: { close: () => Promise<void> }[] = [];
  try {
    const runs: { extension: Extension; ask: Ask; times: Times }[] = [];
    for (const extensionDir of folders) {
      const market = await startMarket();
      opened.push(market);
      const extension = await launchExtension({ market, extensionDir });
      opened.push(extension);
      await boardIsComplete(extension);
      await settled(extension);
      const ask = await asker(extension);
      runs.push({ extension, ask, times: { message: [], score: [] } });
    }
    for (const asked of ['message', 'score'] as const) {
      for (let run = 0; run < RUNS + WARM_UP; run += 1) {
        // The first one alternates: the second one may be affected by its work.
        for (const { extension, ask, times } of run % 2 === 0 ? runs : runs.toReversed()) {
          const ms = await firstAnswerMs(extension, ask, asked);
          if (run >= WARM_UP) times[asked].push(ms);
        }
      }
    }
    return runs.map(({ times }) => times);
  } finally {
    for (const it of opened.reverse()) await it.close();
  }
}

/** Sends messages from the badge's isolated world on a trading page: only such pages get scores. */
type Ask = (expression: string) => Promise<unknown>;

async function asker(extension: Extension): Promise<Ask> {
  const page = await extension.openTrade('https://www.binance.com/en/futures/BTCUSDT');
  const session = await extension.context.newCDPSession(page);
  let world: number | null = null;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extension.id}`) world = context.id;
  });
  await session.send('Runtime.enable');
  await waitFor(() => Promise.resolve(world !== null), { what: 'the world of the badge' });
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...(world !== null && { contextId: world }),
    });
    const value: unknown = result.value;
    return value;
  };
}

async function firstAnswerMs(extension: Extension, ask: Ask, asked: Asked): Promise<number> {
  await extension.killWorker();
  const told = await ask(`(async () => {
    const startMs = performance.now();
    const answer = await chrome.runtime.sendMessage(${JSON.stringify(MESSAGES[asked])});
    return [performance.now() - startMs, JSON.stringify(answer ?? null)];
  })()`);
  const given: readonly unknown[] = Array.isArray(told) ? told : [];
  const [ms, answered] = given;
  // Only successful answers count: an error is fast.
  if (
    typeof ms !== 'number' ||
    typeof answered !== 'string' ||
    answered === 'null' ||
    (asked === 'score' && !answered.includes('BTCUSDT'))
  ) {
    throw new Error(`The worker did not answer ${asked}: ${String(answered)}`);
  }
  return ms;
}
