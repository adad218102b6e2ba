import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';
import type { Corner } from './placement';

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
}

export interface MountedBadge {
  update: (scene: Scene) => void;
  unmount: () => void;
}

export type MountBadge = (parts: BadgeParts, first: Scene) => MountedBadge;
