export const QUARANTINABLE = [
  'openInterest',
  'markPrice',
  'indexPrice',
  'fundingRate',
  'basisPct',
  'past',
] as const;

/** A quarantined value: implausible until a second one agrees. On no board and in no history. */
export interface QuarantinedValue {
  symbol: string;
  /** `past`: rejected samples of the venue's history; `value` is how many. */
  of: (typeof QUARANTINABLE)[number];
  value: number;
  /** The venue's time for it, ms. */
  atMs: number;
  /** The accepted value before it, and its time; null: none. */
  before: { value: number; atMs: number } | null;
}

/** How many values are quarantined. */
export function countOf(values: readonly QuarantinedValue[]): number {
  return values.reduce((sum, { of, value }) => sum + (of === 'past' ? value : 1), 0);
}
