import { withPlacement } from '../../lib/settings/badge-change';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

/** The sites where the badge was moved, collapsed or hidden, and the way back. */
export function BadgeSites({ settings, change }: Pick<SectionProps, 'settings' | 'change'>) {
  const t = useWords();
  const sites = Object.entries(settings.badge.sites).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sites.length === 0) return <p class="options-note">{t('options_badge_no_sites')}</p>;
  return (
    <>
      <table class="badge-sites">
        <caption>{t('options_badge_sites')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('options_badge_site')}</th>
            <th scope="col">{t('options_badge_shown')}</th>
            <th scope="col">{t('options_badge_position')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(([site, { hidden, position }]) => (
            <tr key={site}>
              <th scope="row">{site}</th>
              <td>
                <label>
                  <input
                    type="checkbox"
                    checked={!hidden}
                    aria-label={t('options_badge_show_on', site)}
                    onChange={({ currentTarget }) => {
                      const isHidden = !currentTarget.checked;
                      void change((now) => withPlacement(now, site, { hidden: isHidden }));
                    }}
                  />
                  {t(hidden ? 'options_badge_is_hidden' : 'options_badge_is_shown')}
                </label>
              </td>
              <td>
                {position === null ? (
                  t('options_badge_corner')
                ) : (
                  <>
                    {t('options_badge_moved')}{' '}
                    <button
                      type="button"
                      aria-label={t('options_badge_reset_one', site)}
                      onClick={() => change((now) => withPlacement(now, site, { position: null }))}
                    >
                      {t('options_badge_reset')}
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        onClick={() => change((now) => ({ ...now, badge: { ...now.badge, sites: {} } }))}
      >
        {t('options_badge_forget')}
      </button>
    </>
  );
}
