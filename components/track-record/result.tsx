import { grouped } from '../../lib/domain/format';
import type { Collected } from '../../lib/track-record/collect';
import type { TrackRecord } from '../../lib/track-record/judge';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import type { TrackRecordAccess } from './access';
import { CellsTable } from './cells-table';
import type { RecordQuery } from './use-record';
import { useRecord } from './use-record';
import type { ModelId } from '../../lib/domain/score';
import { HORIZONS, MIN_DAYS, MIN_EVENTS } from '../../lib/track-record/counting';
import { outlookOf } from '../../lib/track-record/tally';
import { DAY_MS } from '../../lib/domain/time';

interface ResultProps {
  access: TrackRecordAccess;
  venueName: string;
  query: RecordQuery;
}

/** The track record for one query, its progress, or why there is none. */
export function Result({ access, venueName, query }: ResultProps) {
  const t = useWords();
  const { state, cancel, again } = useRecord(access, query);
  const { hours, model, historyDays } = query;
  const isWorking = state.is === 'reading' || state.is === 'judging';
  const hasAnswers = state.is === 'ready' && state.record.cells.some((cell) => cell.isEnough);
  // The outlook comes first only while there are no results.
  const outlook = state.is === 'ready' && (
    <OutlookPanel
      {...{ collected: state.collected, model, nowMs: state.nowMs, retentionDays: historyDays }}
      onOptions={access.openOptions}
    />
  );
  return (
    <>
      {/* Always rendered: screen readers announce changes only in a live region that was there before. */}
      <div class="track-status" aria-busy={isWorking}>
        {isWorking && (
          <div class="track-working">
            <Progress label={t('track_progress')} done={state.done} wanted={state.wanted} />
            <span>{t(`track_${state.is}`, String(state.done), String(state.wanted))}</span>
            <button type="button" class="button" onClick={cancel}>
              {t('track_cancel')}
            </button>
          </div>
        )}
        <p role="status">
          {state.is === 'cancelled' && t('track_cancelled')}
          {state.is === 'ready' && <span class="sr-only">{t('track_ready', venueName)}</span>}
        </p>
        {state.is === 'failed' && <p role="alert">{t('track_failed', state.reason)}</p>}
        {(state.is === 'cancelled' || state.is === 'failed') && (
          <button type="button" class="button" onClick={again}>
            {t('track_again')}
          </button>
        )}
      </div>
      {state.is === 'ready' && (
        <>
          <Collection collected={state.collected} record={state.record} />
          {!hasAnswers && outlook}
          {state.record.windows > 0 && (
            <>
              <Chance record={state.record} />
              <CellsTable
                record={state.record}
                retentionDays={historyDays}
                caption={t('track_caption', venueName, t(`model_${model}`), String(hours))}
              />
            </>
          )}
          {hasAnswers && outlook}
        </>
      )}
    </>
  );
}

/** How much history the result rests on, and what could not be read. */
function Collection({ collected, record }: { collected: Collected; record: TrackRecord }) {
  const t = useWords();
  const { firstMs, recorded, symbols, unread } = collected;
  return (
    <div class="track-collected">
      <p>
        {firstMs === null
          ? t('track_collected_nothing', grouped(symbols))
          : t(
              'track_collected',
              grouped(recorded),
              new Date(firstMs).toLocaleDateString(undefined, { day: 'numeric', month: 'long' }),
              grouped(record.windows),
              grouped(record.events),
              grouped(record.refused),
            )}
      </p>
      {unread > 0 && (
        <p class="track-note">{t('track_partial', String(unread), String(symbols))}</p>
      )}
    </div>
  );
}

/** How many intervals exclude 1, and how many would by chance alone. */
function Chance({ record: { intervals, excludingOne } }: { record: TrackRecord }) {
  const t = useWords();
  if (intervals === 0) return null;
  const expected = (intervals * 0.05).toFixed(1);
  return (
    <p class="track-chance">
      {t('track_chance', String(excludingOne), String(intervals), expected)}
    </p>
  );
}

interface OutlookProps {
  collected: Collected;
  model: ModelId;
  nowMs: number;
  retentionDays: number;
  onOptions: () => void;
}

/** When each horizon will have enough history for its first figures. Nothing once all have. */
function OutlookPanel({ collected, model, nowMs, retentionDays, onOptions }: OutlookProps) {
  const t = useWords();
  const horizons = HORIZONS.map((hours) => ({
    hours,
    outlook: outlookOf(collected.tables[hours], model),
  }));
  if (horizons.every(({ outlook }) => outlook.isEnough)) return null;
  const isTooShort = horizons.some(({ outlook }) => (outlook.daysNeeded ?? 0) > retentionDays);
  return (
    <section class="track-outlook" aria-labelledby="track-outlook-title">
      <h2 id="track-outlook-title">{t('track_outlook_title')}</h2>
      <p>{t('track_outlook_intro', String(MIN_EVENTS), String(MIN_DAYS))}</p>
      <dl>
        {horizons.map(({ hours, outlook }) => (
          <div key={hours}>
            <dt>{t('track_outlook_horizon', String(hours))}</dt>
            <dd>
              <ProgressLine
                label={t('track_outlook_events', String(hours))}
                have={outlook.events}
                least={MIN_EVENTS}
                words={t('track_events_of', grouped(outlook.events), String(MIN_EVENTS))}
              />
              <ProgressLine
                label={t('track_outlook_days', String(hours))}
                have={outlook.days}
                least={MIN_DAYS}
                words={t('track_days_of', String(outlook.days), String(MIN_DAYS))}
              />
              <p>{whenWords(outlook)}</p>
            </dd>
          </div>
        ))}
      </dl>
      {isTooShort && (
        <p class="track-note">
          <span>{t('track_outlook_kept', String(retentionDays))}</span>
          <button type="button" class="button" onClick={onOptions}>
            {t('track_open_options')}
          </button>
        </p>
      )}
    </section>
  );

  function whenWords(outlook: ReturnType<typeof outlookOf>): string {
    if (outlook.isEnough) return t('track_outlook_ready');
    if (outlook.daysMissing === null || outlook.daysNeeded === null) {
      return t('track_outlook_unseen');
    }
    if (outlook.daysNeeded > retentionDays) {
      return t('track_outlook_needs', String(outlook.daysNeeded));
    }
    const when = new Date(nowMs + outlook.daysMissing * DAY_MS);
    const date = when.toLocaleDateString(undefined, { day: 'numeric', month: 'long' });
    return t('track_outlook_when', date, String(outlook.daysMissing));
  }
}

function ProgressLine(props: { label: string; have: number; least: number; words: string }) {
  const { label, have, least, words } = props;
  return (
    <div class="track-bar">
      <Progress label={label} done={Math.min(have, least)} wanted={least} />
      <span>{words}</span>
    </div>
  );
}
