/** Answers and informs the badges of all tabs. */
import { browser } from 'wxt/browser';
import { badgeView, findRow } from '../../lib/board/badge-view';
import type { VenueBoard } from '../../lib/domain/board';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { sendMessage } from '../../lib/messages';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Settings } from '../../lib/settings/settings';
import { findVenue } from '../../lib/venues/registry';
import { mayCarryBadge } from './badge-sites';
import type { Viewer } from './viewers';
import { viewers } from './viewers';

export interface Scene {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  settings: Settings;
}

export function viewFor(viewer: Viewer, scene: Scene): BadgeView | null {
  const row = findRow(scene.boards, viewer.pair);
  if (row === null) return null;
  const view = badgeView(row, {
    pair: viewer.pair,
    venueName: findVenue(row.venue)?.name ?? row.venue,
    site: viewer.site,
    hiddenInTab: viewer.hidden,
    clockSkewMs: scene.statuses.find(({ venue }) => venue === row.venue)?.clockSkewMs ?? 0,
    settings: scene.settings,
  });
  return { ...view, words: pillWords(view) };
}

/** What the pill says first; see BadgeView. */
function pillWords({ band, bias }: Pick<BadgeView, 'band' | 'bias'>): BadgeView['words'] {
  const keys = [
    'badge_name',
    'badge_move',
    'badge_spoken',
    'badge_old',
    'badge_part',
    `band_${band}`,
    `bias_${bias}`,
  ] as const;
  return Object.fromEntries(keys.map((key) => [key, browser.i18n.getMessage(key, ['$1'])]));
}

/**
 * Sends every badge its view; none where its site is no longer chosen or allowed. A tab that does not answer is forgotten:
 * its badge asks when it is awake again.
 */
export async function informBadges(scene: Scene): Promise<void> {
  await Promise.all(
    (await viewers.all()).map(async (viewer) => {
      const { tabId, site, pair } = viewer;
      try {
        const view = (await mayCarryBadge(site, scene.settings)) ? viewFor(viewer, scene) : null;
        await sendMessage('badgeChanged', { pair, view }, tabId);
      } catch {
        await viewers.setView(tabId, null);
      }
    }),
  );
}
