/** Registers every listener before anything is awaited, and hands each event to one use case. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import { onMessage } from '../../lib/messages';
import type { Sender } from '../../lib/messages';
import { parseRefresh } from '../../lib/messages/parse';
import type { StoredBoards } from '../../lib/domain/board';
import { readSettings, watchSettings } from '../../lib/settings/store';
import { createClockWatch, isRefreshAlarmOutOfStep } from './alarms';
import { injectIntoOpenPages, injectSecondScript, syncBadgeSites } from './badge-sites';
import { createDependencies } from './dependencies';

export default defineBackground(() => {
  const { store, restartHistory, finishRestore, viewers, published, run, runNow, badges } =
    createDependencies();
  const refreshDue = () => run({ force: false });

  browser.runtime.onInstalled.addListener(() => {
    void readSettings().then(injectIntoOpenPages);
    void refreshDue();
  });
  browser.runtime.onStartup.addListener(() => void refreshDue());
  browser.tabs.onRemoved.addListener((tabId) => void viewers.close(tabId));

  onMessage('refresh', (data) => {
    const { force, warned = false } = parseRefresh(data);
    if (force) return runNow({ warned });
    void refreshDue();
    return [];
  });
  onMessage('readBoards', async (_, sender): Promise<StoredBoards> => {
    mustBeOwnPage(sender);
    const { boards, statuses } = await published.read();
    return { boards, statuses, history: await store.trouble() };
  });
  onMessage('restartHistory', async (_, sender): Promise<HistoryTrouble | null> => {
    mustBeOwnPage(sender);
    const trouble = await restartHistory();
    await published.publish();
    void refreshDue();
    return trouble;
  });
  onMessage('viewPair', badges.viewPair);
  onMessage('changeBadge', badges.changeBadge);
  onMessage('loadSecondScript', (_, { tab }) => injectSecondScript(tab));
  onMessage('openGuide', async () => {
    await browser.tabs.create({ url: '/guide.html' });
  });

  /** After a change of settings or permissions: of all that follows from them. */
  const onRulesChanged = async (options: { force: boolean }): Promise<void> => {
    await Promise.all([readSettings().then(syncBadgeSites), published.publish(), run(options)]);
  };
  // Users can grant and withdraw permissions in the browser's own settings.
  browser.permissions.onAdded.addListener(() => void onRulesChanged({ force: true }));
  browser.permissions.onRemoved.addListener(() => void onRulesChanged({ force: true }));
  watchSettings(() => void onRulesChanged({ force: false }), new AbortController().signal);

  const repairAlarms = async (): Promise<void> => {
    if (!(await isRefreshAlarmOutOfStep())) return;
    clock.startPolling();
    await refreshDue();
  };
  const clock = createClockWatch({
    onJump: () => void repairAlarms(),
    poll: () => void refreshDue(),
  });
  browser.alarms.onAlarm.addListener(() => {
    clock.stopPolling();
    void refreshDue();
  });
  // A worker that died before the clock was set wakes by no alarm; an activated tab wakes it.
  browser.tabs.onActivated.addListener(() => void repairAlarms());

  const begin = async (): Promise<void> => {
    // Before a refresh, which would recreate the alarm and hide that the clock was set.
    await repairAlarms();
    // First of all: an interrupted restore must not leave new settings with old history, or the reverse.
    await finishRestore().catch((error: unknown) => {
      console.error('A restore could not be finished.', error);
    });
    const shown = published.publishAfterRestart().catch((error: unknown) => {
      console.error('The stored board could not be shown.', error);
    });
    await Promise.all([readSettings().then(syncBadgeSites), shown, refreshDue()]);
  };
  void begin();
});

/** Boards and history are for the extension's own pages, not for badges in exchanges' pages. */
function mustBeOwnPage({ url }: Sender): void {
  if (url?.startsWith(browser.runtime.getURL('/')) !== true) throw new Error('not for others');
}
