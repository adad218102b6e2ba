import { useEffect, useId, useRef } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { useWords } from '../ui/words';

/** Asks once more before everything is replaced, and says by what; the keyboard goes where the question is. */
export function BackupQuestion({
  name,
  createdAtMs,
  records,
  onReplace,
  onKeep,
}: {
  name: string;
  createdAtMs: number;
  records: number;
  onReplace: () => void;
  onKeep: () => void;
}) {
  const t = useWords();
  const id = useId();
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const leaveOnEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onKeep();
  };
  return (
    <div class="options-confirm" role="alertdialog" aria-labelledby={id}>
      <p id={id}>
        {t('options_restore_question', name)}{' '}
        {t('options_restore_inside', new Date(createdAtMs).toLocaleString(), grouped(records))}
      </p>
      <button type="button" class="options-danger" onKeyDown={leaveOnEscape} onClick={onReplace}>
        {t('options_restore_confirm')}
      </button>
      <button ref={keepButton} type="button" onKeyDown={leaveOnEscape} onClick={onKeep}>
        {t('options_restore_keep')}
      </button>
    </div>
  );
}
