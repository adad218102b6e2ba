/** Each field of each record of ours, wrong once: a record that can't be used is not taken for one that can. */
import { describe, expect, it } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import {
  fieldsOf,
  IS_INTACT,
  readableBoard,
  readablePerps,
  repaired,
  repairedSymbols,
} from '../../../lib/storage/checks';

const SLOT_MS = 300_000;
const MEAN_STEP_MS = 1_800_000;

const PERP = {
  symbol: 'AUSDT',
  baseAsset: 'A',
  quoteAsset: 'USDT',
  assetClass: 'crypto',
  listedAtMs: 1,
  fundingPeriodHours: 8,
  coinsPerContract: 1,
};
const READING = {
  symbol: 'AUSDT',
  markPrice: 1,
  indexPrice: 2,
  fundingRate: 3,
  fundingPeriodHours: 4,
  nextFundingAtMs: 5,
  quoteVolume24h: 6,
  pricedAtMs: 7,
};
const PERP_STATE = {
  perp: PERP,
  reading: READING,
  openInterest: { baseQty: 1, atMs: 2 },
  inputs: { ...NO_INPUTS, oi1hPct: 3 },
};

const without = (record: object, name: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

describe('a perpetual', () => {
  it.for(Object.keys(PERP))('is not read without its %s', (name) => {
    expect(readablePerps([without(PERP, name), PERP])).toEqual([PERP]);
  });

  it.for([
    { symbol: 1 },
    { baseAsset: 1 },
    { quoteAsset: 1 },
    { assetClass: 'none' },
    { listedAtMs: '1' },
    { fundingPeriodHours: '8' },
    { coinsPerContract: null },
    { openInterestSides: 3 },
    { openInterestSides: '1' },
    { sameSinceMs: null },
    { sharesName: false },
  ])('is not read with %o', (wrong) => {
    expect(readablePerps([{ ...PERP, ...wrong }])).toEqual([]);
  });

  it.for([
    { listedAtMs: null },
    { fundingPeriodHours: null },
    { openInterestSides: 1 },
    { openInterestSides: 2 },
    { sameSinceMs: 5 },
    { sharesName: true },
    { later: 'field' },
  ])('is read with %o', (right) => {
    expect(readablePerps([{ ...PERP, ...right }])).toEqual([{ ...PERP, ...right }]);
  });

  it('is not read out of what is no list', () => {
    expect(readablePerps(undefined)).toEqual([]);
    expect(readablePerps({ 0: PERP })).toEqual([]);
  });
});

describe('a board', () => {
  const read = (...perpStates: unknown[]) =>
    readableBoard({ asOfMs: 9, perpStates }, 'binance')?.perpStates;

  it('is read with its time, of the venue that is named', () => {
    const stored = { venue: 'other', asOfMs: 9, perpStates: [PERP_STATE] };
    expect(readableBoard(stored, 'binance')).toEqual({ ...stored, venue: 'binance' });
  });

  it.for([undefined, null, 'board', {}, { asOfMs: 9 }, { perpStates: [] }])(
    'is none in %o',
    (stored) => {
      expect(readableBoard(stored, 'binance')).toBeNull();
    },
  );

  it.for([
    { asOfMs: '9', perpStates: [] },
    { asOfMs: 9, perpStates: {} },
  ])('is none in %o', (stored) => {
    expect(readableBoard(stored, 'binance')).toBeNull();
  });

  it.for(Object.keys(PERP_STATE))('leaves out what has no %s', (name) => {
    expect(read(without(PERP_STATE, name), PERP_STATE)).toEqual([PERP_STATE]);
  });

  it.for(Object.keys(READING))('leaves out a reading without its %s', (name) => {
    expect(read({ ...PERP_STATE, reading: without(READING, name) })).toEqual([]);
  });

  it.for(Object.keys(READING))('leaves out a reading whose %s is an object', (name) => {
    expect(read({ ...PERP_STATE, reading: { ...READING, [name]: {} } })).toEqual([]);
  });

  it.for([{ baseQty: 1 }, { atMs: 1 }, { baseQty: null, atMs: 1 }, { baseQty: 1, atMs: '1' }])(
    'leaves out open interest like %o',
    (openInterest) => {
      expect(read({ ...PERP_STATE, openInterest })).toEqual([]);
    },
  );

  it('may know neither price nor open interest', () => {
    const empty = { ...PERP_STATE, reading: null, openInterest: null };
    expect(read(empty)).toEqual([empty]);
  });

  it('lacks inputs of a later version, and has none that is no number', () => {
    expect(read({ ...PERP_STATE, inputs: { oi1hPct: 3 } })).toEqual([PERP_STATE]);
    expect(read({ ...PERP_STATE, inputs: { oi1hPct: '3' } })).toEqual([]);
  });
});

const SNAPSHOT = { venue: 'v', slotMs: 0, atMs: 0, values: new Float32Array(18) };
const BLOCK = {
  venue: 'v',
  group: 0,
  block: 0,
  blockMs: 0,
  bytes: new ArrayBuffer(2 * 8 * 26),
};
const DAY = {
  venue: 'v',
  symbol: 'A',
  dayMs: 0,
  stepMs: SLOT_MS,
  firstStep: 286,
  bytes: new ArrayBuffer(2 * 26),
};
const MEANS = { ...DAY, stepMs: MEAN_STEP_MS, firstStep: 46, bytes: new ArrayBuffer(2 * 34) };
const CACHE = { venue: 'v', symbol: 'A', atMs: new Float64Array(2), coins: new Float64Array(2) };
const TRAIL = {
  venue: 'v',
  quarterMs: 0,
  classic: new Int8Array(192),
  crowding: new Int8Array(192),
};
const LEAP = { ...without(TRAIL, 'venue'), leaptMs: 0 };
const BOARD = {
  venue: 'v',
  asOfMs: 1,
  perps: [PERP, PERP],
  columns: ['markPrice', 'baseQty'],
  values: new Float64Array(4),
};
const INDEX = { venue: 'v', symbols: ['A', 'B'], compactedMs: 1, rolledMs: 2, thinnedMs: 3 };

const times = (name: string) => [-1, Number.NaN, Infinity, '0', null].map((at) => ({ [name]: at }));
const texts = (name: string) => [1, undefined, null].map((text) => ({ [name]: text }));
const layouts = [3, 5, 4.5, '4', null].map((layout) => ({ layout }));

interface Case {
  table: string;
  intact: Record<string, unknown>[];
  /** Each makes the first of `intact` one that is not. */
  wrong: Record<string, unknown>[];
}
const CASES: Case[] = [
  {
    table: 'symbols',
    intact: [INDEX, { ...INDEX, compactedMs: 0 }],
    wrong: [
      ...texts('venue'),
      ...times('compactedMs'),
      ...times('rolledMs'),
      ...times('thinnedMs'),
      { symbols: 'AB' },
      { symbols: ['A', 'A'] },
      { symbols: ['A', ''] },
      { symbols: ['A', 7] },
    ],
  },
  {
    table: 'log',
    intact: [SNAPSHOT, { ...SNAPSHOT, layout: 4 }, { ...SNAPSHOT, values: new Float32Array(0) }],
    wrong: [
      ...texts('venue'),
      ...times('slotMs'),
      ...times('atMs'),
      ...layouts,
      { values: new Float32Array(17) },
      { values: new Float64Array(18) },
      { values: [] },
    ],
  },
  {
    table: 'blocks',
    intact: [BLOCK, { ...BLOCK, layout: 4 }],
    wrong: [
      ...texts('venue'),
      ...times('group'),
      ...times('blockMs'),
      ...layouts,
      { bytes: new ArrayBuffer(0) },
      { bytes: new ArrayBuffer(26) },
      { bytes: new Uint8Array(2 * 8 * 26) },
    ],
  },
  {
    table: 'pastDays',
    intact: [DAY, MEANS, { ...DAY, layout: 4 }, { ...DAY, firstStep: 0 }],
    wrong: [
      ...texts('venue'),
      ...texts('symbol'),
      ...times('dayMs'),
      ...times('firstStep'),
      ...layouts,
      { firstStep: 287 },
      { firstStep: 0.5 },
      { stepMs: 60_000 },
      { stepMs: MEAN_STEP_MS },
      { bytes: new ArrayBuffer(0) },
      { bytes: new ArrayBuffer(27) },
      { bytes: new Uint8Array(52) },
      { firstStep: 0, bytes: new ArrayBuffer(289 * 26) },
    ],
  },
  {
    table: 'seeds',
    intact: [CACHE, { ...CACHE, atMs: new Float64Array(0), coins: new Float64Array(0) }],
    wrong: [
      ...texts('venue'),
      ...texts('symbol'),
      { atMs: new Float32Array(2) },
      { coins: new Float32Array(2) },
      { atMs: [0, 0] },
      { coins: new Float64Array(3) },
    ],
  },
  {
    table: 'trails',
    intact: [TRAIL, { ...TRAIL, beforeLeap: LEAP }],
    wrong: [
      ...texts('venue'),
      ...times('quarterMs'),
      { classic: new Uint8Array(192) },
      { crowding: new Uint8Array(192) },
      { classic: new Int8Array(96) },
      { classic: new Int8Array(97), crowding: new Int8Array(97) },
      { beforeLeap: null },
      { beforeLeap: without(LEAP, 'leaptMs') },
      { beforeLeap: without(LEAP, 'quarterMs') },
    ],
  },
  {
    table: 'boards',
    intact: [
      BOARD,
      { ...BOARD, perps: [], values: new Float64Array(0) },
      { ...without(BOARD, 'columns'), values: new Float64Array(2 * 15) },
    ],
    wrong: [
      ...texts('venue'),
      { asOfMs: '1' },
      { perps: {} },
      { perps: [PERP, without(PERP, 'symbol')] },
      { columns: ['markPrice', 1] },
      { columns: 'ab' },
      { columns: null },
      { columns: ['markPrice'] },
      { values: new Float32Array(4) },
      { values: [0, 0, 0, 0] },
    ],
  },
];

describe.for(CASES)('a record of $table', ({ table, intact, wrong }) => {
  const isIntact = (stored: unknown) => IS_INTACT[table]?.(stored);

  it('is intact as we write it', () => {
    expect(intact.map(isIntact)).toEqual(intact.map(() => true));
  });

  it.for(wrong)('is not with %o', (change) => {
    expect(isIntact({ ...intact[0], ...change })).toBe(false);
  });

  it.for([undefined, null, 7, 'text', []])('is not %o', (stored) => {
    expect(isIntact(stored)).toBe(false);
  });
});

it('no other table is checked as it is read', () => {
  expect(Object.keys(IS_INTACT).sort()).toEqual(CASES.map(({ table }) => table).sort());
});

describe('an index of symbols that is damaged', () => {
  it('keeps its rows, each under a name of its own', () => {
    expect(repairedSymbols(['A', 7, 'B', 'A', ''])).toEqual(['?0', '?1', 'B', 'A', '?4']);
  });

  it('keeps the watermarks that can be read; the others let the work be repeated', () => {
    expect(repaired('symbols', { ...INDEX, rolledMs: 'x', later: 1 })).toEqual({
      ...INDEX,
      rolledMs: 1,
    });
    expect(repaired('symbols', { venue: 'v', symbols: [] })).toEqual({
      venue: 'v',
      symbols: [],
      compactedMs: 0,
      rolledMs: 0,
      thinnedMs: 0,
    });
  });

  it('is nothing without a venue or a list', () => {
    expect(repaired('symbols', { ...INDEX, venue: 1 })).toBeUndefined();
    expect(repaired('symbols', { ...INDEX, symbols: 'A' })).toBeUndefined();
  });

  it('is the only record that is repaired', () => {
    expect(repaired('log', INDEX)).toBeUndefined();
  });
});

it('what is no object has no fields', () => {
  expect([null, undefined, 7, 'text', { a: 1 }].map(fieldsOf)).toEqual([{}, {}, {}, {}, { a: 1 }]);
});
