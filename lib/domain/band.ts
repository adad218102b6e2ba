export const BANDS = ['neutral', 'lean', 'stretched', 'stressed'] as const;
export type Band = (typeof BANDS)[number];

/** Where each band begins: 0 < lean < stretched < stressed ≤ 100. */
export interface Thresholds {
  lean: number;
  stretched: number;
  stressed: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { lean: 15, stretched: 35, stressed: 60 };

export function areThresholds({ lean, stretched, stressed }: Thresholds): boolean {
  return (
    [lean, stretched, stressed].every(Number.isInteger) &&
    0 < lean &&
    lean < stretched &&
    stretched < stressed &&
    stressed <= 100
  );
}

export function bandOf(score: number, thresholds: Thresholds): Band {
  if (score >= thresholds.stressed) return 'stressed';
  if (score >= thresholds.stretched) return 'stretched';
  if (score >= thresholds.lean) return 'lean';
  return 'neutral';
}

/** The next stronger band and the points missing to it; null at the top. */
export function nextBand(
  score: number,
  thresholds: Thresholds,
): { band: Band; points: number } | null {
  for (const band of ['lean', 'stretched', 'stressed'] as const) {
    if (score < thresholds[band]) return { band, points: thresholds[band] - score };
  }
  return null;
}
