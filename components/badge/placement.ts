/** Position and size of badge and panel: from fractions of the viewport to pixels, always inside it. Pure. */
import type { SitePages } from '../../lib/venues/pages-contract';

/** The badge's centre as fractions of the viewport. */
export interface Position {
  x: number;
  y: number;
}

/** In CSS px. */
export interface Size {
  width: number;
  height: number;
}

/** In CSS px. */
interface LeftTop {
  left: number;
  top: number;
}

export interface PanelPlace {
  /** From the badge's left edge, px. */
  left: number;
  width: number;
  maxHeight: number;
  /** Above the badge; else below. */
  opensUp: boolean;
}

export type Corner = SitePages['freeCorner'];

/** Fixed, so that fonts and scores do not move the badge and nothing has to be measured. */
export const PILL: Size = { width: 132, height: 36 };
export const DOT: Size = { width: 36, height: 36 };

export function sizeOf({ collapsed }: { collapsed: boolean }): Size {
  return collapsed ? DOT : PILL;
}

/** As a `style` attribute. */
export function boxOf({ left, top }: LeftTop, { width, height }: Size): string {
  return `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
}

const MARGIN_X_PX = 12;
/** Clear of the status line along the lower edge of trading pages. */
const MARGIN_Y_PX = 40;

export function cornerPosition(corner: Corner, badge: Size, viewport: Size): Position {
  const isRight = corner.endsWith('right');
  const isBottom = corner.startsWith('bottom');
  return {
    x: along(isRight, MARGIN_X_PX + badge.width / 2, viewport.width),
    y: along(isBottom, MARGIN_Y_PX + badge.height / 2, viewport.height),
  };
}

/**
 * The box as a `style` attribute, without the viewport's size, which would force a layout. The percentages are of the
 * viewport, since the badge is fixed. `position` null: in the corner.
 */
export function restingBox(position: Position | null, corner: Corner, badge: Size): string {
  const { width, height } = badge;
  const at = (part: number, size: number) =>
    `clamp(0px,${part * 100}% - ${size / 2}px,100% - ${size}px)`;
  const place =
    position === null
      ? corner.replace(/(.*)-(.*)/, `$1:${MARGIN_Y_PX}px;$2:${MARGIN_X_PX}px`)
      : `left:${at(position.x, width)};top:${at(position.y, height)}`;
  return `${place};width:${width}px;height:${height}px`;
}

function along(isFar: boolean, centre: number, whole: number): number {
  return clamp((isFar ? whole - centre : centre) / Math.max(1, whole), 1);
}

/** The badge's left top in px. */
export function pixelsOf({ x, y }: Position, badge: Size, viewport: Size): LeftTop {
  return {
    left: pixelWithin(x * viewport.width - badge.width / 2, viewport.width - badge.width),
    top: pixelWithin(y * viewport.height - badge.height / 2, viewport.height - badge.height),
  };
}

/** The position after moving by so many px, clamped to the viewport. */
export function movedBy(
  position: Position,
  dx: number,
  dy: number,
  badge: Size,
  viewport: Size,
): Position {
  const { left, top } = pixelsOf(position, badge, viewport);
  const moved = {
    left: pixelWithin(left + dx, viewport.width - badge.width),
    top: pixelWithin(top + dy, viewport.height - badge.height),
  };
  return {
    x: clamp((moved.left + badge.width / 2) / Math.max(1, viewport.width), 1),
    y: clamp((moved.top + badge.height / 2) / Math.max(1, viewport.height), 1),
  };
}

function pixelWithin(value: number, most: number): number {
  return Math.round(clamp(value, Math.max(0, most)));
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

const PANEL_WIDTH_PX = 340;
const GAP_PX = 6;
const EDGE_PX = 8;

/** The panel above or below the badge, where there is more room, and fully inside the viewport. */
export function panelPlace(at: LeftTop, badge: Size, viewport: Size): PanelPlace {
  const width = Math.min(PANEL_WIDTH_PX, viewport.width - 2 * EDGE_PX);
  const isOnRight = at.left + badge.width / 2 > viewport.width / 2;
  const wanted = isOnRight ? at.left + badge.width - width : at.left;
  const left = EDGE_PX + clamp(wanted - EDGE_PX, viewport.width - 2 * EDGE_PX - width);
  const above = at.top;
  const below = viewport.height - at.top - badge.height;
  const opensUp = above > below;
  const maxHeight = Math.max(0, (opensUp ? above : below) - GAP_PX - EDGE_PX);
  return { left: left - at.left, width, maxHeight, opensUp };
}

const STEP_PX = 8;
const LARGE_STEP_PX = 48;

/** How far an arrow key moves the badge; null for other keys. */
export function keyStep(key: string, isLarge: boolean): { dx: number; dy: number } | null {
  const step = isLarge ? LARGE_STEP_PX : STEP_PX;
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
