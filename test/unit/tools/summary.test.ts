import { expect, it } from 'vitest';
import { add, EMPTY, readSummary, summaryLine } from '../../tools/summary';

it('says skipped tests only when there are some', () => {
  expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});

it('adds runs up', () => {
  expect([{ passed: 1, failed: 2, skipped: 3 }, EMPTY].reduce(add, EMPTY)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 3,
  });
});

it('reads the last summary of a command, and only a line of its own', () => {
  expect(
    readSummary('1 passed, 0 failed\nmore\n 9 passed, 9 failed\n4 passed, 2 failed, 1 skipped\n'),
  ).toEqual({
    passed: 4,
    failed: 2,
    skipped: 1,
  });
  expect(readSummary('Tests  3 passed (3)')).toBeNull();
});
