import { useState } from 'preact/hooks';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import type { HorizonHours } from '../../lib/track-record/counting';
import { HORIZONS } from '../../lib/track-record/counting';
import { useLook } from '../ui/theme';
import { useWords } from '../ui/words';
import type { TrackRecordAccess } from './access';
import { Choices } from './choices';
import { CountingNotes } from './counting-notes';
import { Result } from './result';
import type { Known } from './use-venues';
import { useKnown } from './use-venues';

/** Were high scores followed by bigger moves? Answered from what is recorded here, and from nothing else. */
export function TrackRecordPage({ access }: { access: TrackRecordAccess }) {
  const t = useWords();
  const { known, trouble } = useKnown(access);
  useLook(known?.settings ?? null);
  return (
    <div class="track">
      <header>
        <p class="track-product">{t('extension_name')}</p>
        <h1>{t('track_title')}</h1>
        <p class="track-lead">{t('track_lead')}</p>
      </header>
      <main>
        {trouble !== null && <p role="alert">{t(`track_unreadable_${trouble}`)}</p>}
        {known !== null && known.venues.length > 0 && <Record access={access} known={known} />}
        {known?.venues.length === 0 && <Empty onOptions={access.openOptions} />}
        <CountingNotes />
      </main>
    </div>
  );
}

function Empty({ onOptions }: { onOptions: () => void }) {
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

function Record({ access, known }: { access: TrackRecordAccess; known: Known }) {
  const t = useWords();
  const { settings, venues } = known;
  const [first] = venues;
  const [venueId, setVenueId] = useState(first?.venue ?? '');
  const [hours, setHours] = useState<HorizonHours>(4);
  const [model, setModel] = useState<ModelId>(settings.model);
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
          legend={t('track_model')}
          choices={MODEL_IDS.map((id) => ({ value: id, label: t(`model_${id}`) }))}
          value={model}
          onChoose={setModel}
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
      </div>
      <Result
        access={access}
        venueName={name}
        asked={{
          ...{ venue, hours, model },
          thresholds: settings.thresholds,
          historyDays: settings.historyDays,
        }}
      />
    </>
  );
}
