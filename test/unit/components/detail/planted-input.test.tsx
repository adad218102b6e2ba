// @vitest-environment happy-dom
/** One more entry in the registry of inputs, and nothing else: it is on every surface and in every export. */
import { cleanup, render } from '@testing-library/preact';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { parquetReadObjects } from 'hyparquet';
import type { ComponentChildren } from 'preact';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Words } from '../../../../components/ui/words';
import type { InputEntry } from '../../../../lib/domain/input-list';
import type { ExportFormat } from '../../../../lib/domain/jobs';

const PLANTED: InputEntry = {
  name: 'plantedPct',
  id: 'planted',
  unit: '%',
  decimals: 3,
  isSigned: true,
  datedBy: 'price',
  window: null,
  value: ({ markPrice }) => (markPrice === null ? null : markPrice / 8),
  combining: 'meanByOpenInterest',
  isWeighed: false,
  hasChart: true,
};
/** Of a mark price of 100. */
const VALUE = 12.5;
const TEXT = '+12.500 %';

const LIST = '../../../../lib/domain/input-list';
const words: Words = (key, ...parts) => [key, ...parts].join(' ');

async function load() {
  vi.resetModules();
  vi.doMock(LIST, async (original) => {
    const list = await original<{ INPUT_LIST: readonly InputEntry[] }>();
    return { ...list, INPUT_LIST: [...list.INPUT_LIST, PLANTED] };
  });
  return {
    ...(await import('../../board/rows-of')),
    ...(await import('../../export/memory')),
    ...(await import('../../../tools/board/rows')),
    ...(await import('../../../../lib/board/chart-lines')),
    ...(await import('../../../../lib/board/combine')),
    ...(await import('../../../../lib/export/run-export')),
    ...(await import('../../../../lib/history/series')),
    ...(await import('../../../../lib/history/store')),
    ...(await import('../../../../lib/refresh/inputs')),
    ...(await import('../../../../lib/refresh/state')),
    ...(await import('../../../../lib/storage/checks')),
    ...(await import('../../../../lib/storage/database')),
    ...(await import('../../../../lib/scoring/score')),
    ...(await import('../../../../components/detail/charts/chart-text')),
    ...(await import('../../../../components/detail/charts/samples-table')),
    ...(await import('../../../../components/detail/facts')),
    ...(await import('../../../../components/detail/reason-table')),
    ...(await import('../../../../components/ui/words')),
  };
}

type Loaded = Awaited<ReturnType<typeof load>>;
let loaded: Loaded;

beforeAll(async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  loaded = await load();
});
afterEach(cleanup);
afterAll(() => {
  vi.unstubAllGlobals();
  vi.doUnmock(LIST);
  vi.resetModules();
});

const valueIn = (inputs: object) => (inputs as Record<string, unknown>)[PLANTED.name];

/** A perpetual with a new reading, as a refresh makes it. */
function refreshed(symbol = 'BTCUSDT') {
  const plain = loaded.perpState(symbol);
  if (plain.reading === null) throw new Error('no reading');
  return loaded.withReading(plain, plain.reading);
}

async function stored() {
  const indexedDB = new IDBFactory();
  const database = new loaded.Database('planted', { indexedDB, IDBKeyRange });
  const store = loaded.createVenueStore(database, loaded.VENUE_STATE);
  const board = loaded.board([refreshed()]);
  const state = loaded.newVenueState(board.venue);
  await store.commit({ state, perps: [refreshed().perp], board, asSnapshot: true });
  return { database, store, board };
}

async function rowsIn(format: ExportFormat, what: 'board' | 'history') {
  const { database, board } = await stored();
  const target = loaded.memoryTarget();
  const job = { onProgress: () => {}, signal: new AbortController().signal };
  if (what === 'board') await loaded.exportBoard([board], format, target, job);
  else {
    const choice = { venues: [board.venue], days: 1, nowMs: board.asOfMs, format };
    await loaded.exportHistory(database, choice, target, job);
  }
  const [name = ''] = target.files.keys();
  const bytes = target.files.get(name) ?? new Uint8Array();
  if (format === 'parquet') return parquetReadObjects({ file: bytes.buffer });
  const text = loaded.textOf(target, name);
  if (format === 'json') return JSON.parse(text) as Record<string, unknown>[];
  const [head = [], ...lines] = text
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(head.map((column, at) => [column, cells[at]])));
}

