/** Where the badge sits: fractions of the viewport in, pixels out, never outside. Pure. */
import type { VenuePages } from '../../lib/venues/pages-contract';

/** The badge's centre as fractions of the viewport. */
export interface Position {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Corner = VenuePages['freeCorner'];

const MARGIN_PX = 12;

export function cornerPosition(corner: Corner, badge: Size, viewport: Size): Position {
  const isRight = corner.endsWith('right');
  const isBottom = corner.startsWith('bottom');
  return {
    x: along(isRight, badge.width, viewport.width),
    y: along(isBottom, badge.height, viewport.height),
  };
}

function along(isFar: boolean, size: number, whole: number): number {
  const centre = MARGIN_PX + size / 2;
  return (isFar ? whole - centre : centre) / Math.max(1, whole);
}

/** The badge's left top in px. */
export function pixelsOf(
  { x, y }: Position,
  badge: Size,
  viewport: Size,
): { left: number; top: number } {
  return {
    left: within(x * viewport.width - badge.width / 2, viewport.width - badge.width),
    top: within(y * viewport.height - badge.height / 2, viewport.height - badge.height),
  };
}

/** The position after moving by so many px, kept inside. */
export function movedBy(
  position: Position,
  dx: number,
  dy: number,
  badge: Size,
  viewport: Size,
): Position {
  const { left, top } = pixelsOf(position, badge, viewport);
  const moved = {
    left: within(left + dx, viewport.width - badge.width),
    top: within(top + dy, viewport.height - badge.height),
  };
  return {
    x: (moved.left + badge.width / 2) / Math.max(1, viewport.width),
    y: (moved.top + badge.height / 2) / Math.max(1, viewport.height),
  };
}

function within(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(Math.max(0, most), value)));
}

const STEP_PX = 8;
const LEAP_PX = 48;

/** How far an arrow key moves the badge; null for other keys. */
export function stepOf(key: string, isLeap: boolean): { dx: number; dy: number } | null {
  const step = isLeap ? LEAP_PX : STEP_PX;
  switch (key) {
    case 'ArrowLeft':
      return { dx: -step, dy: 0 };
    case 'ArrowRight':
      return { dx: step, dy: 0 };
    case 'ArrowUp':
      return { dx: 0, dy: -step };
    case 'ArrowDown':
      return { dx: 0, dy: step };
    default:
      return null;
  }
}
