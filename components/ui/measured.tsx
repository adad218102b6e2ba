import type { InputText } from '../../lib/domain/input-text';
import type { Words } from './words';

/** A value with its period: `−0.0125 %/8h`. Only funding has one. */
export function Measured({ shown, t }: { shown: InputText; t: Words }) {
  const { text, periodHours } = shown;
  return (
    <>
      {text}
      {periodHours !== null && (
        <span class="period">{t('popup_per_hours', String(periodHours))}</span>
      )}
    </>
  );
}
