import type { BadgeChange, BadgeView, HidingPlace } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { Corner, Position } from './placement';

/** What is shown now. */
export interface Scene {
  view: BadgeView;
  /** Where the badge is until somebody moves it. */
  corner: Corner;
}

export interface BadgeParts {
  /** What the badge is drawn into. */
  root: HTMLElement;
  words: Words;
  onChange: (change: BadgeChange) => void;
  /** Since when the badge stands where it does, as `performance.now()` counts. */
  steadySinceMs: () => number;
}

export interface MountedBadge {
  update: (scene: Scene) => void;
  unmount: () => void;
}

export type MountBadge = (parts: BadgeParts, first: Scene) => MountedBadge;

export interface FarewellParts {
  root: HTMLElement;
  words: Words;
  onUndo: () => void;
  /** Nobody undid it. */
  onOver: () => void;
}

/** What was hidden, and where it was. */
export interface Farewell {
  where: HidingPlace;
  corner: Corner;
  position: Position | null;
  /** Whoever pressed a key gets the focus to the button. */
  isByKeyboard: boolean;
}

/** Returns what takes it away. */
export type MountFarewell = (parts: FarewellParts, farewell: Farewell) => () => void;
