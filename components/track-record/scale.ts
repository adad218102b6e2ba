/** The common axis of all intervals: multiples of the usual, by their logarithm, with 1 in the middle. Pure. */
import type { TrackRecord } from '../../lib/track-record/judge';

const TICKS = [1.1, 1.25, 1.5, 2, 3, 4, 6, 8];
/** Narrower, and chance would look like much; wider, and one cell of few windows would squeeze all others. */
const [LEAST, MOST] = [1.3, 8];

export interface Scale {
  /** 0..100 from the left; what is further out stands at the edge. */
  at: (ratio: number) => number;
  ticks: readonly number[];
}

export function scaleOf({ cells }: TrackRecord): Scale {
  const ends = cells.flatMap(({ volatility, adverse }) =>
    [volatility.all, volatility.alike, adverse.all, adverse.alike].flatMap((one) =>
      one === null ? [] : [Math.abs(Math.log(one.low)), Math.abs(Math.log(one.high))],
    ),
  );
  const reach = Math.exp(1.08 * Math.max(0, ...ends.filter(Number.isFinite)));
  const edge = Math.min(MOST, Math.max(LEAST, reach));
  const tick = TICKS.findLast((candidate) => candidate < edge) ?? 1.1;
  return {
    at: (ratio) => {
      const share = Math.log(Math.max(1e-9, ratio)) / Math.log(edge);
      return 50 + 50 * Math.max(-1, Math.min(1, share));
    },
    ticks: [1 / tick, 1, tick],
  };
}

/** `1.42`; of whole numbers no more digits than needed on the axis. */
export function tickText(ratio: number): string {
  return String(Number(ratio.toFixed(2)));
}
