import { useEffect, useState } from 'preact/hooks';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { Settings } from '../../lib/settings/settings';
import type { RecordedVenue, TrackRecordAccess } from './access';

export interface Known {
  settings: Settings;
  venues: RecordedVenue[];
}

/** Settings, kept up to date, and the venues that have a history. Null until both are read. */
export function useKnown(access: TrackRecordAccess): {
  known: Known | null;
  /** Why the history can't be read; null while nothing is wrong. */
  trouble: HistoryTrouble | null;
} {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [venues, setVenues] = useState<RecordedVenue[] | null>(null);
  const [trouble, setTrouble] = useState<HistoryTrouble | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
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
    return () => leaving.abort();
  }, [access]);
  return { known: settings && venues && { settings, venues }, trouble };
}
