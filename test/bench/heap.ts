/**
 * The worker's JavaScript heap over many real refreshes, of Binance or of all venues. Before each, the market's clock
 * moves a minute ahead and our own ledgers are emptied, so that no rate limit slows the bench down.
 */
import { VENUES } from '../../lib/venues/registry';
import { ChildSession } from '../e2e/harness/child-session';
import type { Extension } from '../e2e/harness/extension';
import { launchExtension } from '../e2e/harness/launch';
import { waitFor } from '../e2e/harness/wait';
import { startMarket } from '../market';
import { ensureBuild } from '../tools/build';
import { boardIsComplete } from './board-ready';
import type { Figures } from './measure';
import { figure } from './measure';

const EVERY = 10;
const LOOKS_BETWEEN_ASKING = 50;

export async function benchHeap(refreshes: number, whose: 'binance' | 'all'): Promise<Figures> {
  await ensureBuild('chrome');
  const market = await startMarket();
  const extension = await launchExtension({ market, agreesToHosts: true });
  try {
    await boardIsComplete(extension);
    if (whose === 'all') await switchAllOn(extension);
    const megabytes: number[] = [];
    for (let refresh = 1; refresh <= refreshes; refresh += 1) {
      market.core.clock.advance(60_000);
      await forcedRefresh(extension);
      if (refresh % EVERY !== 0) continue;
      megabytes.push(await heapMegabytes(extension));
      console.error(`  ${refresh} of ${refreshes}: ${megabytes.at(-1)?.toFixed(2)} MB`);
    }
    const { venues } = await lookAtStates(extension, false);
    const expected = whose === 'all' ? VENUES.length : 1;
    if (venues !== expected) throw new Error(`${venues} venues of ${expected} were refreshed`);
    // A sample may fall into other work: medians of both ends of the second half are compared.
    const second = megabytes.slice(megabytes.length / 2);
    const third = Math.ceil(second.length / 3);
    const [from, to] = [second.slice(0, third), second.slice(-third)].map(
      (samples) => figure(samples, 'MB').median,
    );
    return {
      [`heap.after-${refreshes}-refreshes`]: figure(megabytes.slice(-1), 'MB'),
      [`heap.on-the-way-to-${refreshes}`]: figure(megabytes, 'MB'),
      [`heap.growth-of-last-${refreshes / 2}`]: figure([(to ?? NaN) - (from ?? NaN)], 'MB'),
    };
  } finally {
    await extension.close();
    await market.close();
  }
}

/** Like the options page: requests the hosts, then switches the venues on. */
async function switchAllOn(extension: Extension): Promise<void> {
  const origins = VENUES.flatMap(({ apiOrigins }) => apiOrigins.map((origin) => `${origin}/*`));
  const venues = Object.fromEntries(VENUES.map(({ id }) => [id, true]));
  await extension.onPage((page) =>
    page.evaluate(
      async ([asked, on]) => {
        if (!(await chrome.permissions.request({ origins: asked }))) throw new Error('not allowed');
        await chrome.storage.local.set({ settings: { version: 1, settings: { venues: on } } });
      },
      [origins, venues] as const,
    ),
  );
  await waitFor(async () => (await lookAtStates(extension, false)).venues === VENUES.length, {
    what: 'a refresh of each venue',
    timeoutMs: 120_000,
  });
}

/**
 * Empties the ledgers, requests a refresh as the popup does, and waits until all venues are done. A worker that was
 * still writing restores its own ledger and would wait for a minute: then both are repeated.
 */
async function forcedRefresh(extension: Extension): Promise<void> {
  const askedAtMs = Date.now();
  let looks = 0;
  await waitFor(
    async () => {
      if (looks % LOOKS_BETWEEN_ASKING === 0) {
        await lookAtStates(extension, true);
        await extension.onPage((page) =>
          page.evaluate(() =>
            chrome.runtime.sendMessage({ type: 'refresh', data: { force: true } }),
          ),
        );
      }
      looks += 1;
      return (await lookAtStates(extension, false)).oldestMs > askedAtMs;
    },
    // The first one includes the histories that some venues load when they are switched on.
    { what: 'a refresh', timeoutMs: 900_000 },
  );
}

interface States {
  /** Venues with at least one refresh. */
  venues: number;
  /** Time of the oldest refresh. */
  oldestMs: number;
}

async function lookAtStates(extension: Extension, emptyLedgers: boolean): Promise<States> {
  const answer = await extension.inWorker(`new Promise((resolve, reject) => {
    const request = indexedDB.open('pressure');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const store = request.result.transaction('states', 'readwrite').objectStore('states');
      const get = store.getAll();
      get.onsuccess = () => {
        if (${String(emptyLedgers)}) for (const state of get.result) store.put({ ...state, ledger: {} });
        store.transaction.oncomplete = () => {
          request.result.close();
          resolve(get.result.map((state) => state.refreshedAtMs ?? 0).join());
        };
      };
    };
  })`);
  const times = String(answer).split(',').map(Number);
  return { venues: times.filter((atMs) => atMs > 0).length, oldestMs: Math.min(...times) };
}

async function heapMegabytes(extension: Extension): Promise<number> {
  const browser = await extension.browserSession();
  const { targetInfos } = await browser.send('Target.getTargets');
  const worker = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(extension.url('')),
  );
  if (worker === undefined) throw new Error('the worker is not running');
  const session = await ChildSession.attach(browser, worker.targetId);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await browser.detach();
  return Number(usedSize) / 1e6;
}
