import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

/** Whether the browser may throw the history away, and a way to keep it from that. */
export function ProtectionNote({ access }: Pick<SectionProps, 'access'>) {
  const t = useWords();
  const [isProtected, setProtected] = useState<boolean | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    access.protection.read().then(setProtected, () => setProtected(null));
  }, [access]);
  if (isProtected === null) return null;
  if (isProtected) return <p class="options-hint">{t('options_history_protected')}</p>;
  const ask = () => {
    access.protection.ask().then(
      (given) => {
        setProtected(given);
        setRefused(!given);
      },
      () => setRefused(true),
    );
  };
  return (
    <div class="options-action">
      <p class="options-hint">{t('options_history_unprotected')}</p>
      <button type="button" onClick={ask}>
        {t('options_history_protect')}
      </button>
      <p class="options-error" role="status">
        {refused && t('options_history_protect_refused')}
      </p>
    </div>
  );
}
