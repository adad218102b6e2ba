import type { ViewedPair } from '../venues/pages-contract';
import type { BadgeView } from './protocol';

interface Push {
  pair: ViewedPair;
  view: BadgeView | null;
}

/**
 * What the worker pushes to a badge. It comes from the extension itself (pages can't send on this channel), so its
 * frame is checked and its inside trusted: the badge carries no schema library.
 */
export function parsePush(data: unknown): Push | null {
  return isPush(data) ? data : null;
}

function isPush(data: unknown): data is Push {
  return typeof data === 'object' && data !== null && 'pair' in data && 'view' in data;
}
