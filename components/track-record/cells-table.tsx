import { grouped } from '../../lib/domain/format';
import type { Bias } from '../../lib/domain/score';
import { BIAS_ARROWS } from '../../lib/domain/score';
import { MIN_EVENTS, MIN_DAYS } from '../../lib/track-record/counting';
import type { CellRecord, Compared, TrackRecord } from '../../lib/track-record/judge';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import type { Estimate } from '../../lib/track-record/bootstrap';
import { excludesOne } from '../../lib/track-record/judge';
import type { MessageKey, Words } from '../ui/words';

/** A row per band and side: its figures against both baselines, and what they say in words. */
export function CellsTable(props: { record: TrackRecord; caption: string; retentionDays: number }) {
  const { record, caption, retentionDays } = props;
  const t = useWords();
  const scale = ratioAxis(record);
  const hasAny = record.cells.some(({ isEnough }) => isEnough);
  return (
    <table class="track-table">
      <caption>
        <span class="track-caption">{caption}</span>
        {hasAny && <Legend />}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('track_column_score')}</th>
          <th scope="col">
            <span class="track-column">{t('track_column_volatility')}</span>
            {hasAny && <Axis scale={scale} />}
          </th>
          <th scope="col">
            <span class="track-column">{t('track_column_adverse')}</span>
            {hasAny && <Axis scale={scale} />}
          </th>
          <th scope="col">{t('track_column_said')}</th>
        </tr>
      </thead>
      <tbody>
        {record.cells.map((cell) => (
          <CellRow key={`${cell.band} ${cell.side}`} {...{ cell, scale, retentionDays }} />
        ))}
      </tbody>
    </table>
  );
}

interface CellRowProps {
  cell: CellRecord;
  scale: RatioAxis;
  retentionDays: number;
}

function CellRow({ cell, scale, retentionDays }: CellRowProps) {
  const t = useWords();
  const { band, side, windows, events } = cell;
  return (
    <tr class={`track-row band-${band} bias-${side}`}>
      <th scope="row">
        <span class="track-cell">
          <span class="track-arrow" aria-hidden="true">
            {BIAS_ARROWS[side]}
          </span>
          <span class="track-band">{t(`band_${band}`)}</span> <span>{t(SIDE_WORDS[side])}</span>
        </span>
        <span class="track-count">{t('track_count', grouped(windows), grouped(events))}</span>
      </th>
      {cell.isEnough ? (
        <>
          <Figures name={t('track_column_volatility')} compared={cell.volatility} scale={scale} />
          <Figures name={t('track_column_adverse')} compared={cell.adverse} scale={scale} />
        </>
      ) : (
        <td colSpan={2} class="track-few">
          <Progress
            label={t('track_events_progress')}
            done={Math.min(events, MIN_EVENTS)}
            wanted={MIN_EVENTS}
          />
          <span>{t('track_events_of', grouped(events), grouped(MIN_EVENTS))}</span>
        </td>
      )}
      <td class="track-said">
        {findings(t, cell, retentionDays).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </td>
    </tr>
  );
}

function Figures(props: { name: string; compared: Compared; scale: RatioAxis }) {
  const { name, compared, scale } = props;
  return (
    <td>
      <span class="track-name" aria-hidden="true">
        {name}
      </span>
      <Interval estimate={compared.similar} baseline="alike" scale={scale} />
      <Interval estimate={compared.all} baseline="all" scale={scale} />
    </td>
  );
}

function Legend() {
  const t = useWords();
  return (
    <span class="track-legend">
      {(['alike', 'all'] as const).map((baseline) => (
        <span key={baseline} class={`track-${baseline}`}>
          <svg width="30" height="12" aria-hidden="true">
            <line class="track-range" x1="2" x2="28" y1="50%" y2="50%" />
            <EstimateMark baseline={baseline} x="15" />
          </svg>
          {t(`track_beside_${baseline}`)}
        </span>
      ))}
    </span>
  );
}

/** What a figure is compared with; see counting.ts. */
type Baseline = 'alike' | 'all';

/** An estimate with its interval on the common axis, and in numbers. Filled: `alike` baseline; hollow: `all`. */
function Interval(props: { estimate: Estimate | null; baseline: Baseline; scale: RatioAxis }) {
  const { estimate, baseline, scale } = props;
  const t = useWords();
  const { at } = scale;
  return (
    <div
      class={`track-figure track-${baseline} ${estimate && excludesOne(estimate) ? 'is-apart' : ''}`}
    >
      <span class="sr-only">{t(`track_beside_${baseline}`)}: </span>
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
            <EstimateMark baseline={baseline} x={`${at(estimate.ratio)}%`} />
          </>
        )}
      </svg>
      <span class="track-number">
        {estimate === null ? t('track_no_estimate') : estimateWords(t, estimate)}
      </span>
    </div>
  );
}

