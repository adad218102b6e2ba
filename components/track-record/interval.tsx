/** Estimates with their intervals, drawn on one axis and in numbers. */
import type { Estimate } from '../../lib/track-record/bootstrap';
import { excludesOne } from '../../lib/track-record/judge';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { estimateWords, verdictWords } from './cell-words';

/** Whose history a figure is of: a dot for the user's, a diamond for the market years. */
export type FigureSource = 'own' | 'five';

interface IntervalProps {
  estimate: Estimate | null;
  source: FigureSource;
  scale: RatioAxis;
}

export function Interval({ estimate, source, scale }: IntervalProps) {
  const t = useWords();
  const isApart = estimate !== null && excludesOne(estimate);
  return (
    <div class={`track-figure track-${source} ${isApart ? 'is-apart' : ''}`}>
      <span class="track-source">{sourceName(t, source)}</span>
      <svg class="track-plot" aria-hidden="true">
        <line class="track-one" x1="50%" x2="50%" y1="0" y2="100%" />
        {estimate && (
          <>
            <line
              class="track-range"
              x1={`${scale.at(estimate.low)}%`}
              x2={`${scale.at(estimate.high)}%`}
              y1="50%"
              y2="50%"
            />
            <EstimateMark source={source} x={`${scale.at(estimate.ratio)}%`} />
          </>
        )}
      </svg>
      {estimate === null ? (
        <span class="track-number">{t('track_no_estimate')}</span>
      ) : (
        <span class="track-number">
          <b>{estimateWords(t, estimate)}</b>
          <span>{verdictWords(t, estimate)}</span>
        </span>
      )}
    </div>
  );
}

export function sourceName(t: Words, source: FigureSource): string {
  return t(source === 'own' ? 'track_source_own' : 'track_source_five');
}

export function EstimateMark({ source, x }: { source: FigureSource; x: string }) {
  return (
    <svg x={x} y="50%" class="track-mark">
      {source === 'own' ? (
        <circle cx="0" cy="0" r="4.5" />
      ) : (
        <path d="M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z" />
      )}
    </svg>
  );
}

export function Axis({ scale }: { scale: RatioAxis }) {
  return (
    <div class="track-axis" aria-hidden="true">
      <div>
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ left: `${scale.at(tick)}%` }}>
            {tickText(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}

const TICKS = [1.1, 1.25, 1.5, 2, 3, 4, 6, 8];
/** Limits of the axis: a narrower one makes noise look large, a wider one lets a cell with few windows squeeze the others. */
const [MIN_EDGE, MAX_EDGE] = [1.3, 8];

/** The common axis of all intervals: logarithmic multiples, with 1 in the middle. */
export interface RatioAxis {
  /** Position of a ratio, 0..100 from the left, clamped. */
  at: (ratio: number) => number;
  ticks: readonly number[];
}

/** Wide enough for all `estimates`, within limits. */
export function ratioAxis(estimates: readonly Estimate[]): RatioAxis {
  const ends = estimates.flatMap(({ low, high }) => [
    Math.abs(Math.log(low)),
    Math.abs(Math.log(high)),
  ]);
  const reach = Math.exp(1.08 * Math.max(0, ...ends.filter(Number.isFinite)));
  const edge = Math.min(MAX_EDGE, Math.max(MIN_EDGE, reach));
  const tick = TICKS.findLast((candidate) => candidate < edge) ?? 1.1;
  return {
    at: (ratio) => {
      const share = Math.log(Math.max(1e-9, ratio)) / Math.log(edge);
      return 50 + 50 * Math.max(-1, Math.min(1, share));
    },
    ticks: [1 / tick, 1, tick],
  };
}

/** `1.42`, without trailing zeros. */
function tickText(ratio: number): string {
  return String(Number(ratio.toFixed(2)));
}
