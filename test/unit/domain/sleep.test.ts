/** A sleep ends in its time, or at once when its signal is aborted, and leaves nothing behind. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sleep } from '../../../lib/domain/sleep';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function asleep(ms: number) {
  const controller = new AbortController();
  let state = 'asleep';
  const ended = sleep(ms, controller.signal).then(
    () => (state = 'awake'),
    (error: unknown) => (state = String(error)),
  );
  return { controller, ended, state: () => state };
}

it('ends in its time, not sooner', async () => {
  const { state } = asleep(1_000);
  await vi.advanceTimersByTimeAsync(999);
  expect(state()).toBe('asleep');
  await vi.advanceTimersByTimeAsync(1);
  expect(state()).toBe('awake');
});

it('fails at once when it is aborted, without a timer left', async () => {
  const { controller, ended, state } = asleep(1_000);
  controller.abort();
  await ended;
  expect(state()).toBe('Error: gone');
  expect(vi.getTimerCount()).toBe(0);
});

it('listens no longer than it lasts', async () => {
  const { signal } = new AbortController();
  const [added, removed] = [
    vi.spyOn(signal, 'addEventListener'),
    vi.spyOn(signal, 'removeEventListener'),
  ];
  const ended = sleep(5, signal);
  await vi.advanceTimersByTimeAsync(5);
  await ended;
  expect(removed.mock.calls).toEqual(added.mock.calls.map(([type, listener]) => [type, listener]));
  expect(added).toHaveBeenCalledTimes(1);
});
