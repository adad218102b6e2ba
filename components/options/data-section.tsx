import { useState } from 'preact/hooks';
import { exportSettings } from '../../lib/settings/transfer';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ImportField } from './import-field';
import { ResetField } from './reset-field';

const FILE_NAME = 'derivatives-pressure-score-settings.json';

/** Settings out, settings in, and back to the beginning. */
export function DataSection({
  settings,
  change,
  access,
  reset,
}: SectionProps & { reset: () => void }) {
  const t = useWords();
  const [done, setDone] = useState<'imported' | 'reset' | 'exported' | null>(null);
  return (
    <>
      <div class="options-action">
        <button
          type="button"
          onClick={() => {
            access.saveFile(FILE_NAME, exportSettings(settings));
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
          setDone('imported');
        }}
        onRefuse={() => setDone(null)}
      />
      <ResetField
        watched={settings.watchlist.length}
        onReset={() => {
          reset();
          setDone('reset');
        }}
      />
      <p class="options-done" role="status">
        {done !== null && t(`options_data_${done}`)}
      </p>
    </>
  );
}
