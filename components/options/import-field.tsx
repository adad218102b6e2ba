import { useId, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { textOfFile } from '../../lib/domain/text-file';
import type { Settings } from '../../lib/settings/settings';
import type { ImportError } from '../../lib/settings/transfer';
import { importSettings } from '../../lib/settings/transfer';
import { useWords } from '../ui/words';

/** Reasons that are listed; of a file of another kind everything is wrong. */
const MOST = 20;

/** Takes a settings file, or says of each field what is wrong with it and takes nothing. */
export function ImportField({
  onImport,
  onRefuse,
}: {
  onImport: (settings: Settings) => void;
  onRefuse: () => void;
}) {
  const t = useWords();
  const id = useId();
  const [errors, setErrors] = useState<ImportError[]>([]);
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const result = importSettings(textOfFile(new Uint8Array(await file.arrayBuffer())));
    // So that the same file can be chosen again once it is mended.
    input.value = '';
    if ('errors' in result) {
      setErrors(result.errors);
      onRefuse();
    } else {
      setErrors([]);
      onImport(result.settings);
    }
  };
  return (
    <div class="options-action">
      <label class="options-file" for={id}>
        {t('options_data_import')}
      </label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-invalid={errors.length > 0}
        aria-describedby={`${id}-hint ${id}-errors`}
        onChange={({ currentTarget }) => void take(currentTarget)}
      />
      <p class="options-hint" id={`${id}-hint`}>
        {t('options_data_import_hint')}
      </p>
      <div class="options-error" id={`${id}-errors`} role="alert">
        {errors.length > 0 && (
          <>
            <p>{t('options_import_refused')}</p>
            <ul>
              {errors.slice(0, MOST).map(({ path, problem, details }) => (
                <li key={`${path} ${problem}`}>
                  {path !== '' && <code>{path}</code>} {t(`options_import_${problem}`, ...details)}
                </li>
              ))}
              {errors.length > MOST && (
                <li>{t('options_import_more', grouped(errors.length - MOST))}</li>
              )}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
