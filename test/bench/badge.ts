/**
 * The badge on a trading page, from a trace of the browser: from the moment its script starts (document idle) to the
 * paint that shows it, and the main-thread time that its own code takes on the page, drawing included.
 */
import type { Page } from 'playwright-core';
import { closedRoot } from '../e2e/harness/closed-root';
import { launchExtension } from '../e2e/harness/launch';
import { settled } from '../e2e/harness/refreshes';
import { waitFor } from '../e2e/harness/wait';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure } from './measure';

const RUNS = 12;
const WARM_UP = 2;

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Of the thread's own time, which a busy machine does not stretch. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: {
    data?: { url?: string };
    chrome_mojo_event_info?: { mojo_interface_tag?: string };
  };
}

export async function benchBadge(): Promise<Figures> {
  await ensureBuild('chrome');
  const market = await startMarket();
  const extension = await launchExtension({ market });
  try {
    await boardIsComplete(extension);
    await settled(extension);
    const visible: number[] = [];
    const busy: number[] = [];
    for (let run = 0; run < RUNS + WARM_UP; run += 1) {
      const page = await extension.context.newPage();
      const events = await traced(page, async () => {
        await page.goto('https://www.binance.com/en/futures/AVAXUSDT');
        await waitFor(async () => (await closedRoot(page))?.find('.badge'), {
          what: 'the badge',
        });
      });
      await page.close();
      if (run < WARM_UP) continue;
      const figures = readTrace(events);
      visible.push(figures.visibleMs);
      busy.push(figures.busyMs);
    }
    return { 'badge.visible': figure(visible, 'ms'), 'badge.main-thread': figure(busy, 'ms') };
  } finally {
    await extension.close();
    await market.close();
  }
}

async function traced(page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) if (isTraceEvent(event)) events.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', 'mojom'] },
  });
  await work();
  // One more frame, so that the paint is in the trace.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events.sort((a, b) => a.ts - b.ts);
}

function isTraceEvent(event: object): event is TraceEvent {
  return 'name' in event && 'ph' in event && 'ts' in event && 'tid' in event;
}

/** The script's own start, and every task that a message of the extension brought: the answer is drawn in one. */
function readTrace(events: readonly TraceEvent[]): { visibleMs: number; busyMs: number } {
  const start = events.find(
    ({ name, args }) =>
      name === 'EvaluateScript' && args?.data?.url?.endsWith('/badge.js') === true,
  );
  if (start === undefined) throw new Error('the badge is not in the trace');
  const main = events.filter(({ pid, tid }) => pid === start.pid && tid === start.tid);
  const messages = main.filter(
    ({ args, ts }) =>
      ts > start.ts &&
      args?.chrome_mojo_event_info?.mojo_interface_tag === 'extensions.mojom.MessagePort',
  );
  const tasks = main.filter(
    (task) =>
      task.name === 'ThreadControllerImpl::RunTask' &&
      messages.some(({ ts }) => ts >= task.ts && ts <= task.ts + (task.dur ?? 0)),
  );
  const drawing = tasks.reduce<TraceEvent | null>(
    (a, b) => ((b.tdur ?? 0) > (a?.tdur ?? 0) ? b : a),
    null,
  );
  if (drawing === null) throw new Error('no answer is in the trace');
  const drawnTs = drawing.ts + (drawing.dur ?? 0);
  const paint = main.find(({ name, ts }) => name === 'Paint' && ts >= drawnTs);
  const busyUs = [start, ...tasks].reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0);
  return { visibleMs: ((paint?.ts ?? drawnTs) - start.ts) / 1000, busyMs: busyUs / 1000 };
}
