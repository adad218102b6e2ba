import type { Estimate } from '../../lib/track-record/bootstrap';
import { isApart } from '../../lib/track-record/judge';
import { useWords } from '../ui/words';
import type { Scale } from './scale';
import { tickText } from './scale';
import { estimateWords } from './words';

export type Beside = 'alike' | 'all';

/** A dot with its interval on the common axis, and the same in numbers. Full: alike windows; hollow: all of them. */
export function Interval(props: { estimate: Estimate | null; beside: Beside; scale: Scale }) {
  const { estimate, beside, scale } = props;
  const t = useWords();
  const { at } = scale;
  return (
    <div class={`track-figure track-${beside} ${estimate && isApart(estimate) ? 'is-apart' : ''}`}>
      <span class="sr-only">{t(`track_beside_${beside}`)}: </span>
      <svg class="track-plot" aria-hidden="true">
        <line class="track-one" x1="50%" x2="50%" y1="0" y2="100%" />
        {estimate && (
          <>
            <line
              class="track-range"
              x1={`${at(estimate.low)}%`}
              x2={`${at(estimate.high)}%`}
              y1="50%"
              y2="50%"
            />
            <Mark beside={beside} x={`${at(estimate.ratio)}%`} />
          </>
        )}
      </svg>
      <span class="track-number">
        {estimate === null ? t('track_no_estimate') : estimateWords(t, estimate)}
      </span>
    </div>
  );
}

export function Mark({ beside, x }: { beside: Beside; x: string }) {
  return (
    <svg x={x} y="50%" class="track-mark">
      {beside === 'alike' ? (
        <circle cx="0" cy="0" r="4.5" />
      ) : (
        <rect x="-3.5" y="-3.5" width="7" height="7" />
      )}
    </svg>
  );
}

export function Axis({ scale }: { scale: Scale }) {
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
