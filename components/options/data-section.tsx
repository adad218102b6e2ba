import { useState } from 'preact/hooks';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings';
import type { Settings } from '../../lib/settings/settings';
import { exportSettings } from '../../lib/settings/transfer';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ImportField } from './import-field';
import { ResetField } from './reset-field';
import { settingsFile } from './save-file';
import { unusedHosts } from './unused-hosts';

/** Settings out, settings in, and back to the beginning. */
export function DataSection({
  settings,
  change,
  hosts,
  access,
  reset,
}: SectionProps & { reset: () => Promise<boolean> }) {
  const t = useWords();
  const [done, setDone] = useState<'imported' | 'reset' | 'exported' | null>(null);
  const [failed, setFailed] = useState<'import' | 'reset' | 'export' | null>(null);
  /** Said when it is stored, and not before; what is given back of the browser's permissions can't be had again so easily. */
  const say = async (stored: Promise<boolean>, next: Settings, as: 'imported' | 'reset') => {
    setDone(null);
    setFailed(null);
    if (await stored) {
      giveBackUnused(next);
      setDone(as);
    } else setFailed(as === 'reset' ? 'reset' : 'import');
  };
  const giveBackUnused = (next: Settings) => {
    for (const unused of unusedHosts(access, next)) hosts.giveBack(unused);
  };
  return (
    <>
      <div class="options-action">
        <button
          type="button"
          onClick={() => {
            setDone(null);
            setFailed(null);
            try {
              access.saveFile(
                settingsFile(Date.now(), access.about.version),
                exportSettings(settings),
              );
              setDone('exported');
            } catch (error) {
              console.error('The settings could not be exported.', error);
              setFailed('export');
            }
          }}
        >
          {t('options_data_export')}
        </button>
        <p class="options-hint">{t('options_data_export_hint')}</p>
      </div>
      <ImportField
        onImport={(imported) => {
          void say(
            change(() => imported),
            imported,
            'imported',
          );
        }}
        onRefuse={() => {
          setDone(null);
          setFailed(null);
        }}
      />
      <ResetField
        watched={settings.watchlist.length}
        onReset={() => {
          void say(reset(), DEFAULT_SETTINGS, 'reset');
        }}
      />
      <p class="options-action">
        <a href="/track-record.html" target="_blank">
          {t('track_link')}
        </a>
      </p>
      <p class="options-done" role="status">
        {done !== null && t(`options_data_${done}`)}
      </p>
      <p class="options-error" role="alert">
        {failed !== null && t(`options_data_failed_${failed}`)}
      </p>
    </>
  );
}
