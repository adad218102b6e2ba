import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeout } from '../../../lib/domain/timeout';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('waiting', () => {
  it('has an end', async () => {
    const never = withTimeout(5_000, new Promise<void>(() => undefined));
    const ended = never.then(() => 'done', String);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await ended).toContain('no answer within 5000 ms');
    expect(await withTimeout(5_000, Promise.resolve(1))).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
