/**
 * Typed messages over the browser's own `runtime` and `tabs` messaging. Handlers get `unknown` data, since a badge's page is
 * not to be trusted: each parses what it is given. Libraries for it hand the data over as if it were what the sender's type
 * says, and tell the sender, which may be in such a page, what went wrong inside.
 */
import { browser } from 'wxt/browser';
import { within } from '../domain/within';
import type { ProtocolMap } from './protocol';

type MessageType = keyof ProtocolMap;
type Data<K extends MessageType> = Parameters<ProtocolMap[K]>[0];
type Answer<K extends MessageType> = ReturnType<ProtocolMap[K]>;

export interface Sender {
  tab?: { id?: number | undefined } | undefined;
  url?: string | undefined;
}

/** More than any answer takes. */
const PATIENCE_MS = 10_000;

/**
 * To the worker, or to the badge of the tab `tabId`. Rejects when nobody listens or the handler threw, and when no answer
 * comes: tabs may be frozen.
 */
export async function sendMessage<K extends MessageType>(
  type: K,
  data: Data<K>,
  tabId?: number,
): Promise<Answer<K>> {
  const message = { type, data };
  const reply: { answer: Answer<K> } | undefined = await within(
    PATIENCE_MS,
    tabId === undefined
      ? browser.runtime.sendMessage(message)
      : browser.tabs.sendMessage(tabId, message),
  );
  if (reply === undefined) throw new Error(`nobody answered "${type}"`);
  return reply.answer;
}

/** Listens until the returned function is called. A handler that throws leaves the sender without an answer. */
export function onMessage<K extends MessageType>(
  type: K,
  handler: (data: unknown, sender: Sender) => Answer<K> | Promise<Answer<K>>,
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