function shown(children: ComponentChildren): string {
  const { WordsProvider } = loaded;
  return render(<WordsProvider value={words}>{children}</WordsProvider>).container.textContent;
}

describe('an input that is planted in the registry', () => {
  it('is read, and comes back from the stored board', async () => {
    expect(valueIn(refreshed().inputs)).toBe(VALUE);
    const { store, board } = await stored();
    const back = await store.load(board.venue);
    expect(back.board).toEqual(board);
    expect(valueIn(back.board?.perpStates[0]?.inputs ?? {})).toBe(VALUE);
  });

  it('is missing, never a lost board, where an older build has left a board', () => {
    const { inputs, ...rest } = refreshed();
    const { [PLANTED.name]: gone, price24hPct, ...older } = inputs as Record<string, unknown>;
    expect([gone, price24hPct]).toEqual([VALUE, null]);
    const found = loaded.readableBoard(
      { asOfMs: 1, perpStates: [{ ...rest, inputs: older }] },
      'okx',
    );
    expect(found?.perpStates[0]?.inputs).toMatchObject({ plantedPct: null, price24hPct: null });
  });

  it('changes no score', () => {
    const { inputs } = refreshed();
    const without = { ...inputs, [PLANTED.name]: null };
    expect(loaded.scoreAll(inputs)).toEqual(loaded.scoreAll(without));
  });

  it.each(['csv', 'json', 'parquet'] as const)('is in the exports as %s', async (format) => {
    for (const what of ['board', 'history'] as const) {
      const rows = await rowsIn(format, what);
      expect(rows).toHaveLength(1);
      expect(Number(rows[0]?.[PLANTED.name]), what).toBe(VALUE);
    }
  });

  it('is in the rows of the command line', () => {
    const { perp, inputs } = refreshed();
    const times = { fundingPeriodHours: null, pricedAtMs: null, openInterestAtMs: null };
    const entry = { venue: 'okx', symbol: perp.symbol, inputs, ...times };
    const row = loaded.jsonRow({ ...entry, scores: loaded.scoreAll(inputs) }, 'classic');
    expect(valueIn(row.inputs)).toBe(VALUE);
  });

  it('is in rows of several venues', () => {
    const boards = ['binance', 'okx'].map((venue) => loaded.board([refreshed()], venue));
    const [combined] = loaded.combine(boards);
    expect(combined?.combined.parts).toHaveLength(2);
    expect(valueIn(combined?.inputs ?? {})).toBe(VALUE);
  });

  it('is in the table of the detail view and among the figures under the reasons', () => {
    const [row] = loaded.rowsOf([refreshed()]);
    if (row === undefined) throw new Error('no row');
    const thresholds = { lean: 15, stretched: 35, stressed: 60 };
    const models = ['classic'] as const;
    const table = { row, models, thresholds, unit: 'quoted' as const, clockSkewMs: 0 };
    const { ReasonTable, Facts } = loaded;
    expect(shown(<ReasonTable {...table} hasUnweighed />)).toContain(`input_planted${TEXT}`);
    expect(shown(<Facts row={row} clockSkewMs={0} unit="quoted" />)).toContain(
      `input_planted${TEXT}`,
    );
  });

  it('is a chart, and a column of its table', async () => {
    const { database, board } = await stored();
    const series = await loaded.readSeries(
      database,
      board.venue,
      'BTCUSDT',
      board.asOfMs - 3_600_000,
      board.asOfMs + 3_600_000,
    );
    const lines = loaded.chartLines(series, 'classic', 'quoted');
    expect(loaded.CHARTS).toContain(PLANTED.id);
    const labels = loaded.chartLabels(words, refreshed().perp);
    const view = { fromMs: board.asOfMs - 3_600_000, toMs: board.asOfMs + 3_600_000 };
    const { SamplesTable } = loaded;
    const text = shown(<SamplesTable {...{ symbol: 'BTCUSDT', lines, labels, view }} />);
    expect(text).toContain('input_planted');
    expect(text).toContain(TEXT);
  });
});
