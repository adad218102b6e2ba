import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import type { RecordedVenue, TrackRecordAccess } from './access';

export interface Known {
  settings: Settings;
  venues: RecordedVenue[];
}

/** Settings, kept up to date, and the venues that have a history. Null until both are read. */
export function useKnown(access: TrackRecordAccess): { known: Known | null; failed: boolean } {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [venues, setVenues] = useState<RecordedVenue[] | null>(null);
  const [failed, setFailed] = useState(false);
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
        if (!signal.aborted) setFailed(true);
      },
    );
    return () => leaving.abort();
  }, [access]);
  return { known: settings && venues && { settings, venues }, failed };
}
