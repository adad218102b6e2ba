/** Permissions to reach hosts: which are granted, the switches that request and remove them, and the section that lists them. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Hosts, HostsState, OptionsAccess, SectionProps } from './access';
import type { Settings } from '../../lib/settings/settings';
import { isVenueOn } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import { SwitchField } from './fields';
import type { MessageKey } from '../ui/words';

/** Which hosts are allowed, read again whenever a permission is granted or removed, here or in the browser's settings. */
export function useHosts(access: OptionsAccess): HostsState {
  const [allowed, setAllowed] = useState<ReadonlyMap<Hosts, boolean>>(new Map());
  const read = useCallback(
    async (signal?: AbortSignal) => {
      const all = [...access.venues.map(({ hosts }) => hosts), access.tradingView];
      const answers = await Promise.all(all.map((hosts) => access.hosts.allows(hosts)));
      if (!signal?.aborted)
        setAllowed(new Map(all.map((hosts, i) => [hosts, answers[i] ?? false])));
    },
    [access],
  );
  useEffect(() => {
    const unmounting = new AbortController();
    const { signal } = unmounting;
    access.hosts.onChange(() => void read(signal), signal);
    void read(signal);
    return () => {
      unmounting.abort();
    };
  }, [access, read]);
  return useMemo(
    () => ({
      allowed: (hosts) => allowed.get(hosts) ?? null,
      async request(hosts) {
        const answer = await access.hosts.request(hosts).catch(() => false);
        await read();
        return answer;
      },
      remove: (hosts) => void access.hosts.remove(hosts).catch(() => {}),
    }),
    [access, allowed, read],
  );
}

/** Hosts of everything that is off under these settings and not granted at installation: their permissions can be removed. */
export function unusedHosts(access: OptionsAccess, settings: Settings): Hosts[] {
  const venues = access.venues.filter((venue) => !venue.onByDefault && !isVenueOn(venue, settings));
  return [
    ...venues.map(({ hosts }) => hosts),
    ...(settings.badge.tradingView ? [] : [access.tradingView]),
  ];
}

/**
 * A switch for something that needs a host permission. On: the browser asks the user first; when denied, it stays off and
 * says so. Off: the permission is removed. Where it is on and the permission is missing, a button requests it.
 */
export function HostSwitch({
  name,
  label = name,
  hint,
  hosts,
  canRemove,
  checked,
  state,
  onSwitch,
}: {
  /** Whose hosts these are, e.g. `Bybit`. */
  name: string;
  label?: string;
  hint: string;
  hosts: Hosts;
  /** Permissions granted at installation stay. */
  canRemove: boolean;
  checked: boolean;
  state: HostsState;
  onSwitch: (on: boolean) => void;
}) {
  const t = useWords();
  const [answer, setAnswer] = useState<'none' | 'waiting' | 'refused'>('none');
  const isAllowed = state.allowed(hosts);
  const isMissing = checked && isAllowed === false;
  const isRefused = answer === 'refused' && isAllowed !== true;
  const ask = async () => {
    const asked = state.request(hosts);
    setAnswer('waiting');
    const isGiven = await asked;
    setAnswer(isGiven ? 'none' : 'refused');
    if (isGiven && !checked) onSwitch(true);
  };
  const turn = (on: boolean) => {
    if (on) {
      void ask();
      return;
    }
    setAnswer('none');
    onSwitch(false);
    if (canRemove) state.remove(hosts);
  };
  return (
    <SwitchField
      label={label}
      hint={answer === 'waiting' ? t('options_hosts_waiting') : hint}
      error={
        isMissing
          ? t(isRefused ? 'options_hosts_still_missing' : 'options_hosts_missing', name)
          : isRefused
            ? t('options_hosts_refused', name)
            : undefined
      }
      checked={checked}
      onSwitch={turn}
    >
      {isMissing && (
        <button type="button" onClick={() => void ask()}>
          {t('options_hosts_allow', name)}
        </button>
      )}
    </SwitchField>
  );
}

const PERMISSION_WORDS: Partial<Record<string, MessageKey>> = {
  storage: 'options_permission_storage',
  alarms: 'options_permission_alarms',
  scripting: 'options_permission_scripting',
  unlimitedStorage: 'options_permission_unlimited_storage',
};

/** Each permission with its reason, and which hosts the browser allows now. */
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
