/** What the extension does not do, and what it is. */
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

export function PrivacySection() {
  const t = useWords();
  return <p>{t('options_privacy')}</p>;
}

export function AboutSection({ access }: SectionProps) {
  const t = useWords();
  return (
    <>
      <p>{t('options_about_version', access.about.version)}</p>
      <p>{t('options_about_affiliation')}</p>
      <p>{t('options_about_advice')}</p>
    </>
  );
}
