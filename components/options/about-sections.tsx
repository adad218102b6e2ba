/** What the extension may do and why, what it does not do, and what it is. */
import type { MessageKey } from '../ui/words';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

const PERMISSION_WORDS: Partial<Record<string, MessageKey>> = {
  storage: 'options_permission_storage',
  alarms: 'options_permission_alarms',
  scripting: 'options_permission_scripting',
};

export function PermissionsSection({ access }: SectionProps) {
  const t = useWords();
  const { permissions, apiOrigins, pages } = access.about;
  return (
    <dl class="options-permissions">
      {permissions.map((permission) => {
        const words = PERMISSION_WORDS[permission];
        return (
          <div key={permission}>
            <dt>
              <code>{permission}</code>
            </dt>
            <dd>{words !== undefined && t(words)}</dd>
          </div>
        );
      })}
      <div>
        <dt>
          <Sites sites={apiOrigins} />
        </dt>
        <dd>{t('options_permission_api')}</dd>
      </div>
      <div>
        <dt>
          <Sites sites={pages} />
        </dt>
        <dd>{t('options_permission_pages')}</dd>
      </div>
    </dl>
  );
}

function Sites({ sites }: { sites: readonly string[] }) {
  return (
    <>
      {sites.map((site) => (
        <code key={site}>{site}</code>
      ))}
    </>
  );
}

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
