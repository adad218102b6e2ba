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
}: SectionProps & { reset: () => void }) {
  const t = useWords();
  const [done, setDone] = useState<'imported' | 'reset' | 'exported' | null>(null);
  const giveBackUnused = (next: Settings) => {
    for (const unused of unusedHosts(access, next)) hosts.giveBack(unused);
  };
  return (
    <>
      <div class="options-action">
        <button
          type="button"
          onClick={() => {
            access.saveFile(
              settingsFile(Date.now(), access.about.version),
              exportSettings(settings),
            );
            setDone('exported');
          }}
        >
          {t('options_data_export')}
        </button>
        <p class="options-hint">{t('options_data_export_hint')}</p>
      </div>
      <ImportField
        onImport={(imported) => {
          change(() => imported);
          giveBackUnused(imported);
          setDone('imported');
        }}
        onRefuse={() => setDone(null)}
      />
      <ResetField
        watched={settings.watchlist.length}
        onReset={() => {
          reset();
          giveBackUnused(DEFAULT_SETTINGS);
          setDone('reset');
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
    </>
  );
}
