/** What the worker accepts from a badge, whose page is not trusted, and what a badge accepts from the worker. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBadgeChange, parseRefresh, parseViewedPair } from '../../../lib/messages/parse';
import { parsePush } from '../../../lib/messages';

const PAIR = { venue: 'binance', symbol: 'BTCUSDT', market: 'perpetual' } as const;
const NOTHING = [undefined, null, 0, NaN, true, '', 'move', [], [PAIR], () => PAIR, new Date()];

describe('a viewed pair', () => {
  it.each([PAIR, { ...PAIR, market: 'spot' }, { ...PAIR, symbol: '币安人生USDT' }])(
    'is taken: %j',
    (pair) => {
      expect(parseViewedPair(pair)).toEqual(pair);
    },
  );

  it.each([
    [0, false],
    [1, true],
    [40, true],
    [41, false],
  ])('has names of 1 to 40 letters: %i', (length, isTaken) => {
    const text = 'A'.repeat(length);
    for (const pair of [
      { ...PAIR, venue: text },
      { ...PAIR, symbol: text },
    ]) {
      expect(parseViewedPair(pair)).toEqual(isTaken ? pair : null);
    }
  });

  it.each([
    ...NOTHING,
    {},
    { venue: 'binance', symbol: 'BTCUSDT' },
    { venue: 'binance', market: 'spot' },
    { symbol: 'BTCUSDT', market: 'spot' },
    { ...PAIR, market: 'option' },
    { ...PAIR, market: '' },
    { ...PAIR, market: null },
    { ...PAIR, venue: null },
    { ...PAIR, venue: 5 },
    { ...PAIR, symbol: ['BTCUSDT'] },
    { ...PAIR, symbol: { toString: 'BTCUSDT' } },
  ])('is refused: %j', (pair) => {
    expect(parseViewedPair(pair)).toBeNull();
  });

  it('comes without whatever else is in it', () => {
    const pair: unknown = JSON.parse(
      JSON.stringify({ ...PAIR, score: 99 }).replace('{', '{"__proto__":{"admin":true},'),
    );
    expect(parseViewedPair(pair)).toStrictEqual(PAIR);
  });
});

describe('a change of the badge', () => {
  it.each([
    { kind: 'move', position: { x: 0.25, y: 0.5 } },
    { kind: 'collapse', collapsed: true },
    { kind: 'collapse', collapsed: false },
    { kind: 'model', model: 'classic' },
    { kind: 'model', model: 'crowding' },
    { kind: 'hide', where: 'tab' },
    { kind: 'hide', where: 'site' },
    { kind: 'hide', where: 'everywhere' },
  ])('is taken: %j', (change) => {
    expect(parseBadgeChange(change)).toEqual(change);
  });

  it.each([
    [-0.01, false],
    [0, true],
    [1, true],
    [1.01, false],
    [NaN, false],
    [Infinity, false],
    [-Infinity, false],
    ['0.5', false],
    [null, false],
    [undefined, false],
  ])('has a place within the window: %s', (part, isTaken) => {
    for (const position of [
      { x: part, y: 0.5 },
      { x: 0.5, y: part },
    ]) {
      const change = { kind: 'move', position };
      expect(parseBadgeChange(change)).toEqual(isTaken ? change : null);
    }
  });

  it.each([
    ...NOTHING,
    {},
    { kind: 'grow' },
    { kind: 5 },
    { kind: ['move'], position: { x: 0, y: 0 } },
    { position: { x: 0, y: 0 } },
    { kind: 'move' },
    { kind: 'move', position: null },
    { kind: 'move', position: [0, 0] },
    { kind: 'move', position: { x: 0 } },
    { kind: 'move', collapsed: true, where: 'tab' },
    { kind: 'collapse' },
    { kind: 'collapse', collapsed: 'true' },
    { kind: 'collapse', collapsed: null },
    { kind: 'model' },
    { kind: 'model', model: 'other' },
    { kind: 'model', model: ['classic'] },
    { kind: 'model', collapsed: true },
    { kind: 'hide' },
    { kind: 'hide', where: 'nowhere' },
    { kind: 'hide', where: ['tab'] },
    { kind: 'hide', collapsed: true },
  ])('is refused: %j', (change) => {
    expect(parseBadgeChange(change)).toBeNull();
  });

  it('is of one kind, and comes without what is of another', () => {
    const all = { position: { x: 0, y: 1, z: 2 }, collapsed: true, where: 'site', theme: 'dark' };
    expect(parseBadgeChange({ ...all, kind: 'move' })).toEqual({
      kind: 'move',
      position: { x: 0, y: 1 },
    });
    expect(parseBadgeChange({ ...all, kind: 'collapse' })).toEqual({
      kind: 'collapse',
      collapsed: true,
    });
    expect(parseBadgeChange({ ...all, kind: 'hide' })).toEqual({ kind: 'hide', where: 'site' });
    // What is of another kind need not be right.
    expect(parseBadgeChange({ kind: 'hide', where: 'tab', position: 'left' })).toEqual({
      kind: 'hide',
      where: 'tab',
    });
  });
});

describe('a request for a refresh', () => {
  it.each([true, false])('is taken: force %s', (force) => {
    expect(parseRefresh({ force, at: 5 })).toEqual({ force });
  });

  it.each([...NOTHING, {}, { force: 'yes' }, { force: 1 }, { force: null }])(
    'forces nothing otherwise: %j',
    (data) => {
      expect(parseRefresh(data)).toEqual({ force: false });
    },
  );
});

describe('what the worker pushes', () => {
  it.each([
    { pair: PAIR, view: null },
    { pair: PAIR, view: { score: 61 } },
  ])('is taken as it is: %j', (push) => {
    expect(parsePush(push)).toBe(push);
  });

  it.each([...NOTHING, {}, { pair: PAIR }, { view: null }])('is refused: %j', (push) => {
    expect(parsePush(push)).toBeNull();
  });
});

it('never throws, whatever is sent', () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      for (const parse of [parseViewedPair, parseBadgeChange, parseRefresh, parsePush]) parse(data);
    }),
  );
});