function EstimateMark({ baseline, x }: { baseline: Baseline; x: string }) {
  return (
    <svg x={x} y="50%" class="track-mark">
      {baseline === 'alike' ? (
        <circle cx="0" cy="0" r="4.5" />
      ) : (
        <rect x="-3.5" y="-3.5" width="7" height="7" />
      )}
    </svg>
  );
}

function Axis({ scale }: { scale: RatioAxis }) {
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

/** The common axis of all intervals: logarithmic multiples of the baseline, with 1 in the middle. */
interface RatioAxis {
  /** Position of a ratio, 0..100 from the left, clamped. */
  at: (ratio: number) => number;
  ticks: readonly number[];
}

function ratioAxis({ cells }: TrackRecord): RatioAxis {
  const ends = cells.flatMap(({ volatility, adverse }) =>
    [volatility.all, volatility.similar, adverse.all, adverse.similar].flatMap((one) =>
      one === null ? [] : [Math.abs(Math.log(one.low)), Math.abs(Math.log(one.high))],
    ),
  );
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

const SIDE_WORDS = {
  LONG: 'track_side_long',
  SHORT: 'track_side_short',
  NEUTRAL: 'track_side_balanced',
} as const satisfies Record<Bias, MessageKey>;

function cellWords(t: Words, { band, side }: CellRecord): string {
  return t('track_cell', t(`band_${band}`).toLowerCase(), t(SIDE_WORDS[side]));
}

const decimals = (ratio: number) => ratio.toFixed(2);

/** `1.42 (1.20 to 1.70)` */
function estimateWords(t: Words, { ratio, low, high }: Estimate): string {
  return t('track_estimate', decimals(ratio), decimals(low), decimals(high));
}

/** One or two sentences: what the intervals against the `alike` baseline say, or why there are none. */
function findings(t: Words, cell: CellRecord, retentionDays: number): string[] {
  if (!cell.isEnough) return [missingWords(t, cell, retentionDays)];
  const [moved, against] = [cell.volatility.similar, cell.adverse.similar];
  if (moved === null || against === null) return [t('track_said_no_alike')];
  const sentences: string[] = [];
  const numbers = ({ ratio, low, high }: Estimate) => [
    decimals(ratio),
    decimals(low),
    decimals(high),
  ];
  if (excludesOne(moved))
    sentences.push(t('track_said_moved', cellWords(t, cell), ...numbers(moved)));
  if (excludesOne(against)) {
    const side = cell.side === 'NEUTRAL' ? 'either' : 'against';
    sentences.push(t(`track_said_${side}`, ...numbers(against)));
  }
  return sentences.length > 0 ? sentences : [t('track_said_nothing')];
}

function missingWords(t: Words, cell: CellRecord, retentionDays: number): string {
  const { events, days, daysMissing, daysNeeded } = cell;
  if (daysMissing === null || daysNeeded === null) return t('track_missing_unseen');
  const have = [grouped(events), String(MIN_EVENTS), String(days), String(MIN_DAYS)];
  return daysNeeded > retentionDays
    ? t('track_missing_kept', ...have, String(daysNeeded), String(retentionDays))
    : t('track_missing_days', ...have, String(daysMissing));
}
