import { grouped } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import type { Collected } from '../../lib/track-record/collect';
import { HORIZONS, LEAST_DAYS, LEAST_EVENTS } from '../../lib/track-record/counting';
import { outlookOf } from '../../lib/track-record/outlook';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import { DAY_MS } from '../../lib/domain/time';

export interface OutlookProps {
  collected: Collected;
  model: ModelId;
  nowMs: number;
  keptDays: number;
  onOptions: () => void;
}

/** What has been collected, and when each horizon's first answers become possible. Nothing once all are. */
export function OutlookPanel({ collected, model, nowMs, keptDays, onOptions }: OutlookProps) {
  const t = useWords();
  const horizons = HORIZONS.map((hours) => ({
    hours,
    outlook: outlookOf(collected.tables[hours], model),
  }));
  if (horizons.every(({ outlook }) => outlook.isEnough)) return null;
  const isTooShort = horizons.some(({ outlook }) => (outlook.daysNeeded ?? 0) > keptDays);
  return (
    <section class="track-outlook" aria-labelledby="track-outlook-title">
      <h2 id="track-outlook-title">{t('track_outlook_title')}</h2>
      <p>{t('track_outlook_intro', String(LEAST_EVENTS), String(LEAST_DAYS))}</p>
      <dl>
        {horizons.map(({ hours, outlook }) => (
          <div key={hours}>
            <dt>{t('track_outlook_horizon', String(hours))}</dt>
            <dd>
              <Bar
                label={t('track_outlook_events', String(hours))}
                have={outlook.events}
                least={LEAST_EVENTS}
                words={t('track_events_of', grouped(outlook.events), String(LEAST_EVENTS))}
              />
              <Bar
                label={t('track_outlook_days', String(hours))}
                have={outlook.days}
                least={LEAST_DAYS}
                words={t('track_days_of', String(outlook.days), String(LEAST_DAYS))}
              />
              <p>{whenWords(outlook)}</p>
            </dd>
          </div>
        ))}
      </dl>
      {isTooShort && (
        <p class="track-note">
          <span>{t('track_outlook_kept', String(keptDays))}</span>
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
    if (outlook.daysNeeded > keptDays) {
      return t('track_outlook_needs', String(outlook.daysNeeded));
    }
    const when = new Date(nowMs + outlook.daysMissing * DAY_MS);
    const date = when.toLocaleDateString(undefined, { day: 'numeric', month: 'long' });
    return t('track_outlook_when', date, String(outlook.daysMissing));
  }
}

function Bar(props: { label: string; have: number; least: number; words: string }) {
  const { label, have, least, words } = props;
  return (
    <div class="track-bar">
      <Progress label={label} done={Math.min(have, least)} wanted={least} />
      <span>{words}</span>
    </div>
  );
}
