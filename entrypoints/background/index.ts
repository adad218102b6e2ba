/** Registers every listener before anything is awaited, and hands each event to one use case. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onMessage } from '../../lib/messages';
import { parseRefresh } from '../../lib/messages/parse';
import { watchSettings } from '../../lib/settings/store';
import { changeBadge, viewPair } from './badge-requests';
import { showEverywhere } from './house';
import { putBackBadges } from './put-back-badges';
import { run } from './run';
import { setViewer } from './viewers';

export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => {
    void putBackBadges();
    void run({ force: false });
  });
  browser.runtime.onStartup.addListener(() => void run({ force: false }));
  browser.alarms.onAlarm.addListener(() => void run({ force: false }));
  browser.tabs.onRemoved.addListener((tabId) => void setViewer(tabId, null));

  onMessage('refresh', (data) => void run({ force: parseRefresh(data).force }));
  onMessage('viewPair', viewPair);
  onMessage('changeBadge', changeBadge);

  watchSettings(() => {
    void showEverywhere();
    void run({ force: false });
  }, new AbortController().signal);

  void run({ force: false });
});
