// @vitest-environment happy-dom
/**
 * One answer of each exchange, through the product's own code to every surface: each figure and word is the same on all of
 * them, and what the answer comes to by the contract's formulas. rounding.ts says what each surface may round.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act, cleanup } from '@testing-library/preact';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import type { MockInstance } from 'vitest';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
// Loaded on demand by the board; here before, so that no test waits for the disk.
import '../../../../lib/board/asset-rows';
import '../../../../components/detail/detail-page';
import '../../../../components/detail/why-panel';
import {
  createBadgeRequests,
  createViewers,
  createPublishedBoard,
} from '../../../../entrypoints/background/badges';
import type { PublishedBoard } from '../../../../entrypoints/background/badges';
import { extras, past } from '../../../../entrypoints/board/extras';
import { FIRST_VIEW, isFirstView } from '../../../../lib/board/first-view';
import { storedVenueStatus } from '../../../../lib/board/venue-status';
import type { Thresholds } from '../../../../lib/domain/band';
import { DEFAULT_THRESHOLDS } from '../../../../lib/domain/band';
import type { StoredBoards } from '../../../../lib/domain/board';
import type { BoardStore } from '../../../../lib/board/store';
import type { ExportFormat } from '../../../../lib/domain/jobs';
import { EXPORT_FORMATS } from '../../../../lib/domain/jobs';
import type { PerpKey } from '../../../../lib/domain/venue';
import { perpKey } from '../../../../lib/domain/venue';
import { writeBackup } from '../../../../lib/export/backup';
import { restoreBackup } from '../../../../lib/export/restore';
import { exportBoard, exportHistory } from '../../../../lib/export/run-export';
import { createBoardSource } from '../../../../lib/history/board-source';
import { createVenueStore } from '../../../../lib/history/store';
import { VENUE_STATE } from '../../../../lib/refresh/state';
import { ranked, scoredRows } from '../../../../lib/scoring/score';
import type { Settings } from '../../../../lib/settings/settings';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import { readSettings, updateSettings } from '../../../../lib/settings/store';
import { Database } from '../../../../lib/storage/database';
import { VENUE_PAGES } from '../../../../lib/venues/pages';
import { VENUES } from '../../../../lib/venues/registry';
import { PATIENCE_MS } from '../../../patience';
import { entriesFromFile } from '../../../tools/board/inputs-file';
import { entryOf, jsonRow, table } from '../../../tools/board/rows';
import { memoryTarget, textOf } from '../../export/memory';
import { fakeLocks } from '../../settings/locks';
import { english, openBoard } from '../board/page';
import type { Expected } from './expected';
import { expected } from './expected';
import { EXCHANGES } from './planted-exchanges';
import { CASES, marketsOf, NOW_MS } from './planted-markets';
import { refreshedDatabase } from './refreshed';
import type { Facts, Model, Unit } from './rounding';
import { disagreements, expectedFacts, faultyPoints, valueText } from './rounding';
import type { FileRow } from './surfaces';
import {
  badgeFacts,
  chartFacts,
  countersIn,
  fileFacts,
  find,
  headFacts,
  jsonRowFacts,
  partsIn,
  reasonFacts,
  recordedFacts,
  rowFacts,
  stateFacts,
  tableFacts,
} from './surfaces';

/** Both models in both units; with the second unit, cut-offs of the user's own. */
const VIEWS: readonly (readonly [Model, Unit, Thresholds])[] = [
  ['classic', 'quoted', DEFAULT_THRESHOLDS],
  ['crowding', 'quoted', DEFAULT_THRESHOLDS],
  ['classic', '8h', { lean: 20, stretched: 30, stressed: 62 }],
  ['crowding', '8h', { lean: 20, stretched: 30, stressed: 62 }],
];

/** What the planted answers come to, by row. */
const EXPECTED: ReadonlyMap<PerpKey, Expected> = new Map(
  Object.entries(EXCHANGES).flatMap(([venue, { symbolOf }]) =>
    marketsOf(venue).map((market) => [
      perpKey(venue, symbolOf(market.asset)),
      // Two exchanges count both sides of open interest.
      expected(market, venue === 'bybit' || venue === 'hyperliquid' ? 2 : 1),
    ]),
  ),
);

