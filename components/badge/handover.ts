/**
 * The contract between the badge's two scripts. The first runs on every trading page; the second (badge.tsx, panel,
 * hidden-notice.tsx) is injected at the user's first interaction. Both run in the extension's isolated world of the page,
 * whose globals no script of the page sees; there the second leaves what it exports.
 */
import type { BadgeChange, BadgeView, HidingPlace } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { Corner, Position } from './placement';

export interface BadgeContent {
  view: BadgeView;
  /** The badge's default position. */
  corner: Corner;
}

export interface BadgeParts {
  /** What the badge is rendered into. */
  root: HTMLElement;
  words: Words;
  onChange: (change: BadgeChange) => void;
  /** Opens the page on how to read the score. */
  onGuide: () => void;
  /** Since when the badge's element has not been moved or re-inserted, as `performance.now()`, ms. */
  steadySinceMs: () => number;
}

export interface MountedBadge {
  update: (content: BadgeContent) => void;
  unmount: () => void;
}

export type MountBadge = (parts: BadgeParts, first: BadgeContent) => MountedBadge;

export interface HiddenNoticeParts {
  root: HTMLElement;
  words: Words;
  onUndo: () => void;
  /** The time to undo is over. */
  onExpire: () => void;
}

/** What was hidden, and where it was. */
export interface HiddenBadge {
  where: HidingPlace;
  corner: Corner;
  position: Position | null;
  /** Then the undo button gets the focus. */
  isByKeyboard: boolean;
}

/** Returns a function that removes the notice. */
export type MountHiddenNotice = (parts: HiddenNoticeParts, hidden: HiddenBadge) => () => void;

/** What the second script exports. */
export interface Handover {
  mount: MountBadge;
  mountHiddenNotice: MountHiddenNotice;
  css: string;
}

const HANDOVER_KEY = Symbol.for('pressure-score');

/** Undefined clears what an older version of the second script left. */
export function handOver(exported: Handover | undefined): void {
  Reflect.set(globalThis, HANDOVER_KEY, exported);
}

/** Undefined before the second script has run. */
export function handedOver(): Handover | undefined {
  const exported: unknown = Reflect.get(globalThis, HANDOVER_KEY);
  return isHandover(exported) ? exported : undefined;
}

function isHandover(value: unknown): value is Handover {
  return (
    typeof value === 'object' &&
    value !== null &&
    'mount' in value &&
    'css' in value &&
    'mountHiddenNotice' in value
  );
}
