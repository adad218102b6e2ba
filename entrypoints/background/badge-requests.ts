/** What badges ask for. They run in exchange pages, so what they send is parsed before it is believed. */
import type { Sender } from '../../lib/messages';
import { parseBadgeChange, parseViewedPair } from '../../lib/messages/parse';
import type { BadgeView } from '../../lib/messages/protocol';
import { withPlacement } from '../../lib/settings/settings';
import { updateSettings } from '../../lib/settings/store';
import { isAllowedSite, isChosenSite } from './badge-sites';
import { viewFor } from './badges';
import { gathered } from './gathered';
import { run } from './run';
import { venueScene } from './scene';
import { viewers } from './viewers';

/** What a viewed pair may lack is seen to so often, however many pages move however fast. */
const LOOK_MS = 2_000;
const refreshSoon = gathered(() => run({ force: false }), LOOK_MS);

/** The view of the pair the sender's tab now shows; null when it shows none, or none that the venue lists. */
export async function viewPair(data: unknown, sender: Sender): Promise<BadgeView | null> {
  const place = placeOf(sender);
  const pair = data === null ? null : parseViewedPair(data);
  if (place === null) return null;
  const view = pair && { site: place.site, pair };
  const kept = viewers.setView(place.tabId, view);
  if (view === null) {
    await kept;
    return null;
  }
  // Beside the answer, which people wait for: a badge that the worker has forgotten asks again within a minute.
  kept.catch((error: unknown) => {
    console.error('The tab could not be noted.', error);
  });
  const [hidden, scene, isAllowed] = await Promise.all([
    viewers.isHidden(place.tabId),
    venueScene(view.pair.venue),
    isAllowedSite(place.site),
  ]);
  // A script stays in pages that were open when its site was withdrawn.
  if (!isAllowed || !isChosenSite(place.site, scene.settings)) return null;
  const answer = viewFor({ ...view, tabId: place.tabId, hidden }, scene);
  // After the answer: people wait for that, not for what the pair may still lack.
  setTimeout(() => {
    refreshSoon().catch((error: unknown) => {
      console.error('A viewed pair could not be seen to.', error);
    });
  });
  return answer;
}

export async function changeBadge(data: unknown, sender: Sender): Promise<void> {
  const origin = placeOf(sender);
  const change = parseBadgeChange(data);
  if (origin === null || change === null) return;
  const place = (placement: Parameters<typeof withPlacement>[2]) =>
    updateSettings((settings) => withPlacement(settings, origin.site, placement));
  if (change.kind === 'move') await place({ position: change.position });
  else if (change.kind === 'collapse') await place({ collapsed: change.collapsed });
  else {
    const hidden = change.kind === 'hide';
    if (change.where === 'tab') await viewers.setHidden(origin.tabId, hidden);
    else if (change.where === 'site') await place({ hidden });
    else {
      await updateSettings((settings) => ({
        ...settings,
        badge: { ...settings.badge, enabled: !hidden },
      }));
    }
  }
}

function placeOf({ tab, url }: Sender): { tabId: number; site: string } | null {
  if (tab?.id === undefined || url === undefined || !URL.canParse(url)) return null;
  return { tabId: tab.id, site: new URL(url).host };
}
