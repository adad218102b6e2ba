/** What was collected outlives the worker and the browser. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it as base } from 'vitest';
import { DATABASE_NAME } from '../../lib/storage/database';
import { FINE_BYTES } from '../../lib/storage/codec';
import type { DayRecord } from '../../lib/storage/records';
import { startMarket } from '../market';
import { storedBoards } from '../tools/start/stored-board';
import { readDatabase } from './harness/database';
import { launchExtension } from './harness/launch';
import type { Extension } from './harness/extension';
import { plant } from './harness/planted';
import { emptyLedger, requestRefresh, settled, stopAlarms, venueState } from './harness/refreshes';
import { eventually, waitFor } from './harness/wait';
import { DAY_MS } from '../../lib/domain/time';
import { SLOT_MS } from '../../lib/domain/series';

const HOUR_MS = 3_600_000;

const it = base
  .extend('market', async ({}, { onCleanup }) => {
    const market = await startMarket();
    onCleanup(() => market.close());
    return market;
  })
  .extend('userDataDir', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pressure-restart-'));
    onCleanup(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
  });

function loaded(extension: Extension, atLeast: number): Promise<number> {
  const count = async (): Promise<number> => {
    const { statuses } = await storedBoards(extension);
    return statuses.reduce((sum, { history }) => sum + history.loaded, 0);
  };
  return waitFor(
    async () => {
      const now = await count();
      return now >= atLeast && now;
    },
    { what: `the history of ${atLeast} symbols` },
  );
}

it('goes on after the browser is killed, without asking again for what it has', async ({
  market,
  userDataDir,
}) => {
  const before = await launchExtension({ market, userDataDir });
  const had = await loaded(before, 100);
  await before.crash();

  const historyRequests = () =>
    market.core.requests.filter(({ path }) => path === '/futures/data/openInterestHist');
  const after = await launchExtension({ market, userDataDir });
  try {
    expect(await loaded(after, had)).toBeGreaterThanOrEqual(had);
    expect((await after.alarms()).map(({ name }) => name)).toContain('refresh');
    const symbols = historyRequests().map(({ query }) => new URLSearchParams(query).get('symbol'));
    const twice = symbols.filter((symbol, index) => symbols.indexOf(symbol) !== index);
    // Requests under way when the browser died were not stored: a slice of them at most.
    expect(twice.length).toBeLessThanOrEqual(40);
  } finally {
    await after.close();
  }
});

it('shows the stored board on the toolbar at once, with nothing to ask for', async ({
  market,
  userDataDir,
}) => {
  const toolbar = `Promise.all([chrome.action.getTitle({}), chrome.action.getBadgeText({})])`;
  const before = await launchExtension({ market, userDataDir });
  await stopAlarms(before);
  const { boards } = await storedBoards(before);
  const asked = (boards[0]?.perpStates ?? []).map(({ perp }) => [perp.symbol, Date.now()] as const);
  const state = { cycle: null, trouble: null, historyAskedAtMs: Object.fromEntries(asked) };
  await plant(before, { state: { ...state, refreshedAtMs: Date.now() } });
  const shown = await before.inWorker(toolbar);
  expect(shown).toEqual([expect.stringContaining('verage score'), expect.any(String)]);
  await before.crash();

  // Neither an answer nor its lack makes anything known.
  market.faults.add({ match: '', fault: { kind: 'hang' } });
  const after = await launchExtension({ market, userDataDir });
  try {
    await eventually(async () => expect(await after.inWorker(toolbar)).toEqual(shown));
  } finally {
    market.faults.clear();
    await after.close();
  }
});

it('wakes a killed worker by its alarm', async ({ market }) => {
  const extension = await launchExtension({ market });
  try {
    await loaded(extension, 100);
    await extension.killWorker();
    const asked = market.core.requests.length;
    await extension.fireAlarm('refresh');
    await eventually(() => {
      expect(market.core.requests.length).toBeGreaterThan(asked);
    });
  } finally {
    await extension.close();
  }
});

it('has a missed weekend back from the venue', async ({ market }) => {
  const extension = await launchExtension({ market });
  try {
    await settled(extension);
    market.clock.advance(63 * HOUR_MS);
    const middleMs = market.clock.now() - 40 * HOUR_MS;
    await requestRefresh(extension, market);
    const asked = () =>
      market.core.requests
        .map(({ query }) => new URLSearchParams(query))
        .filter((query) => query.has('startTime'));
    await waitFor(
      async () => {
        // Everybody's day comes first, and would wait for five minutes twice.
        await emptyLedger(extension);
        await extension.fireAlarm('refresh');
        return asked().length > 0 && (await venueState(extension)).past.pages.length === 0;
      },
      { everyMs: 2_000, what: 'the past to be asked for' },
    );
    const symbols = asked().map((query) => query.get('symbol'));
    expect(symbols).toHaveLength(100);
    expect(new Set(symbols).size).toBe(100);
    const dump = await readDatabase(extension, DATABASE_NAME, ['pastDays']);
    const dayMs = middleMs - (middleMs % DAY_MS);
    // The first and the last hours of that day may be everybody's.
    const slot = Math.floor((middleMs - dayMs) / SLOT_MS);
    const days = (dump?.['pastDays'] ?? []) as (DayRecord & { bytes: { byteLength: number } })[];
    const reach = days.filter(
      ({ dayMs: ms, firstStep: first, bytes }) =>
        ms === dayMs && first <= slot && slot < first + bytes.byteLength / FINE_BYTES,
    );
    expect(reach).toHaveLength(100);
  } finally {
    await extension.close();
  }
});

it('waits as long as the venue asked, also when the browser is killed meanwhile', async ({
  market,
  userDataDir,
}) => {
  const before = await launchExtension({ market, userDataDir });
  await loaded(before, 100);
  market.faults.add({ match: '/', fault: { kind: 'status', status: 418, retryAfterS: 7_200 } });
  await requestRefresh(before, market);
  const asked = await banned(before);
  expect(asked.retryAtMs).toBeGreaterThan(Date.now() + 200_000);
  await before.crash();

  market.faults.clear();
  const requests = market.core.requests.length;
  const after = await launchExtension({ market, userDataDir });
  try {
    // The worker has looked at the venue once more when it has set the alarm for the end of the wait.
    await requestRefresh(after, market);
    const resume = await waitFor(
      async () => {
        const alarm = (await after.alarms()).find(({ name }) => name === 'resume:binance');
        return alarm !== undefined && alarm.scheduledTime > Date.now() + 200_000 && alarm;
      },
      { what: 'the alarm for the end of the wait' },
    );
    expect(Math.abs(resume.scheduledTime - (asked.retryAtMs ?? 0))).toBeLessThan(2_000);
    expect(await banned(after)).toEqual(asked);
    expect(market.core.requests.length).toBe(requests);
    const [board] = (await storedBoards(after)).boards;
    expect(board?.perpStates.length).toBeGreaterThan(500);
  } finally {
    await after.close();
  }
});

function banned(extension: Extension) {
  return waitFor(
    async () => {
      const { trouble } = await venueState(extension);
      return trouble?.kind === 'banned' && trouble;
    },
    { what: 'the ban' },
  );
}

it('shows the whole board without a database, says so, and records again when there is one', async ({
  market,
  userDataDir,
}) => {
  const before = await launchExtension({ market, userDataDir });
  await settled(before);
  const folder = join(
    userDataDir,
    `Default/IndexedDB/chrome-extension_${before.id}_0.indexeddb.leveldb`,
  );
  await before.close();
  const current = join(folder, 'CURRENT');
  const good = await readFile(current);
  // It names a file that is not there: no database of this extension can be opened any more.
  await writeFile(current, 'MANIFEST-999999\n');

  const broken = await launchExtension({ market, userDataDir });
  try {
    const popup = await broken.openPopupPage();
    // Open interest of an hour ago: what the worker looks back at is in the session alone.
    await popup
      .getByRole('row')
      .filter({ hasText: /USDT.*[+−]\d+\.\d+.*[+−]\d+\.\d+/ })
      .first()
      .waitFor();
    await popup.getByText(/no history is recorded/).waitFor();
    await broken.killWorker();
    await popup.reload();
    await popup.getByText('541 symbols').waitFor();
    const options = await broken.openPage('options.html#history');
    await options.getByText(/Nothing is being recorded: the browser gives/).waitFor();
    expect(
      await options.getByText(/after the (first|next) refresh|nothing to export/i).count(),
    ).toBe(0);
    expect(await options.getByRole('button', { name: 'Make a backup' }).isDisabled()).toBe(true);
  } finally {
    await broken.close();
  }

  await writeFile(current, good);
  const after = await launchExtension({ market, userDataDir });
  try {
    await settled(after);
    const dump = await readDatabase(after, DATABASE_NAME, ['log', 'trimmed']);
    expect(dump?.log?.length).toBeGreaterThan(0);
    expect(dump?.trimmed).not.toContainEqual(expect.objectContaining({ id: 'lost' }));
  } finally {
    await after.close();
  }
});
