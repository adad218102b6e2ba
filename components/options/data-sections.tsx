import { useState, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { SectionProps } from './access';
import { BackupField, RestoreField } from './backup-fields';
import { ExportField } from './export-field';
import { unusedHosts } from './permissions';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings';
import type { Settings } from '../../lib/settings/settings';
import { exportSettings, importSettings } from '../../lib/settings/transfer';
import { useWords } from '../ui/words';
import { grouped } from '../../lib/domain/format';
import { textOfFile } from '../../lib/domain/text-file';
import type { ImportError } from '../../lib/settings/transfer';

/** Export for other programs; backup and restore for another computer. */
export function ArchiveSection(props: SectionProps) {
  const { access, hosts } = props;
  return (
    <>
      <ExportField {...props} />
      <BackupField {...props} />
      <RestoreField
        access={access}
        isWithout={Boolean(props.stored.boards?.history)}
        onRestored={(settings) => {
          for (const unused of unusedHosts(access, settings)) hosts.remove(unused);
        }}
      />
    </>
  );
}

/** Export, import and reset of the settings. */
export function DataSection({ settings, change, hosts, access, reset }: SectionProps) {
  const t = useWords();
  const [done, setDone] = useState<'imported' | 'reset' | 'exported' | null>(null);
  const [failed, setFailed] = useState<'import' | 'reset' | 'export' | null>(null);
  /** Only once stored are unused permissions removed: getting them back takes the user's consent. */
  const say = async (stored: Promise<boolean>, next: Settings, as: 'imported' | 'reset') => {
    setDone(null);
    setFailed(null);
    if (await stored) {
      removeUnused(next);
      setDone(as);
    } else setFailed(as === 'reset' ? 'reset' : 'import');
  };
  const removeUnused = (next: Settings) => {
    for (const unused of unusedHosts(access, next)) hosts.remove(unused);
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

/** Errors that are listed: a file of another kind may have hundreds. */
const MAX_LISTED = 20;

/** Imports a settings file, or lists what is wrong with each field. */
function ImportField({
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
    // Choosing the same file again, once corrected, is a change then.
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
              {errors.slice(0, MAX_LISTED).map(({ path, problem, details }) => (
                <li key={`${path} ${problem}`}>
                  {path !== '' && <code>{path}</code>} {t(`options_import_${problem}`, ...details)}
                </li>
              ))}
              {errors.length > MAX_LISTED && (
                <li>{t('options_import_more', grouped(errors.length - MAX_LISTED))}</li>
              )}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

/** Resets the settings after a confirmation; the focus follows the question. */
function ResetField({ watched, onReset }: { watched: number; onReset: () => void }) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const keepButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (asking) keepButton.current?.focus();
    else if (wasAsking.current) askButton.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  const leaveOnEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') setAsking(false);
  };
  if (!asking) {
    return (
      <div class="options-action">
        <button ref={askButton} type="button" onClick={() => setAsking(true)}>
          {t('options_data_reset_ask')}
        </button>
        <p class="options-hint">{t('options_data_reset_hint')}</p>
      </div>
    );
  }
  return (
    <div
      class="options-action options-confirm"
      role="alertdialog"
      aria-labelledby="options-reset-question"
    >
      <p id="options-reset-question">{t('options_data_reset_question', grouped(watched))}</p>
      <button
        type="button"
        class="options-danger"
        onKeyDown={leaveOnEscape}
        onClick={() => {
          setAsking(false);
          onReset();
        }}
      >
        {t('options_data_reset_confirm')}
      </button>
      <button
        ref={keepButton}
        type="button"
        onKeyDown={leaveOnEscape}
        onClick={() => setAsking(false)}
      >
        {t('options_data_reset_keep')}
      </button>
    </div>
  );
}

/** `pressure-settings-2026-03-29-0030Z-v0.1.0.json`: content, time (UTC) and the extension's version. */
function settingsFile(atMs: number, version: string): string {
  const [day = '', time = ''] = new Date(atMs).toISOString().split('T');
  return `pressure-settings-${day}-${time.slice(0, 5).replace(':', '')}Z-v${version}.json`;
}
