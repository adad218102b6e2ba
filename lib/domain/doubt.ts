export const DOUBTED = [
  'openInterest',
  'markPrice',
  'indexPrice',
  'fundingRate',
  'basisPct',
  'past',
] as const;

/** A value that a venue sent and that is not believed yet, if ever: it is on no board and in no history. */
export interface Doubt {
  symbol: string;
  /** `past`: samples among what the venue remembers; `value` is how many. */
  of: (typeof DOUBTED)[number];
  value: number;
  /** The exchange's own time for it, ms. */
  atMs: number;
  /** What was believed before, and when; null: nothing was. */
  before: { value: number; atMs: number } | null;
}

/** How many values are set aside. */
export function countOf(doubts: readonly Doubt[]): number {
  return doubts.reduce((sum, { of, value }) => sum + (of === 'past' ? value : 1), 0);
}