/** Rows of the popup, word for word. */
const LITERAL: Record<Model, [asset: string, fact: string, words: string][]> = {
  classic: [
    ['SQZSHORT', 'score', '7'],
    ['SQZSHORT', 'regimeShort', 'Short squeeze risk'],
    ['SQZSHORT', 'regime', 'Short squeeze risk · OI building against negative funding'],
    ['SHORT13', 'sideOrLeaning', 'Leaning short'],
    ['UNWIND', 'regime', 'Net short · OI falling'],
    ['DIFFER', 'other', 'Crowding says 97 · Stressed · Short'],
    ['NEW', 'range', '0–97'],
    ['ZERO', 'score', '0'],
  ],
  crowding: [
    ['SQZSHORT', 'regime', 'Short squeeze risk · shorts crowded, OI rising'],
    ['UNWIND', 'regime', 'Positions closing'],
    ['DIFFER', 'other', 'Classic says 9 · Short squeeze risk'],
    ['CROWD', 'score', '100'],
    ['ZERO', 'regime', 'Balanced'],
  ],
};

const job = { onProgress: () => {}, signal: new AbortController().signal };

let database: Database;
let stored: StoredBoards;
/** What the history's exports say of the newest refresh. */
const newest = new Map<ExportFormat, ReadonlyMap<PerpKey, FileRow>>();
/** The height of every element, px. */
let height: MockInstance<() => number>;
const CASE_COUNT = Object.keys(CASES).length;

