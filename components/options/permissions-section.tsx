import { isVenueOn } from '../../lib/settings/venues';
import type { MessageKey } from '../ui/words';
import { useWords } from '../ui/words';
import type { Hosts, SectionProps } from './access';

const PERMISSION_WORDS: Partial<Record<string, MessageKey>> = {
  storage: 'options_permission_storage',
  alarms: 'options_permission_alarms',
  scripting: 'options_permission_scripting',
  unlimitedStorage: 'options_permission_unlimited_storage',
};

/** What the extension may do and why, and what of it the browser allows at this moment. */
export function PermissionsSection({ settings, hosts: state, access }: SectionProps) {
  const t = useWords();
  const { venues, tradingView, about } = access;
  const sites = [
    ...venues.map((venue) => ({ ...venue, isOn: isVenueOn(venue, settings) })),
    {
      id: 'tradingview',
      name: t('options_tradingview'),
      onByDefault: false,
      isOn: settings.badge.tradingView,
      hosts: tradingView,
    },
  ];
  return (
    <>
      <dl class="options-permissions">
        {about.permissions.map((permission) => {
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
      </dl>
      <p>{t('options_permission_api')}</p>
      <p>{t('options_permission_pages')}</p>
      <table class="options-hosts">
        <caption>{t('options_permission_sites')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('options_permission_site')}</th>
            <th scope="col">{t('options_permission_reads')}</th>
            <th scope="col">{t('options_permission_badge')}</th>
            <th scope="col">{t('options_permission_now')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ id, name, onByDefault, isOn, hosts }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td data-label={t('options_permission_reads')}>
                <HostNames patterns={hosts.api} />
              </td>
              <td data-label={t('options_permission_badge')}>
                <HostNames patterns={hosts.pages} />
              </td>
              <td data-label={t('options_permission_now')}>
                {t(stateWords(state.allowed(hosts), { onByDefault, isOn }))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function stateWords(
  isAllowed: boolean | null,
  { onByDefault, isOn }: { onByDefault: boolean; isOn: boolean },
): MessageKey {
  if (isAllowed === null) return 'options_permission_unknown';
  if (!isAllowed) {
    return onByDefault || isOn ? 'options_permission_withdrawn' : 'options_permission_not_asked';
  }
  if (onByDefault) return 'options_permission_default';
  return isOn ? 'options_permission_given' : 'options_permission_idle';
}

function HostNames({ patterns }: { patterns: Hosts['api'] }) {
  if (patterns.length === 0) return <>–</>;
  return (
    <>
      {patterns.map((pattern) => (
        <code key={pattern}>{pattern.replace(/^https:\/\/|\/\*$/g, '')}</code>
      ))}
    </>
  );
}
