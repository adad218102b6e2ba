/**
 * The badge on a trading page, from a browser trace: the time from the parsed document to the paint with the badge
 * (which includes a fifth of a second and up to two checks until the page has settled), and the main-thread time of its
 * code on the page: start, checks, drawing and the worker's answer.
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
/** Maximum delay of promise callbacks after their task, microseconds. */
const AT_ONCE_US = 300;

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** CPU time of the thread, which a busy machine does not stretch. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: {
    data?: { url?: string; type?: string };
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

function readTrace(events: readonly TraceEvent[]): { visibleMs: number; busyMs: number } {
  const start = events.find(({ name, args }) => name === 'EvaluateScript' && isBadge(args));
  if (start === undefined) throw new Error('the badge is not in the trace');
  const main = events.filter(
    ({ pid, tid, ts }) => pid === start.pid && tid === start.tid && ts >= start.ts,
  );
  const read = main.find(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'DOMContentLoaded',
  );
  if (read === undefined) throw new Error('the page was not read');
  const answers = answersOf(main);
  const looks = looksOf(main);
  const counted = [start, ...answers, ...looks];
  const calls = main.filter(
    (event) =>
      event.name === 'FunctionCall' &&
      isBadge(event.args) &&
      !counted.some((task) => isWithin(event, task)),
  );
  const drawing = [...answers, ...looks].reduce((a, b) => (cpuUs(b) > cpuUs(a) ? b : a), start);
  const shownTs = Math.max(endOf(drawing), endOf(read));
  const paint = main.find(({ name, ts }) => name === 'Paint' && ts >= shownTs);
  const busyUs = [...counted, ...calls].reduce((sum, task) => sum + cpuUs(task), 0);
  return { visibleMs: ((paint?.ts ?? shownTs) - read.ts) / 1000, busyMs: busyUs / 1000 };
}

/** All tasks of the badge's timers and idle callbacks. */
function looksOf(main: readonly TraceEvent[]): TraceEvent[] {
  const calls = main.filter(({ name, args }) => name === 'FunctionCall' && isBadge(args));
  const fires = main.filter(
    (event) =>
      /^(TimerFire|FireIdleCallback)$/.test(event.name) &&
      calls.some((call) => isWithin(call, event)),
  );
  return main.filter(
    (task) =>
      task.name === 'ThreadControllerImpl::RunTask' && fires.some((fire) => isWithin(fire, task)),
  );
}

/** All tasks of messages to the extension's script, and the promise callbacks right after them. */
function answersOf(main: readonly TraceEvent[]): TraceEvent[] {
  const messages = main.filter(
    ({ args }) =>
      args?.chrome_mojo_event_info?.mojo_interface_tag === 'extensions.mojom.MessagePort',
  );
  const tasks = main.filter(
    (task) =>
      task.name === 'ThreadControllerImpl::RunTask' &&
      messages.some((message) => isWithin(message, task)),
  );
  const promises = main.filter(
    ({ name, ts }) =>
      name === 'BlinkScheduler_PerformMicrotaskCheckpoint' &&
      tasks.some((task) => ts >= endOf(task) && ts - endOf(task) < AT_ONCE_US),
  );
  return [...tasks, ...promises];
}

function isBadge(args: TraceEvent['args']): boolean {
  return args?.data?.url?.endsWith('/badge.js') === true;
}

function isWithin({ ts }: TraceEvent, task: TraceEvent): boolean {
  return ts >= task.ts && ts <= endOf(task);
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

function cpuUs({ dur = 0, tdur = dur }: TraceEvent): number {
  return tdur;
}
