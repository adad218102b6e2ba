import type { Trend } from '../../lib/board/trends';
import { PICTURE_HEIGHT } from '../../lib/board/trends';
import { MISSING, signed } from '../../lib/domain/format';
import { TRAIL_LENGTH } from '../../lib/domain/trail';
import type { Words } from '../ui/words';

const BOX = `0 0 ${TRAIL_LENGTH - 1} ${PICTURE_HEIGHT}`;
const QUARTER_MS = 900_000;

/** The change over an hour, and the last day as a line: quiet before the score entered its band, in colour since. */
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
  const span = spanWords(t, quarters);
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

/** Quarters up to an hour, whole hours beyond: the trail knows no better. */
function spanWords(t: Words, quarters: number): string {
  if (quarters === 0) return t('popup_wait_minutes', '15');
  if (quarters < 4) return t('popup_wait_minutes', String((quarters * QUARTER_MS) / 60_000));
  return t('popup_span_hours', String(Math.round(quarters / 4)));
}
