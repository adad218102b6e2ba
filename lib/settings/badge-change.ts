import type { BadgePlacement, Settings } from './settings';

const UNTOUCHED: BadgePlacement = { position: null, collapsed: false, hidden: false };

/** The settings with one site's badge changed. */
export function withPlacement(
  settings: Settings,
  site: string,
  change: Partial<BadgePlacement>,
): Settings {
  const placement = { ...(settings.badge.sites[site] ?? UNTOUCHED), ...change };
  const sites = { ...settings.badge.sites, [site]: placement };
  return { ...settings, badge: { ...settings.badge, sites } };
}
