/** Messaging between the worker, its pages and its badges; the fake browser's own lacks replies. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Sender } from '../../../lib/messages';

/** Chromium's error without a listener. */
export const NOBODY = 'Could not establish connection. Receiving end does not exist.';

interface OnMessage {
  hasListeners: () => boolean;
  trigger: (...heard: [unknown, Sender, (answer?: unknown) => void]) => Promise<unknown[]>;
}

/**
 * Resets the fake browser and delivers messages like a browser: as JSON, to every listener, answered by the first
 * reply, and without one once no listener has kept the channel open. `tabs` are the ids of those that have a badge.
 */
export function openChannel(sender: Sender, tabs: readonly number[] = []) {
  fakeBrowser.reset();
  const onMessage = fakeBrowser.runtime.onMessage as unknown as OnMessage;
  const deliver = (message: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!onMessage.hasListeners()) reject(new Error(NOBODY));
      const reply = (answer: unknown) => {
        resolve(asJson(answer));
      };
      onMessage.trigger(asJson(message), sender, reply).then((kept) => {
        if (!kept.includes(true)) resolve(undefined);
      }, reject);
    });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(deliver);
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((tab, message) =>
    tabs.includes(tab) ? deliver(message) : Promise.reject(new Error(NOBODY)),
  );
  return { deliver, isOpen: () => onMessage.hasListeners() };
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
