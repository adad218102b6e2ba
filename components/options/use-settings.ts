import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import type { SettingsAccess } from './access';

export type Saving = 'idle' | 'saved' | 'failed';

export interface EditedSettings {
  /** Null until they are read. */
  settings: Settings | null;
  saving: Saving;
  /** Whether it is stored then. */
  change: (change: (settings: Settings) => Settings) => Promise<boolean>;
  /** Whether they are stored as the defaults then. */
  reset: () => Promise<boolean>;
}

const SAVED_SHOWN_MS = 2_500;

/**
 * Settings that are shown as changed at once and saved behind it. While own changes are on their way, what is stored
 * is older than what is shown, so news from the storage waits for the last of them.
 */
export function useSettings(access: SettingsAccess): EditedSettings {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [saving, setSaving] = useState<Saving>('idle');
  const underway = useRef(0);

  useEffect(() => {
    const leaving = new AbortController();
    const show = (stored: Settings) => {
      if (!leaving.signal.aborted && underway.current === 0) setSettings(stored);
    };
    access.watch(show, leaving.signal);
    void succeeds(async () => show(await access.read())).then((read) => {
      if (!read) setSaving('failed');
    });
    return () => {
      leaving.abort();
    };
  }, [access]);

  useEffect(() => {
    if (saving !== 'saved') return undefined;
    const timer = setTimeout(() => setSaving('idle'), SAVED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saving]);

  const save = useCallback(
    async (write: () => Promise<Settings>) => {
      underway.current += 1;
      const saved = await succeeds(write);
      underway.current -= 1;
      const isLast = () => underway.current === 0;
      const read =
        isLast() &&
        (await succeeds(async () => {
          const stored = await access.read();
          if (isLast()) setSettings(stored);
        }));
      if (isLast()) setSaving(saved && read ? 'saved' : 'failed');
      return saved;
    },
    [access],
  );
  const change = useCallback(
    (step: (settings: Settings) => Settings) => {
      setSettings((shown) => shown && step(shown));
      return save(() => access.update(step));
    },
    [access, save],
  );
  const reset = useCallback(() => save(access.reset), [access, save]);
  return { settings, saving, change, reset };
}

async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}
