import { browser } from 'wxt/browser';
import { toolbarSummary } from '../../lib/board/toolbar';
import type { BoardRow } from '../../lib/domain/board';
import type { Settings } from '../../lib/settings/settings';

/** Puts the number of stressed symbols on the toolbar icon, and what it means in its tooltip. */
export async function showOnToolbar(rows: readonly BoardRow[], settings: Settings): Promise<void> {
  const { count, ranked, averageScore } = toolbarSummary(rows, settings);
  const name = browser.i18n.getMessage('extension_action');
  const band = settings.toolbarFromBand;
  const detail =
    count === null || band === null
      ? browser.i18n.getMessage('toolbar_average', [String(averageScore), String(ranked)])
      : browser.i18n.getMessage('toolbar_count', [
          String(count),
          browser.i18n.getMessage(`band_${band}`),
          String(averageScore),
          String(ranked),
        ]);
  await Promise.all([
    browser.action.setBadgeText({ text: count === null || count === 0 ? '' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: '#b3261e' }),
    browser.action.setTitle({ title: `${name}\n${detail}` }),
  ]);
}
