/** Cells of a row: score, side, trend, venue. */
import type { RankedRow } from '../../lib/board/rows';
import type { Trend } from '../../lib/board/trends';
import { PICTURE_HEIGHT } from '../../lib/board/trends';
import { MISSING, signed } from '../../lib/domain/format';
import type { Bias, Score } from '../../lib/domain/score';
import { TRAIL_LENGTH } from '../../lib/domain/series';
import type { VenueId } from '../../lib/domain/venue';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { shortMark } from './access';

/**
 * The score, and a bar from the middle: to the right for long, to the left for short. A partial score is marked in the
 * empty half, with its coverage on hover.
 */
export function ScoreBar({ score: { score, raw, coverage } }: { score: Score }) {
  const t = useWords();
  const half = `${score / 2}%`;
  const from = raw < 0 ? { right: '50%' } : { left: '50%' };
  const free = raw < 0 ? { left: '50%' } : { right: '50%' };
  return (
    <>
      <span class="score-number">{score}</span>
      <span class="score-bar">
        <span class="score-fill" style={{ width: half, ...from }} />
        {coverage < 100 && (
          <span class="coverage" style={free} title={t('popup_coverage_title', String(coverage))}>
            {t('popup_partial')}
          </span>
        )}
      </span>
    </>
  );
}

const ARROWS: Record<Bias, string> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

export function SideWord({ bias }: { bias: Bias }) {
  const t = useWords();
  return (
    <>
      <span class="arrow" aria-hidden="true">
        {ARROWS[bias]}
      </span>
      <span class="word">{t(`bias_${bias}`)}</span>
    </>
  );
}

const BOX = `0 0 ${TRAIL_LENGTH - 1} ${PICTURE_HEIGHT}`;
const QUARTER_MS = 900_000;

/** The change over an hour, and the last 24 h as a line: muted before the score entered its band, in colour since. */
export function TrendCells({ trend, t }: { trend: Trend | null; t: Words }) {
  const change = trend?.change ?? null;
  return (
    <>
      <div role="gridcell" class={`c-change num${change ? '' : ' is-zero'}`}>
        {trend === null ? '' : change === null ? MISSING : signed(change, 0)}
      </div>
      <div role="gridcell" class="c-trend">
        {trend !== null && <Spark trend={trend} t={t} />}
      </div>
    </>
  );
}

function Spark({ trend, t }: { trend: Trend; t: Words }) {
  const { before, since, zeroY } = trend.picture();
  const { quarters, isWhole } = trend;
  const span = quartersWords(t, quarters);
  const words = t(isWhole ? 'popup_trend' : 'popup_trend_at_least', span);
  return (
    <>
      <svg class="spark" viewBox={BOX} preserveAspectRatio="none" role="img" aria-label={words}>
        <title>{words}</title>
        <path class="spark-zero" d={`M0 ${zeroY}H${TRAIL_LENGTH - 1}`} />
        <path class="spark-before" d={before} />
        <path class="spark-since" d={since} />
      </svg>
      <span class="trend-since" aria-hidden="true">
        {isWhole ? span : t('popup_since_longer', span)}
      </span>
    </>
  );
}

/** Quarters up to an hour, then whole hours: the trail's resolution. */
function quartersWords(t: Words, quarters: number): string {
  if (quarters === 0) return t('popup_wait_minutes', '15');
  if (quarters < 4) return t('popup_wait_minutes', String((quarters * QUARTER_MS) / 60_000));
  return t('popup_span_hours', String(Math.round(quarters / 4)));
}

interface VenueCellProps {
  row: RankedRow;
  nameOf: (venue: VenueId) => string;
  t: Words;
}

/** The venue of a row, or how many list an asset; the full name on hover and for screen readers. */
export function VenueCell({ row, nameOf, t }: VenueCellProps) {
  if (row.combined === null) {
    const name = nameOf(row.venue);
    return (
      <div role="gridcell" class="c-venue">
        <button
          type="button"
          tabIndex={-1}
          data-venue={row.venue}
          title={t('popup_venue_only', name)}
        >
          <span aria-hidden="true">{shortMark(name)}</span>
          <span class="sr-only">{name}</span>
        </button>
      </div>
    );
  }
  const { parts, venueCount } = row.combined;
  const names = [...new Set(parts.map(({ venue }) => nameOf(venue)))].join(', ');
  const words =
    venueCount === 1
      ? t('popup_venue_alone', names)
      : t('popup_venue_count', String(venueCount), names);
  return (
    <div role="gridcell" class="c-venue" title={words}>
      <span class={venueCount === 1 ? 'venue-count is-alone' : 'venue-count'} aria-hidden="true">
        {venueCount === 1 ? shortMark(names) : `×${venueCount}`}
      </span>
      <span class="sr-only">{words}</span>
    </div>
  );
}
