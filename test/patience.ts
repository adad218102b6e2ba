/**
 * How long a test waits before it says that something hangs. No test is decided by these: what is waited for is a state,
 * and a machine that is ten times slower than ours still has time for it.
 */

/** For one state. */
export const PATIENCE_MS = 60_000;
/** For a whole test, or what is prepared for it. */
export const HANG_MS = 300_000;
