/**
 * Typed messages over the browser's own `runtime` and `tabs` messaging. Handlers get `unknown` data and parse it, since a
 * badge runs in a page that is not trusted. Libraries for this type the data as the sender should have sent it, and send
 * the handler's error to the sender, which may be such a page.
 */
import { browser } from 'wxt/browser';
import { withTimeout } from '../domain/timeout';
import type { ViewedPair } from '../venues/pages-contract';
import type { BadgeView, ProtocolMap } from './protocol';

type MessageType = keyof ProtocolMap;
type DataOf<K extends MessageType> = Parameters<ProtocolMap[K]>[0];
type AnswerTo<K extends MessageType> = ReturnType<ProtocolMap[K]>;

export interface Sender {
  tab?: { id?: number | undefined } | undefined;
  url?: string | undefined;
}

/** Tabs may be frozen. */
const ANSWER_TIMEOUT_MS = 10_000;

/** To the worker, or to the badge of tab `tabId`. Rejects without a listener, if the handler threw, and after 10 s. */
export async function sendMessage<K extends MessageType>(
  type: K,
  data: DataOf<K>,
  tabId?: number,
): Promise<AnswerTo<K>> {
  const message = { type, data };
  const reply: { answer: AnswerTo<K> } | undefined = await withTimeout(
    ANSWER_TIMEOUT_MS,
    tabId === undefined
      ? browser.runtime.sendMessage(message)
      : browser.tabs.sendMessage(tabId, message),
  );
  if (reply === undefined) throw new Error(`nobody answered "${type}"`);
  return reply.answer;
}

/** Listens until the returned function is called. If the handler throws, the error is logged and the sender gets no answer. */
export function onMessage<K extends MessageType>(
  type: K,
  handler: (data: unknown, sender: Sender) => AnswerTo<K> | Promise<AnswerTo<K>>,
): () => void {
  const listener = (message: unknown, sender: Sender, reply: (reply?: unknown) => void) => {
    if (!isOfType(message, type)) return;
    const answer = async () => handler(message.data, sender);
    answer().then(
      (given) => {
        reply({ answer: given });
      },
      (error: unknown) => {
        console.error(`"${type}" failed.`, error);
        reply();
      },
    );
    // Keeps the channel open for the answer.
    return true as const;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => {
    browser.runtime.onMessage.removeListener(listener);
  };
}

function isOfType(message: unknown, type: string): message is { data: unknown } {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === type
  );
}

interface BadgePush {
  pair: ViewedPair;
  view: BadgeView | null;
}

/**
 * The data of `badgeChanged`; null if it is something else. Only its frame is checked: pages cannot send on this channel,
 * and a schema library would make the badge half as large again.
 */
export function parsePush(data: unknown): BadgePush | null {
  return isPush(data) ? data : null;
}

function isPush(data: unknown): data is BadgePush {
  return typeof data === 'object' && data !== null && 'pair' in data && 'view' in data;
}
