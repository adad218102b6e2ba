/** The stored settings as the page's state. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Settings, SettingsStore } from '../../lib/settings/settings';

export type Saving = 'idle' | 'saved' | 'failed';

interface EditedSettings {
  /** Null until they are read. */
  settings: Settings | null;
  saving: Saving;
  /** Resolves to whether the change was stored. */
  change: (change: (settings: Settings) => Settings) => Promise<boolean>;
  /** Resolves to whether the defaults were stored. */
  reset: () => Promise<boolean>;
}

const SAVED_SHOWN_MS = 2_500;

/**
 * Optimistic updates: a change is shown at once and saved in the background. While saves are pending the stored settings are
 * stale, so changes from the storage are ignored until the last save has ended.
 */
export function useSettings(access: SettingsStore): EditedSettings {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [saving, setSaving] = useState<Saving>('idle');
  const pending = useRef(0);

  useEffect(() => {
    const unmounting = new AbortController();
    const show = (stored: Settings) => {
      if (!unmounting.signal.aborted && pending.current === 0) setSettings(stored);
    };
    access.watch(show, unmounting.signal);
    void succeeds(async () => show(await access.read())).then((read) => {
      if (!read) setSaving('failed');
    });
    return () => {
      unmounting.abort();
    };
  }, [access]);

  useEffect(() => {
    if (saving !== 'saved') return undefined;
    const timer = setTimeout(() => setSaving('idle'), SAVED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saving]);

  const save = useCallback(
    async (write: () => Promise<Settings>) => {
      pending.current += 1;
      const saved = await succeeds(write);
      pending.current -= 1;
      const isLast = () => pending.current === 0;
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
