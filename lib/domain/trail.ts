/** A symbol's scores over the last 24 h, in quarters of an hour: signed whole points, oldest first. */
export const TRAIL_STEP_MS = 900_000;
export const TRAIL_LENGTH = 96;
/** No score was known in that quarter. */
export const TRAIL_GAP = -128;
