/** On which sites the badge's script runs: the default venue's by the manifest, others while enabled and permitted. */
import { browser } from 'wxt/browser';
import { withTimeout } from '../../lib/domain/timeout';
import type { Settings } from '../../lib/settings/settings';
import { isVenueOn } from '../../lib/settings/settings';
import { VENUES } from '../../lib/venues/registry';
import { isOnSite, matchesOf } from '../../lib/venues/sites';
import { TRADING_VIEW_MATCHES } from '../../lib/venues/tradingview';

const REGISTER_TIMEOUT_MS = 10_000;
const INJECT_TIMEOUT_MS = 5_000;

const FIRST_SCRIPT = '/badge.js';
/** The interactive part, injected at the user's first interaction. */
const SECOND_SCRIPT = '/badge-interactive.js';

/** As `scripting.registerContentScripts` takes it. */
interface SiteScript {
  id: string;
  matches: string[];
}

/**
 * Registers the script where it is missing and unregisters it where it is not wanted; then injects it into open pages of
 * new sites. Idempotent.
 */
export async function syncBadgeSites(settings: Settings): Promise<void> {
  // Bounded, and no page is awaited under the lock: the next change of the settings waits for it.
  const missing = await navigator.locks.request('badge-sites', () =>
    withTimeout(REGISTER_TIMEOUT_MS, registerSites(settings)),
  );
  await injectInto(missing.flatMap(({ matches }) => matches));
}

/** Injects the script into every open page that may carry it. For an install or update, which ends the old scripts. */
export async function injectIntoOpenPages(settings: Settings): Promise<void> {
  const sites = await wantedSites(settings);
  await injectInto([...defaultMatches(), ...sites.flatMap(({ matches }) => matches)]);
}

/** Whether the badge may show on `host`: scripts stay in open pages after a permission is withdrawn. */
export async function mayCarryBadge(host: string, settings: Settings): Promise<boolean> {
  return isChosenSite(host, settings) && isPermittedSite(host);
}

/** Whether the settings put the badge on `host`, permitted or not. */
export function isChosenSite(host: string, settings: Settings): boolean {
  const chosen = chosenSites(settings).flatMap(({ matches }) => matches);
  return isOnSite(host, [...defaultMatches(), ...chosen]);
}

export function isPermittedSite(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/** Adds the interactive part to the page of `tab`. Rejects as `inject` does. */
export function injectSecondScript(tab: { id?: number | undefined } | undefined): Promise<void> {
  return inject(SECOND_SCRIPT, tab);
}

/** Resolves to the sites that are new. */
async function registerSites(settings: Settings): Promise<SiteScript[]> {
  const wanted = await wantedSites(settings);
  const registered = await browser.scripting.getRegisteredContentScripts();
  // Matches are compared, too: an update may change a site's hosts.
  const isSame = (script: { id: string; matches?: string[] | undefined }, site: SiteScript) =>
    script.id === site.id && [...(script.matches ?? [])].sort().join() === site.matches.join();
  const gone = registered.filter((script) => !wanted.some((site) => isSame(script, site)));
  const missing = wanted.filter((site) => !registered.some((script) => isSame(script, site)));
  if (gone.length > 0) {
    await browser.scripting.unregisterContentScripts({ ids: gone.map(({ id }) => id) });
  }
  if (missing.length > 0) {
    await browser.scripting.registerContentScripts(
      missing.map((site) => ({ ...site, js: [FIRST_SCRIPT], runAt: 'document_start' as const })),
    );
  }
  return missing;
}

/** The optional sites that the settings enable, permitted or not. */
function chosenSites(settings: Settings): SiteScript[] {
  const optional = VENUES.filter((venue) => !venue.onByDefault && isVenueOn(venue, settings));
  const sites = optional.map(({ id }) => ({ id, matches: [...matchesOf(id)] }));
  return settings.badge.tradingView
    ? [...sites, { id: 'tradingview', matches: [...TRADING_VIEW_MATCHES] }]
    : sites;
}

async function wantedSites(settings: Settings): Promise<SiteScript[]> {
  const permitted = await Promise.all(
    chosenSites(settings).map(async ({ id, matches }) => ({
      id,
      matches: await permittedOf(matches),
    })),
  );
  return permitted.filter(({ matches }) => matches.length > 0);
}

/** Sorted. */
async function permittedOf(matches: readonly string[]): Promise<string[]> {
  const isPermitted = await Promise.all(
    matches.map((match) => browser.permissions.contains({ origins: [match] })),
  );
  return matches.filter((_, index) => isPermitted[index]).sort();
}

function defaultMatches(): string[] {
  return VENUES.filter(({ onByDefault }) => onByDefault).flatMap(({ id }) => matchesOf(id));
}

/** A script of an older version that is still in a page removes itself when the new one starts. */
async function injectInto(matches: string[]): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.allSettled(tabs.map((tab) => inject(FIRST_SCRIPT, tab)));
}

/** Rejects with the browser's error, e.g. without a permission for the page, and when the page does not respond. */
async function inject(
  file: typeof FIRST_SCRIPT | typeof SECOND_SCRIPT,
  tab: { id?: number | undefined } = {},
): Promise<void> {
  await withTimeout(
    INJECT_TIMEOUT_MS,
    browser.scripting.executeScript({
      target: { tabId: tab.id ?? browser.tabs.TAB_ID_NONE },
      files: [file],
      // Like the registered script: some pages never finish loading.
      injectImmediately: true,
    }),
  );
}
