/** Answers and informs the badges of all tabs. */
import { browser } from 'wxt/browser';
import { badgeView, findRow } from '../../lib/board/badge-view';
import type { VenueBoard } from '../../lib/domain/board';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { sendMessage } from '../../lib/messages';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Settings } from '../../lib/settings/settings';
import { findVenue } from '../../lib/venues/registry';
import type { Viewer } from './viewers';
import { setViewer, viewers } from './viewers';

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

/** Sends every badge its view. A tab that does not answer is forgotten, unless its person hid the badge there. */
export async function informBadges(scene: Scene): Promise<void> {
  await Promise.all(
    (await viewers()).map(async (viewer) => {
      try {
        const change = { pair: viewer.pair, view: viewFor(viewer, scene) };
        await sendMessage('badgeChanged', change, viewer.tabId);
      } catch {
        if (!viewer.hidden) await setViewer(viewer.tabId, null);
      }
    }),
  );
}
