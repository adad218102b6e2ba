import { MARKET_YEARS } from '../../lib/calibration/market-years';
import { useState, useId, useEffect } from 'preact/hooks';
import type { HorizonHours } from '../../lib/track-record/counting';
import { HORIZONS, MIN_DAYS, MIN_EVENTS, RESAMPLES } from '../../lib/track-record/counting';
import { monthWords } from '../ui/times';
import { useLook } from '../ui/theme';
import { useWords } from '../ui/words';
import type { TrackRecordAccess, RecordedVenue } from './access';
import type { FigureChoice } from './cells-table';
import { Result } from './result';
import { grouped, signed } from '../../lib/domain/format';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { Settings } from '../../lib/settings/settings';

/** Were high scores followed by bigger moves? Worked out from the recorded history alone. */
export function TrackRecordPage({ access }: { access: TrackRecordAccess }) {
  const t = useWords();
  const { known, trouble } = useRecorded(access);
  useLook(known?.settings ?? null);
  return (
    <div class="track">
      <header>
        <p class="track-product">{t('extension_name')}</p>
        <h1>{t('track_title')}</h1>
        <p class="track-lead">{t('track_lead')}</p>
        <p>
          <a href="/guide.html">{t('guide_link')}</a>
        </p>
      </header>
      <main>
        {trouble !== null && <p role="alert">{t(`track_unreadable_${trouble}`)}</p>}
        {known !== null && known.venues.length > 0 && (
          <TrackRecordView access={access} known={known} />
        )}
        {known?.venues.length === 0 && <EmptyHistory onOptions={access.openOptions} />}
        <CountingNotes />
      </main>
    </div>
  );
}

function EmptyHistory({ onOptions }: { onOptions: () => void }) {
  const t = useWords();
  return (
    <section class="track-outlook">
      <h2>{t('track_empty_title')}</h2>
      <p>{t('track_empty')}</p>
      <button type="button" class="button" onClick={onOptions}>
        {t('track_open_options')}
      </button>
    </section>
  );
}

function TrackRecordView({ access, known }: { access: TrackRecordAccess; known: RecordedState }) {
  const t = useWords();
  const { settings, venues } = known;
  const [first] = venues;
  const [venueId, setVenueId] = useState(first?.venue ?? '');
  const [hours, setHours] = useState<HorizonHours>(4);
  const [measure, setMeasure] = useState<FigureChoice['measure']>('volatility');
  const [baseline, setBaseline] = useState<FigureChoice['baseline']>('similar');
  const venue = venues.find((one) => one.venue === venueId) ?? first;
  if (venue === undefined) return null;
  const name = access.venueName(venue.venue);
  return (
    <>
      <div class="track-choices">
        <Choices
          legend={t('track_venue')}
          choices={venues.map((one) => ({
            value: one.venue,
            label: access.venueName(one.venue),
          }))}
          value={venue.venue}
          onChoose={setVenueId}
        />
        <Choices
          legend={t('track_horizon')}
          choices={HORIZONS.map((value) => ({
            value,
            label: t('popup_span_hours', String(value)),
          }))}
          value={hours}
          onChoose={setHours}
        />
        <Choices
          legend={t('track_measure')}
          choices={MEASURES.map((value) => ({ value, label: t(`track_measure_${value}`) }))}
          value={measure}
          onChoose={setMeasure}
        />
        <Choices
          legend={t('track_baseline')}
          choices={BASELINES.map((value) => ({ value, label: t(`track_baseline_${value}`) }))}
          value={baseline}
          onChoose={setBaseline}
        />
      </div>
      <Result
        access={access}
        venueName={name}
        figure={{ measure, baseline }}
        query={{
          ...{ venue, hours, model: settings.model },
          thresholds: settings.thresholds,
          historyDays: settings.historyDays,
        }}
      />
    </>
  );
}

const MEASURES = ['volatility', 'adverse'] as const;
const BASELINES = ['similar', 'all'] as const;

/** A segmented radio group. */
function Choices<T extends string | number>(props: {
  legend: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <fieldset class="track-choice">
      <legend>{props.legend}</legend>
      <div>
        {props.choices.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === props.value}
              onChange={() => props.onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A wider interval says nothing: such predictions hardly differ from each other. */
const MAX_SLOPE_SPAN = 3;

/** The method, in enough detail to reproduce it. */
function CountingNotes() {
  const t = useWords();
  const { from, to, coins, source, takenOn, fittedOn, unseen, slopes } = MARKET_YEARS;
  const tried = slopes.map(({ model, hours, slope, low, high }) => {
    const of = [t(`model_${model}`), String(hours)] as const;
    return high - low > MAX_SLOPE_SPAN
      ? t('track_slope_open', ...of)
      : t('track_slope', ...of, plain(slope), plain(low), plain(high));
  });
  const notes = [
    t('track_how_score'),
    t('track_how_windows'),
    t('track_how_moves'),
    t('track_how_similar'),
    t('track_how_all'),
    t('track_how_interval', grouped(RESAMPLES)),
    t('track_how_events', String(MIN_EVENTS), String(MIN_DAYS)),
    t('track_how_holes'),
    t('track_how_five', monthWords(from), monthWords(to), coins.join(', '), source, takenOn),
    t('track_how_unseen', unseen, fittedOn, tried.join('; ')),
  ];
  return (
    <section class="track-how" aria-labelledby="track-how-title">
      <h2 id="track-how-title">{t('track_how_title')}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p>{t('track_how_not')}</p>
    </section>
  );
}

/** `0.71`, `−3.89` */
function plain(value: number): string {
  return signed(value, 2).replace('+', '');
}

interface RecordedState {
  settings: Settings;
  venues: RecordedVenue[];
}

/** The settings, followed, and the venues with a history. */
function useRecorded(access: TrackRecordAccess): {
  known: RecordedState | null;
  /** Why the history can't be read; null when it can. */
  trouble: HistoryTrouble | null;
} {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [venues, setVenues] = useState<RecordedVenue[] | null>(null);
  const [trouble, setTrouble] = useState<HistoryTrouble | null>(null);
  useEffect(() => {
    const unmounting = new AbortController();
    const { signal } = unmounting;
    access.settings.watch(setSettings, signal);
    Promise.all([access.settings.read(), access.readVenues()]).then(
      ([read, recorded]) => {
        if (signal.aborted) return;
        setSettings(read);
        setVenues(recorded.filter(({ symbols }) => symbols.length > 0));
      },
      (error: unknown) => {
        console.error('The history could not be opened.', error);
        const show = (why: HistoryTrouble) => {
          if (!signal.aborted) setTrouble(why);
        };
        access.whyUnreadable().then(show, () => show('unavailable'));
      },
    );
    return () => unmounting.abort();
  }, [access]);
  return { known: settings && venues && { settings, venues }, trouble };
}
