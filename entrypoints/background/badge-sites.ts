/** On which sites the badge's script runs: the default venue's by the manifest, others while they are on and allowed. */
import { browser } from 'wxt/browser';
import type { Settings } from '../../lib/settings/settings';
import { VENUES } from '../../lib/venues/registry';
import { siteOf } from '../../lib/venues/sites';
import { TRADING_VIEW_MATCHES } from '../../lib/venues/tradingview';
import { enabledVenues } from './house';
import { BADGE_SCRIPT, putBadgesOn } from './put-badges';

interface Site {
  id: string;
  matches: string[];
}

/** Registers the script where it is missing and takes it from where it is not wanted. Safe to repeat. */
export async function syncBadgeSites(settings: Settings): Promise<void> {
  await navigator.locks.request('badge-sites', async () => {
    const wanted = await wantedSites(settings);
    const registered = await browser.scripting.getRegisteredContentScripts();
    // Of a site, hosts may come and go: an update knows more of them than were allowed when it was switched on.
    const isAs = (script: { id: string; matches?: string[] | undefined }, site: Site) =>
      script.id === site.id && [...(script.matches ?? [])].sort().join() === site.matches.join();
    const gone = registered.filter((script) => !wanted.some((site) => isAs(script, site)));
    const missing = wanted.filter((site) => !registered.some((script) => isAs(script, site)));
    if (gone.length > 0) {
      await browser.scripting.unregisterContentScripts({ ids: gone.map(({ id }) => id) });
    }
    if (missing.length === 0) return;
    await browser.scripting.registerContentScripts(
      missing.map((site) => ({ ...site, js: [BADGE_SCRIPT], runAt: 'document_start' as const })),
    );
    await putBadgesOn(missing.flatMap(({ matches }) => matches));
  });
}

async function wantedSites(settings: Settings): Promise<Site[]> {
  const optional = enabledVenues(settings).filter(({ onByDefault }) => !onByDefault);
  const sites = optional.map(({ id }) => ({ id, matches: [...siteOf(id)] }));
  if (settings.badge.tradingView) {
    sites.push({ id: 'tradingview', matches: [...TRADING_VIEW_MATCHES] });
  }
  const allowed = await Promise.all(
    sites.map(async ({ id, matches }) => ({ id, matches: await allowedOf(matches) })),
  );
  return allowed.filter(({ matches }) => matches.length > 0);
}

/** Sorted. */
async function allowedOf(matches: readonly string[]): Promise<string[]> {
  const isAllowed = await Promise.all(
    matches.map((match) => browser.permissions.contains({ origins: [match] })),
  );
  return matches.filter((_, index) => isAllowed[index]).sort();
}

/** After an install or update: on every open page that may have it. */
export async function putBackBadges(settings: Settings): Promise<void> {
  const byDefault = VENUES.filter(({ onByDefault }) => onByDefault);
  const sites = await wantedSites(settings);
  await putBadgesOn([
    ...byDefault.flatMap(({ id }) => siteOf(id)),
    ...sites.flatMap(({ matches }) => matches),
  ]);
}
