/**
 * How long a test waits before it reports a hang. No test's result depends on these: tests wait for a state, and a
 * machine that is ten times slower still has time for it.
 */

/** For one state. */
export const PATIENCE_MS = 60_000;
/** For a whole test or its setup. */
export const HANG_MS = 300_000;
