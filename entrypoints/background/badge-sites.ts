/** On which sites the badge's script runs: the default venue's by the manifest, others while they are on and allowed. */
import { browser } from 'wxt/browser';
import { within } from '../../lib/domain/within';
import type { Settings } from '../../lib/settings/settings';
import { VENUES } from '../../lib/venues/registry';
import { isOnSite, siteOf } from '../../lib/venues/sites';
import { TRADING_VIEW_MATCHES } from '../../lib/venues/tradingview';
import { enabledVenues } from './house';
import { BADGE_SCRIPT, putBadgesOn } from './put-badges';

/** More than a browser takes that is not stuck. */
const PATIENCE_MS = 10_000;

interface Site {
  id: string;
  matches: string[];
}

/**
 * Registers the script where it is missing and takes it from where it is not wanted; then puts it on the pages of new
 * sites that are open already. Safe to repeat.
 */
export async function syncBadgeSites(settings: Settings): Promise<void> {
  // Nothing in here waits for a page, and what it waits for has an end: whoever comes next waits for this.
  const missing = await navigator.locks.request('badge-sites', () =>
    within(PATIENCE_MS, registerSites(settings)),
  );
  await putBadgesOn(missing.flatMap(({ matches }) => matches));
}

/** Resolves to the sites that are new. */
async function registerSites(settings: Settings): Promise<Site[]> {
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
  if (missing.length > 0) {
    await browser.scripting.registerContentScripts(
      missing.map((site) => ({ ...site, js: [BADGE_SCRIPT], runAt: 'document_start' as const })),
    );
  }
  return missing;
}

/** The sites that are chosen, whether or not the browser allows them. */
function chosenSites(settings: Settings): Site[] {
  const optional = enabledVenues(settings).filter(({ onByDefault }) => !onByDefault);
  const sites = optional.map(({ id }) => ({ id, matches: [...siteOf(id)] }));
  return settings.badge.tradingView
    ? [...sites, { id: 'tradingview', matches: [...TRADING_VIEW_MATCHES] }]
    : sites;
}

async function wantedSites(settings: Settings): Promise<Site[]> {
  const sites = chosenSites(settings);
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

function defaultMatches(): string[] {
  return VENUES.filter(({ onByDefault }) => onByDefault).flatMap(({ id }) => siteOf(id));
}

/** Whether the site is chosen, and still allowed: pages that were open before keep their script when it is withdrawn. */
export async function mayCarryBadge(host: string, settings: Settings): Promise<boolean> {
  return isChosenSite(host, settings) && isAllowedSite(host);
}

export function isChosenSite(host: string, settings: Settings): boolean {
  const chosen = chosenSites(settings).flatMap(({ matches }) => matches);
  return isOnSite(host, [...defaultMatches(), ...chosen]);
}

export function isAllowedSite(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/** After an install or update: on every open page that may have it. */
export async function putBackBadges(settings: Settings): Promise<void> {
  const sites = await wantedSites(settings);
  await putBadgesOn([...defaultMatches(), ...sites.flatMap(({ matches }) => matches)]);
}
