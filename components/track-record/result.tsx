import type { Thresholds } from '../../lib/domain/band';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/band';
import { grouped } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import { DAY_MS } from '../../lib/domain/time';
import type { Collected } from '../../lib/track-record/collect';
import { HORIZONS, LEVEL, MIN_DAYS, MIN_EVENTS } from '../../lib/track-record/counting';
import type { SidesAndBands, TrackRecord } from '../../lib/track-record/judge';
import { outlookOf } from '../../lib/track-record/tally';
import { countWords } from '../ui/count-words';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import type { TrackRecordAccess } from './access';
import type { FigureChoice } from './cells-table';
import { CellsTable } from './cells-table';
import type { RecordQuery } from './use-record';
import { useRecord } from './use-record';

interface ResultProps {
  access: TrackRecordAccess;
  venueName: string;
  query: RecordQuery;
  figure: FigureChoice;
}

/** The track record for one query, its progress, or why there is none. */
export function Result({ access, venueName, query, figure }: ResultProps) {
  const t = useWords();
  const { state, cancel, again } = useRecord(access, query);
  const { hours, model, historyDays, thresholds } = query;
  const isWorking = state.is === 'reading' || state.is === 'judging';
  const records = state.is === 'ready' ? MODEL_IDS.flatMap((id) => state.records[id] ?? []) : [];
  const hasAnswers = records.some(({ bands }) => bands.some((cell) => cell.isEnough));
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
      <div class="track-status" aria-busy={isWorking || (state.is === 'ready' && !state.isWhole)}>
        {isWorking && (
          <div class="track-working">
            <Progress label={t('track_progress')} done={state.done} wanted={state.wanted} />
            <span>{t(`track_${state.is}`, grouped(state.done), grouped(state.wanted))}</span>
            <button type="button" class="button" onClick={cancel}>
              {t('track_cancel')}
            </button>
          </div>
        )}
        <p role="status">
          {state.is === 'cancelled' && t('track_cancelled')}
          {state.is === 'ready' && state.isWhole && (
            <span class="sr-only">{t('track_ready', venueName)}</span>
          )}
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
          <Collection collected={state.collected} record={records[0]} />
          {!hasAnswers && outlook}
          {records.some(({ windows }) => windows > 0) && (
            <>
              <CellsTable
                {...{ records: state.records, figure, hours, thresholds }}
                retentionDays={historyDays}
                caption={t(
                  `track_caption_${figure.measure}_${figure.baseline}`,
                  venueName,
                  String(hours),
                )}
              />
              {figure.baseline === 'similar' && <Reading {...{ records, thresholds }} />}
            </>
          )}
          {hasAnswers && outlook}
        </>
      )}
    </>
  );
}

/** How much history the result rests on, and what could not be read. */
function Collection(props: { collected: Collected; record: TrackRecord | undefined }) {
  const { collected, record } = props;
  const t = useWords();
  const { firstMs, recorded, symbols, unread } = collected;
  return (
    <div class="track-collected">
      <p>
        {firstMs === null || record === undefined
          ? t('track_collected_nothing', countWords(t, 'symbols', symbols))
          : t(
              'track_collected',
              countWords(t, 'symbols', recorded),
              new Date(firstMs).toLocaleDateString(undefined, { day: 'numeric', month: 'long' }),
              countWords(t, 'windows', record.windows),
              countWords(t, 'times', record.events),
              countWords(t, 'windows', record.refused),
            )}
      </p>
      {unread > 0 && (
        <p class="track-note">{t('track_partial', grouped(unread), grouped(symbols))}</p>
      )}
    </div>
  );
}

interface ReadingProps {
  records: readonly SidesAndBands[];
  thresholds: Thresholds;
}

/** How far the figures can be trusted: chance, rough matches, other limits than the market years'. */
function Reading({ records, thresholds }: ReadingProps) {
  const t = useWords();
  const intervals = records.reduce((sum, record) => sum + record.intervals, 0);
  const excludingOne = records.reduce((sum, record) => sum + record.excludingOne, 0);
  const isRough = records.some(({ cells, bands }) =>
    [...cells, ...bands].some(({ matching }) => matching === 'coarse'),
  );
  const { lean, stretched, stressed } = DEFAULT_THRESHOLDS;
  const isDefault =
    thresholds.lean === lean &&
    thresholds.stretched === stretched &&
    thresholds.stressed === stressed;
  return (
    <div class="track-reading">
      {intervals > 0 && (
        <p>
          {t(
            'track_chance',
            String(excludingOne),
            countWords(t, 'intervals', intervals),
            (intervals * (1 - LEVEL)).toFixed(1),
          )}
        </p>
      )}
      {isRough && <p>{t('track_rough_note')}</p>}
      {!isDefault && (
        <p>{t('track_limits_differ', String(lean), String(stretched), String(stressed))}</p>
      )}
    </div>
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
  const needed = Math.max(...horizons.map(({ outlook }) => outlook.daysNeeded ?? 0));
  return (
    <section class="track-outlook" aria-labelledby="track-outlook-title">
      <h2 id="track-outlook-title">{t('track_outlook_title')}</h2>
      <p>{t('track_outlook_intro', String(MIN_EVENTS), String(MIN_DAYS))}</p>
      <dl>
        {horizons.map(({ hours, outlook }) => (
          <div key={hours}>
            <dt>{t('after_next', String(hours))}</dt>
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
                words={t('track_days_of', grouped(outlook.days), String(MIN_DAYS))}
              />
              <p>{whenWords(outlook)}</p>
            </dd>
          </div>
        ))}
      </dl>
      {needed > retentionDays && (
        <p class="track-note">
          <span>{t('track_kept', countWords(t, 'days', retentionDays))}</span>
          <button type="button" class="button" onClick={onOptions}>
            {t('track_change')}
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
    return t('track_outlook_when', date, countWords(t, 'days', outlook.daysMissing));
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
