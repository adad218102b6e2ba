import { expect, it } from 'vitest';
import { latestOf, pendingWindows } from '../../../lib/board/board-status';
import { status } from './rows-of';

const windows = (...readyAtMs: (number | null)[]) =>
  readyAtMs.map((at, index) => ({ windowMs: index + 1, readyAtMs: at }));

it('a venue with a past of its own, or with every window there, waits for nothing', () => {
  expect(pendingWindows(status())).toBeNull();
  expect(pendingWindows(status({ collecting: windows(null, null) }))).toBeNull();
  expect(pendingWindows(status({ collecting: windows(null, 5) }))).toEqual(windows(null, 5));
});

it('a window of several venues is ready with the last of them', () => {
  const all = [windows(null, 5, null), windows(null, 9, 3), windows(null, null, null)];
  expect(latestOf(all)).toEqual(windows(null, 9, 3));
  expect(latestOf([...all].reverse())).toEqual(windows(null, 9, 3));
});
