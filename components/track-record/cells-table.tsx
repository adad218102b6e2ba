import { grouped } from '../../lib/domain/format';
import type { Bias } from '../../lib/domain/score';
import { LEAST_EVENTS } from '../../lib/track-record/counting';
import type { CellRecord, Compared, TrackRecord } from '../../lib/track-record/judge';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import { Axis, Interval, Mark } from './interval';
import type { Scale } from './scale';
import { scaleOf } from './scale';
import { saidOf, SIDE_WORDS } from './words';

const ARROWS: Record<Bias, string> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

/** A row per band and side: what moved after such scores, beside what is usual, and what that says. */
export function CellsTable(props: { record: TrackRecord; caption: string; keptDays: number }) {
  const { record, caption, keptDays } = props;
  const t = useWords();
  const scale = scaleOf(record);
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
          <CellRow key={`${cell.band} ${cell.side}`} {...{ cell, scale, keptDays }} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  cell: CellRecord;
  scale: Scale;
  keptDays: number;
}

function CellRow({ cell, scale, keptDays }: RowProps) {
  const t = useWords();
  const { band, side, windows, events } = cell;
  return (
    <tr class={`track-row band-${band} bias-${side}`}>
      <th scope="row">
        <span class="track-cell">
          <span class="track-arrow" aria-hidden="true">
            {ARROWS[side]}
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
            done={Math.min(events, LEAST_EVENTS)}
            wanted={LEAST_EVENTS}
          />
          <span>{t('track_events_of', grouped(events), grouped(LEAST_EVENTS))}</span>
        </td>
      )}
      <td class="track-said">
        {saidOf(t, cell, keptDays).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </td>
    </tr>
  );
}

function Figures(props: { name: string; compared: Compared; scale: Scale }) {
  const { name, compared, scale } = props;
  return (
    <td>
      <span class="track-name" aria-hidden="true">
        {name}
      </span>
      <Interval estimate={compared.alike} beside="alike" scale={scale} />
      <Interval estimate={compared.all} beside="all" scale={scale} />
    </td>
  );
}

function Legend() {
  const t = useWords();
  return (
    <span class="track-legend">
      {(['alike', 'all'] as const).map((beside) => (
        <span key={beside} class={`track-${beside}`}>
          <svg width="30" height="12" aria-hidden="true">
            <line class="track-range" x1="2" x2="28" y1="50%" y2="50%" />
            <Mark beside={beside} x="15" />
          </svg>
          {t(`track_beside_${beside}`)}
        </span>
      ))}
    </span>
  );
}
