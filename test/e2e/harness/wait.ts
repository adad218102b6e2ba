/** Waiting for a state that a user would see, never for a time. */
import { PATIENCE_MS } from '../../patience';

export interface WaitOptions {
  timeoutMs?: number;
  /** Between two probes. */
  everyMs?: number;
  /** Named in the error: what was waited for. */
  what?: string;
}

/** Polls until `probe` returns something truthy; on timeout throws with its last error or result. */
export async function waitFor<T>(
  probe: () => Promise<T> | T,
  { timeoutMs = PATIENCE_MS, everyMs = 40, what = 'a condition' }: WaitOptions = {},
): Promise<Exclude<NonNullable<T>, false | ''>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (isThere(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(`Waited ${timeoutMs} ms for ${what}`, { cause: last });
}

function isThere<T>(value: T): value is Exclude<NonNullable<T>, false | ''> {
  return Boolean(value);
}

/** Passes once `assertion` no longer throws; throws its last error after `timeoutMs`. */
export async function eventually(
  assertion: () => Promise<void> | void,
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() >= deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
