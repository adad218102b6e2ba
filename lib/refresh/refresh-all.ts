import type { RefreshContext } from './context';
import { refreshVenue } from './refresh-venue';

export interface RefreshAllResult {
  /** The earliest moment at which something that was put off can go on; null: nothing waits. */
  resumeAtMs: number | null;
  /** Faults of our own, by venue. Troubles of the venues are in their states. */
  faults: { venue: string; error: unknown }[];
}

/** Refreshes venues side by side. Whatever happens to one leaves the others alone. */
export async function refreshAll(
  contexts: readonly RefreshContext[],
  options: { force: boolean },
): Promise<RefreshAllResult> {
  const settled = await Promise.allSettled(
    contexts.map((context) => refreshVenue(context, options)),
  );
  let resumeAtMs: number | null = null;
  const faults: RefreshAllResult['faults'] = [];
  settled.forEach((outcome, index) => {
    if (outcome.status === 'rejected') {
      faults.push({ venue: contexts[index]?.venue.id ?? '', error: outcome.reason });
    } else if (outcome.value.resumeAtMs !== null) {
      resumeAtMs = Math.min(resumeAtMs ?? Infinity, outcome.value.resumeAtMs);
    }
  });
  return { resumeAtMs, faults };
}
