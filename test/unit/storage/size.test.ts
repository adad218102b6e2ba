import { expect, it } from 'vitest';
import { historyBytes } from '../../../lib/storage/codec';

/** 55 MB were measured in Chromium for 30 days of 600 symbols (`npm run bench -- history`). */
it('is near what a browser was seen to use', () => {
  expect(historyBytes(600, 30) / 1e6).toBeGreaterThan(50);
  expect(historyBytes(600, 30) / 1e6).toBeLessThan(65);
});

it('grows by a fine day up to a week, then by a long one', () => {
  expect(historyBytes(1, 8) - historyBytes(1, 7)).toBeLessThan(
    (historyBytes(1, 7) - historyBytes(1, 6)) / 4,
  );
  expect(historyBytes(0, 30)).toBe(0);
});
