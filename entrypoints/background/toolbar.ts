import { browser } from 'wxt/browser';
import type { FirstView } from '../../lib/board/first-view';
import type { RankedRow } from '../../lib/board/rows';
import { countFromBand } from '../../lib/board/toolbar';
import { grouped } from '../../lib/domain/format';

/** Puts the number of stressed symbols on the toolbar icon, and what it means in its tooltip. `rows` are all of them. */
export async function showOnToolbar(
  rows: readonly RankedRow[],
  { settings, summary }: FirstView,
): Promise<void> {
  const count = countFromBand(rows, settings);
  const name = browser.i18n.getMessage('extension_action');
  const band = settings.toolbarFromBand;
  const market = [String(summary.averageScore), grouped(summary.ranked)];
  const detail =
    count === null || band === null
      ? browser.i18n.getMessage('toolbar_average', market)
      : browser.i18n.getMessage('toolbar_count', [
          grouped(count),
          browser.i18n.getMessage(`band_${band}`),
          ...market,
        ]);
  await Promise.all([
    browser.action.setBadgeText({ text: count === null || count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: '#b3261e' }),
    browser.action.setTitle({ title: `${name}\n${detail}` }),
  ]);
}
