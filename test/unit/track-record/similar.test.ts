/** What windows are expected to do, and the groups that they are compared in. */
import { describe, expect, it } from 'vitest';
import type { Similar } from '../../../lib/track-record/similar';
import { similarWindows } from '../../../lib/track-record/similar';
import type { PriceWindow, Trailing } from '../../../lib/track-record/windows';

const pace = () => Promise.resolve();

function windowOf(block: number, volatilityPct: number, dayPct: number | null): PriceWindow {
  const before = (day: number): Trailing => {
    return { recentPct: day, dayPct: day, weekPct: 1, isWholeWeek: true };
  };
  return {
    ...{ block, volatilityPct, downPct: 0, upPct: 0 },
    trailing: dayPct === null ? null : before(dayPct),
    scores: { classic: 0, crowding: 0 },
  };
}

async function one(windows: readonly PriceWindow[], hours: 4 | 24 = 24): Promise<Similar> {
  const [similar] = await similarWindows([windows], hours, pace);
  if (similar === undefined) throw new Error('nothing');
  return similar;
}

/** Alternately calm and volatile before, each time with what follows. */
const alternating = (days: number, after: (before: number) => number) =>
  Array.from({ length: days }, (_, block) => {
    const before = [0.5, 1, 2][(block * 7) % 3] ?? 1;
    return windowOf(block, after(before), before);
  });

/** Expected after 2 % as a multiple of expected after 0.5 %. */
function contrast(windows: readonly PriceWindow[], { expected }: Similar): number {
  const of = (dayPct: number) =>
    expected[windows.findIndex(({ trailing }) => trailing?.dayPct === dayPct)] ?? Number.NaN;
  return of(2) / of(0.5);
}

describe('the expectation', () => {
  it('follows what came after such windows', async () => {
    const root = alternating(300, Math.sqrt);
    expect(contrast(root, await one(root))).toBeCloseTo(2, 1);
    const flat = alternating(300, () => 3);
    expect(contrast(flat, await one(flat))).toBeCloseTo(1, 1);
  });

  it('begins from the usual weights where there is little', async () => {
    // The day counts 0.4 and the last 4 h 0.1: 4 to the power of 0.5.
    const little = alternating(3, () => 1);
    const found = contrast(little, await one(little));
    expect(found).toBeGreaterThan(1.5);
    expect(found).toBeLessThan(3);
  });

  it('of a window does not depend on what followed it, nor on its fifth of the days', async () => {
    const windows = alternating(100, Math.sqrt);
    const { expected } = await one(windows);
    const changed = windows.map((window, index) =>
      index < 20 ? { ...window, volatilityPct: index === 3 ? 7 : window.volatilityPct } : window,
    );
    const after = (await one(changed)).expected;
    const ratio = (index: number) => (after[index] ?? 0) / (expected[index] ?? 1);
    // The others' changes; within the first fifth only the common level may, by no more than the symbol's mean did.
    for (let index = 0; index < 20; index += 1) expect(ratio(index)).toBeCloseTo(ratio(3), 3);
    expect(ratio(50)).not.toBeCloseTo(ratio(3), 3);
  });

  it('knows the time of day', async () => {
    // Six windows a day, the first twice as volatile.
    const windows = Array.from({ length: 300 }, (_, block) =>
      windowOf(block, block % 6 === 0 ? 2 : 1, 1),
    );
    const { expected } = await one(windows, 4);
    expect((expected[0] ?? 0) / (expected[1] ?? 1)).toBeGreaterThan(1.4);
  });

  it('is a multiple of its own symbol, so that large and small ones count alike', async () => {
    const small = alternating(60, Math.sqrt);
    const large = small.map((window) => ({ ...window, volatilityPct: window.volatilityPct * 50 }));
    const [a, b] = await similarWindows([small, large], 24, pace);
    expect([...(b?.expected ?? [])].map((value, at) => value / (a?.expected[at] ?? 1))).toEqual(
      small.map(() => expect.closeTo(1, 9) as unknown),
    );
  });

  it('is missing where nothing is known before, and a number where prices stood still', async () => {
    const windows = [windowOf(0, 1, null), windowOf(1, 0, 1), windowOf(2, 0, 1)];
    const { expected, group } = await one(windows);
    expect([...expected].map(Number.isFinite)).toEqual([false, true, true]);
    expect([...group]).toEqual([-1, 0, 0]);
    const none = await one([]);
    expect([none.expected.length, none.groups]).toEqual([0, 1]);
  });
});

describe('the groups', () => {
  /** Each window more volatile before than the one before it. */
  const rising = (count: number) =>
    Array.from({ length: count }, (_, block) => windowOf(block, 1 + block / count, 1 + block));

  it.each([
    [14, 1, false],
    [29, 1, false],
    [30, 2, false],
    [149, 9, false],
    [150, 10, true],
    [399, 10, true],
    // The top tenth halved, and halved again.
    [400, 11, true],
    [599, 11, true],
    // Thirds of each.
    [600, 33, true],
    [800, 36, true],
  ])('of %i windows are %i, fine: %s', async (count, groups, isFine) => {
    const similar = await one(rising(count));
    expect([similar.groups, similar.isFine]).toEqual([groups, isFine]);
    expect(Math.max(...similar.group)).toBeLessThan(groups);
  });

  it('are equal parts in the order of the expectation', async () => {
    const { group, expected } = await one(rising(150));
    const order = [...group.keys()].sort((a, b) => (expected[a] ?? 0) - (expected[b] ?? 0));
    expect(order.map((index) => group[index])).toEqual(
      Array.from({ length: 150 }, (_, rank) => Math.floor(rank / 15)),
    );
  });
});