const [ALL, FEW] = [100_000, 0];
const SOON = { interval: 1, timeout: PATIENCE_MS };

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS });
  vi.stubGlobal('navigator', { locks: fakeLocks(), onLine: true });
  height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(ALL);
  fakeBrowser.reset();
  Object.assign(fakeBrowser.permissions, { contains: () => Promise.resolve(true) });
  Object.assign(fakeBrowser.i18n, {
    getMessage: (key: Parameters<typeof english>[0], parts: string | string[] = []) =>
      english(key, ...[parts].flat()),
  });
  database = await refreshedDatabase();
  stored = await storedBoards();
  for (const format of EXPORT_FORMATS) newest.set(format, await newestIn(database, format));
});
afterEach(() => {
  cleanup();
  height.mockReturnValue(ALL);
});
afterAll(() => {
  database.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** As a page reads them. */
function storedBoards(): Promise<StoredBoards> {
  return createBoardSource(storedVenueStatus).read(job.signal);
}

/** As browsers pass messages and keep session storage. */
function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

describe.each(VIEWS)('%s, funding %s', (model, fundingUnit, thresholds) => {
  const other: Model = model === 'classic' ? 'crowding' : 'classic';
  const turn = VIEWS.findIndex((view) => view[0] === model && view[1] === fundingUnit);
  const venues = Object.fromEntries(VENUES.map(({ id }) => [id, true]));
  const part: Partial<Settings> = { model, fundingUnit, thresholds, venues };

  /** By row, what each surface says. */
  const said = new Map<PerpKey, Record<string, Facts>>();
  const note = (key: PerpKey, surface: string, facts: Facts) => {
    said.set(key, { ...said.get(key), [surface]: facts });
  };
  /** What surfaces say of which rows, and what of it is not what the exchange's answer comes to. */
  const heard = (...surfaces: string[]) => {
    const each = [...said].flatMap(([key, by]) =>
      surfaces.flatMap((surface) => {
        const facts = by[surface];
        return facts === undefined ? [] : [{ key, surface, facts }];
      }),
    );
    const faults = each.flatMap(({ key, surface, facts }) => {
      const of = EXPECTED.get(key);
      if (of === undefined) return [`${key} is not planted`];
      const rule = expectedFacts(of, fundingUnit, thresholds);
      return [...disagreements({ [surface]: facts, rule }), ...faultyPoints(facts, of)].map(
        (fault) => `${key} ${surface} ${fault}`,
      );
    });
    return { rows: each.length, faults };
  };
  const open = (given: StoredBoards | null = stored, more: Partial<Settings> = {}) =>
    openBoard(given, { ...part, ...more }, past, { loadExtras: () => Promise.resolve(extras) });
  const rowsDrawn = async (count: number) => {
    const rows = () => [...document.querySelectorAll('.row[data-key]')];
    await vi.waitFor(() => expect(rows()).toHaveLength(count), SOON);
    return rows().map((row) => [keyOf(row.getAttribute('data-key')), row] as const);
  };
  const openReasons = async (store: BoardStore, key: PerpKey) => {
    void act(() => {
      store.change({ open: key });
    });
    await vi.waitFor(() => find(document, '.why'), SOON);
    return find(document, '.why');
  };
  /** Each case once, and each exchange with every period: drawing all of them would take a minute. */
  const some = [...EXPECTED.keys()].filter((_, index) => {
    const [venue, at] = [Math.floor(index / CASE_COUNT), index % CASE_COUNT];
    return venue === (Math.floor(at / 2) + turn) % VENUES.length;
  });
  const few = some.filter((_, index) => index % 6 === turn);

  async function published(): Promise<PublishedBoard> {
    await updateSettings((settings) => ({ ...settings, ...part }));
    const store = createVenueStore(database, VENUE_STATE);
    const board = createPublishedBoard(store, () => Promise.resolve());
    await board.publish();
    return board;
  }

  it('is drawn as a row of the popup', async () => {
    const { store } = open();
    for (const [key, row] of await rowsDrawn(EXPECTED.size)) note(key, 'row', rowFacts(row, model));
    for (const row of store.getState().rows) note(row.key, 'state', stateFacts(row));
    expect(document.querySelector('.c-funding')?.textContent).toContain('%');
    expect(heard('row', 'state')).toEqual({ rows: 2 * EXPECTED.size, faults: [] });
  });

  it('is among the first rows, before a page has read anything', async () => {
    await published();
    const found = throughJson((await fakeBrowser.storage.session.get(FIRST_VIEW))[FIRST_VIEW]);
    if (!isFirstView(found)) throw new Error('no first view');
    const { store } = open(null);
    void act(() => {
      store.change({ first: found });
    });
    for (const [key, row] of await rowsDrawn(20)) note(key, 'first view', rowFacts(row, model));
    expect(heard('first view')).toEqual({ rows: 20, faults: [] });
  });

  it('has its reasons under the row', async () => {
    height.mockReturnValue(FEW);
    const { store } = open();
    await vi.waitFor(() => find(document, '.row'));
    for (const key of some) {
      note(key, 'reasons', reasonFacts(await openReasons(store, key), [model, other]));
    }
    expect(heard('reasons')).toEqual({ rows: some.length, faults: [] });
  });

  it('has a detail view, with what was recorded of it', async () => {
    height.mockReturnValue(FEW);
    const { store } = open();
    for (const key of few) {
      void act(() => {
        store.change({ detail: key });
      });
      await vi.waitFor(() => find(document, '.detail .why'), SOON);
      const detail = find(document, '.detail');
      note(key, 'detail', reasonFacts(find(detail, '.why'), [model, other]));
      note(key, 'head of the detail', headFacts(find(detail, '.detail-head'), model));
      note(key, 'charts', chartFacts(detail, model));
    }
    const surfaces = ['detail', 'head of the detail', 'charts'];
    expect(heard(...surfaces)).toEqual({ rows: 3 * few.length, faults: [] });
  });

  it('is on the badge, from the worker through the message to pill and panel', async () => {
    const { viewPair } = createBadgeRequests({
      viewers: { ...createViewers(), setView: () => Promise.resolve() },
      published: await published(),
      refreshDue: () => Promise.resolve(),
    });
    const shown = some.filter((key) => EXPECTED.get(key)?.[model].coverage !== 0);
    for (const key of some) {
      const [venue = '', symbol = ''] = key.split(/:(.*)/);
      const site = VENUE_PAGES.find((pages) => pages.venue === venue)?.matches[0] ?? '';
      const sender = { tab: { id: 1 }, url: site.replace('*', '') };
      const answer = await viewPair({ venue, symbol, market: 'perpetual' }, sender);
      expect(answer?.visible, key).toBe(shown.includes(key));
      if (answer?.visible !== true) continue;
      const facts = Object.entries(badgeFacts(throughJson(answer)));
      for (const [surface, of] of facts) note(key, surface, of);
    }
    const surfaces = ['pill', 'pill after a press', 'panel'];
    expect(heard(...surfaces)).toEqual({ rows: 3 * shown.length, faults: [] });
  });

  it.each(EXPORT_FORMATS)('is in the board’s export: %s', async (format) => {
    const rows = await fileOf(format, (target) =>
      exportBoard(stored.boards, format, target, job, { thresholds }),
    );
    for (const row of rows) note(keyOfRow(row), format, fileFacts(row, fundingUnit));
    expect(heard(format)).toEqual({ rows: EXPECTED.size, faults: [] });
  });

  it.each(EXPORT_FORMATS)('is in the history’s export: %s', (format) => {
    const surface = `history as ${format}`;
    for (const [key, row] of newest.get(format) ?? []) {
      note(key, surface, recordedFacts(row, fundingUnit));
    }
    expect(heard(surface)).toEqual({ rows: EXPECTED.size, faults: [] });
  });

  it('is on the command line: as a table, as JSON, and scored again from an export', async () => {
    const entries = ranked(scoredRows(stored.boards).map(entryOf), model);
    for (const entry of entries) {
      note(keyOfRow({ ...entry }), 'JSON row', jsonRowFacts(jsonRow(entry, model)));
    }
    for (const [key, facts] of tableFacts(table(entries, model), model)) {
      note(keyOf(key), 'table', facts);
    }
    for (const entry of await rescored()) {
      note(keyOfRow({ ...entry }), 'scored again', jsonRowFacts(jsonRow(entry, model)));
    }
    const surfaces = ['table', 'JSON row', 'scored again'];
    expect(heard(...surfaces)).toEqual({ rows: 3 * EXPECTED.size, faults: [] });
  });

  it('reads as a trader would say it', () => {
    const words = (asset: string, fact: string) => {
      const [, each = {}] =
        [...said].find(([key]) => key === `binance:${asset}USDT` || key === asset) ?? [];
      return each.row?.[`${model}.${fact}`];
    };
    const literal = LITERAL[model];
    const found = literal.map(([asset, fact]) => [asset, fact, words(asset, fact)]);
    expect(found).toEqual(literal);
  });

  // Before this, each was compared with the contract; here also what the contract leaves to us: words and ranks.
  it('is the same on every surface', () => {
    const faults = [...said].flatMap(([key, each]) =>
      disagreements(each).map((fault) => `${key} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('is the same in a row of all exchanges together and in its reasons, exchange by exchange', async () => {
    const { store } = open(stored, { view: 'all' });
    await vi.waitFor(() => expect(store.getState().view).toBe('all'), SOON);
    const drawn = new Map(await rowsDrawn(CASE_COUNT));
    height.mockReturnValue(FEW);
    const faults: string[] = [];
    for (const row of store.getState().rows.filter((_, index) => index % 4 === turn)) {
      const element = drawn.get(row.key);
      if (element === undefined) throw new Error(`${row.key} is not drawn`);
      const rowSays = rowFacts(element, model);
      const why = await openReasons(store, row.key);
      const reasons = reasonFacts(why, [model, other]);
      faults.push(...disagreements({ row: rowSays, state: stateFacts(row), reasons }));
      expect(rowSays['value.funding'], row.key).toMatch(/^([+−]?[\d.]+ %\/8h|–)$/);
      const parts = partsIn(why);
      expect(parts.map(({ funding }) => funding)).toEqual(
        (row.combined?.parts ?? []).map(({ venue, perpState }) => {
          const of = EXPECTED.get(perpKey(venue, perpState.perp.symbol));
          return valueText('funding', of?.inputs.funding8hPct);
        }),
      );
    }
    expect(faults).toEqual([]);
  });

  it('is counted alike by the popup and the toolbar', async () => {
    await published();
    open();
    const scores = [...EXPECTED.values()].map((of) => of[model]).filter((of) => of.coverage >= 40);
    const count = (is: (of: (typeof scores)[number]) => boolean) =>
      String(scores.filter(is).length);
    const isSqueezed = ({ regime }: { regime: string }) => regime.includes('SQUEEZE');
    const average = String(
      Math.round(scores.reduce((sum, { score }) => sum + score, 0) / scores.length),
    );
    expect(countersIn(document)).toEqual({
      [english('popup_counter_average')]: average,
      [english('popup_counter_long')]: count(({ side }) => side === 'LONG'),
      [english('popup_counter_short')]: count(({ side }) => side === 'SHORT'),
      [english('popup_counter_neutral')]: count(({ side }) => side === 'NEUTRAL'),
      [english('level_squeeze')]: count(isSqueezed),
    });
    const { toolbarFromBand } = await readSettings();
    expect(toolbarFromBand).toBe('stressed');
    const stressed = count(({ score }) => score >= thresholds.stressed);
    expect(await fakeBrowser.action.getBadgeText({})).toBe(stressed);
    const market = [average, String(scores.length)];
    expect((await fakeBrowser.action.getTitle({})).split('\n').slice(1)).toEqual([
      english('toolbar_count_top', stressed, english('band_stressed'), ...market),
      english('toolbar_squeezes', count(isSqueezed)),
    ]);
  });
});

it('is the same after a backup and its restore', async () => {
  const target = memoryTarget();
  await writeBackup({ database, settings: DEFAULT_SETTINGS, nowMs: NOW_MS }, target, job);
  const other = new Database('restored', { indexedDB: new IDBFactory(), IDBKeyRange });
  const settings = {
    stage: () => Promise.resolve(),
    apply: () => Promise.resolve(),
    drop: () => Promise.resolve(),
  };
  const freeBytes = () => Promise.resolve(null);
  const file = new Blob([...target.files.values()]);
  await restoreBackup(file, { database: other, settings, freeBytes }, job);
  // Not in a backup: the next refresh brings it.
  await other.listings.bulkPut(await database.listings.toArray());
  expect(await newestIn(other, 'json')).toEqual(newest.get('json'));
  other.close();
});

function keyOf(text: string | null): PerpKey {
  const [venue = '', symbol = ''] = (text ?? '').split(/:(.*)/);
  return perpKey(venue, symbol);
}

function keyOfRow({ venue, symbol }: Readonly<Record<string, unknown>>): PerpKey {
  return keyOf(`${String(venue)}:${String(symbol)}`);
}

/** The newest row of each symbol in an export of the history, which has the oldest first. */
async function newestIn(from: Database, format: ExportFormat) {
  const choice = { venues: VENUES.map(({ id }) => id), days: 1, nowMs: NOW_MS, format };
  const rows = await fileOf(format, (target) => exportHistory(from, choice, target, job));
  return new Map(rows.map((row) => [keyOfRow(row), row]));
}

async function fileOf(
  format: ExportFormat,
  write: (target: ReturnType<typeof memoryTarget>) => Promise<unknown>,
): Promise<FileRow[]> {
  const target = memoryTarget();
  await write(target);
  if (format === 'parquet') {
    const files = [...target.files.values()];
    return (
      await Promise.all(files.map(({ buffer: file }) => parquetReadObjects({ file })))
    ).flat();
  }
  const [name = ''] = target.files.keys();
  const text = textOf(target, name);
  if (format === 'json') return JSON.parse(text) as Record<string, unknown>[];
  return Papa.parse<Record<string, unknown>>(text.trim(), { header: true }).data;
}

/** The board's export as `npm run board -- --inputs` reads it. */
async function rescored() {
  const folder = mkdtempSync(join(tmpdir(), 'same-number-'));
  try {
    const rows = await fileOf('json', (target) => exportBoard(stored.boards, 'json', target, job));
    const file = join(folder, 'board.json');
    writeFileSync(file, JSON.stringify(rows));
    return entriesFromFile(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
