/**
 * The worker's JavaScript heap over so many real refreshes. The market's clock is put a minute ahead before each,
 * and our own ledger emptied, so that neither's limit makes the bench wait for an hour and a half.
 */
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

export async function benchHeap(refreshes: number): Promise<Figures> {
  await ensureBuild('chrome');
  const market = await startMarket();
  const extension = await launchExtension({ market });
  try {
    await boardIsComplete(extension);
    const megabytes: number[] = [];
    for (let refresh = 1; refresh <= refreshes; refresh += 1) {
      market.core.clock.advance(60_000);
      await forcedRefresh(extension);
      if (refresh % EVERY === 0) megabytes.push(await heapMegabytes(extension));
    }
    const second = megabytes.slice(megabytes.length / 2);
    return {
      [`heap.after-${refreshes}-refreshes`]: figure(megabytes.slice(-1), 'MB'),
      'heap.on-the-way': figure(megabytes, 'MB'),
      [`heap.growth-of-last-${refreshes / 2}`]: figure(
        [(second.at(-1) ?? 0) - (second[0] ?? 0)],
        'MB',
      ),
    };
  } finally {
    await extension.close();
    await market.close();
  }
}

/**
 * Empties the ledger, asks the worker for a refresh as the popup does, and waits until it is done. A worker that was still
 * writing puts its own ledger back, and would wait for a minute: then both are done again.
 */
async function forcedRefresh(extension: Extension): Promise<void> {
  const before = await refreshedAtMs(extension, false);
  const isDone = async () => (await refreshedAtMs(extension, false)) > before;
  let looks = 0;
  await waitFor(
    async () => {
      if (looks % LOOKS_BETWEEN_ASKING === 0) {
        await refreshedAtMs(extension, true);
        await extension.onPage((page) =>
          page.evaluate(() =>
            chrome.runtime.sendMessage({ type: 'refresh', data: { force: true } }),
          ),
        );
      }
      looks += 1;
      return isDone();
    },
    { what: 'a refresh', timeoutMs: 120_000 },
  );
}

async function refreshedAtMs(extension: Extension, emptyLedger: boolean): Promise<number> {
  const answer = await extension.inWorker(`new Promise((resolve, reject) => {
    const request = indexedDB.open('pressure');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const store = request.result.transaction('states', 'readwrite').objectStore('states');
      const get = store.get('binance');
      get.onsuccess = () => {
        if (${String(emptyLedger)}) store.put({ ...get.result, ledger: {} });
        store.transaction.oncomplete = () => { request.result.close(); resolve(get.result.refreshedAtMs ?? 0); };
      };
    };
  })`);
  return Number(answer);
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
