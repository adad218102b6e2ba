import { useEffect, useMemo } from 'preact/hooks';
import { chartLines } from '../../lib/board/chart-lines';
import { boardAtMs, perpetualRows } from '../../lib/board/detail';
import { boardPercentile, historyPercentile } from '../../lib/board/percentile';
import type { RankedRow } from '../../lib/board/rows';
import { changesSince } from '../../lib/board/since';
import type { BoardState } from '../../lib/board/store';
import type { Series } from '../../lib/domain/series';
import { useBoardState, useTools } from '../board/access';
import { useLazy } from '../ui/use-lazy';
import { useWords } from '../ui/words';
import { ChangesTable } from './changes-table';
import { Charts } from './charts/charts';
import { DetailHead } from './detail-head';
import { Percentiles } from './percentiles';
import { usePast } from './use-past';
import { WhyPanel } from './why-panel';
import './detail.css';
import { DAY_MS } from '../../lib/domain/time';

const whole = (state: BoardState) => state;
/** Days to read: a look-back of 24 h from a day ago, with its tolerance. */
const LEAST_DAYS = 3;
/** The newest sample can be slightly newer than the board. */
const AHEAD_MS = 600_000;

/** The detail view of one symbol: its reasons, what changed, and its recorded series. */
export function DetailPage() {
  const { store } = useTools();
  const state = useBoardState(whole);
  const { rows: shown, view, stored, settings, detail } = state;
  const rows = useMemo(
    () => perpetualRows({ rows: shown, view, stored, settings }),
    [shown, view, stored, settings],
  );
  const row = rows.find(({ key }) => key === detail);
  const nowMs = row && boardAtMs(state, row);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isBack = event.key === 'Escape' || (event.key === 'Backspace' && !event.repeat);
      if (!isBack || event.defaultPrevented) return;
      event.preventDefault();
      store.change({ detail: null });
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [store]);
  return (
    <div
      class={`detail ${row ? `band-${row.band} bias-${row.score.bias}` : ''}`}
      role="dialog"
      aria-labelledby="detail-title"
      tabIndex={-1}
    >
      {row === undefined || nowMs === undefined || nowMs === null ? (
        <Absent isLoading={stored === null} />
      ) : (
        <>
          <DetailHead row={row} />
          <Body {...{ row, rows, nowMs, state }} />
        </>
      )}
    </div>
  );
}

/** A component of its own at the top level: defined inside a render, its button would lose the focus at each board. */
function Absent({ isLoading }: { isLoading: boolean }) {
  const t = useWords();
  const { store } = useTools();
  return (
    <p class="detail-note" id="detail-title">
      {t(isLoading ? 'popup_loading' : 'detail_not_listed')}{' '}
      <button type="button" class="button" onClick={() => store.change({ detail: null })}>
        {t('detail_back')}
      </button>
    </p>
  );
}

interface BodyProps {
  row: RankedRow;
  rows: readonly RankedRow[];
  nowMs: number;
  state: BoardState;
}

function Body({ row, rows, nowMs, state: { settings, range, stored } }: BodyProps) {
  const t = useWords();
  const days = Math.max(LEAST_DAYS, settings.historyDays);
  const past = usePast(row.venue, row.perp.symbol, nowMs - days * DAY_MS, nowMs + AHEAD_MS);
  if (past.kind === 'loading') return <p class="detail-note">{t('detail_loading')}</p>;
  return (
    <div class="detail-body">
      {past.kind === 'unreadable' ? (
        <p class="detail-note">{t(`popup_history_${stored?.history ?? 'page'}`)}</p>
      ) : past.series === null || past.series.atMs.length === 0 ? (
        <p class="detail-note">{t('detail_empty', row.perp.symbol)}</p>
      ) : (
        <RecordedPast {...{ row, rows, nowMs, settings, range, series: past.series }} />
      )}
      <AfterSection row={row} />
      <section class="detail-why">
        <h3>{t('detail_why')}</h3>
        <WhyPanel row={row} isInDetail />
      </section>
    </div>
  );
}

const loadAfter = () => import('./after-scores').then(({ AfterScores }) => AfterScores);

/** Loaded after the charts. */
function AfterSection({ row }: { row: RankedRow }) {
  const { loaded: After } = useLazy(loadAfter);
  return After && <After row={row} isInDetail />;
}

interface RecordedProps extends Omit<BodyProps, 'state'> {
  series: Series;
  settings: BoardState['settings'];
  range: BoardState['range'];
}

function RecordedPast({ row, rows, nowMs, series, settings, range }: RecordedProps) {
  const t = useWords();
  const { store } = useTools();
  const { model, fundingUnit } = settings;
  const sides = row.perp.openInterestSides ?? 1;
  const lines = useMemo(
    () => chartLines(series, model, fundingUnit, sides),
    [series, model, fundingUnit, sides],
  );
  const changes = useMemo(
    () => changesSince(series, nowMs, row.inputs, model),
    [series, nowMs, row, model],
  );
  const { perp } = row;
  return (
    <>
      <Charts
        {...{ perp, lines, range, nowMs, settings }}
        onRange={(next) => store.change({ range: next })}
      />
      <section class="detail-since">
        <h3>{t('detail_changes')}</h3>
        <ChangesTable {...{ symbol: perp.symbol, model, changes, nowMs }} />
      </section>
      <section class="detail-places">
        <h3>{t('detail_places')}</h3>
        <Percentiles
          board={boardPercentile(rows, row)}
          history={historyPercentile(series, model, row.score.score)}
        />
      </section>
    </>
  );
}
