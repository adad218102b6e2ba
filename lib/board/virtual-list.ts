/**
 * The virtual list: which rows are drawn, and where. All rows have the same height and at most one is open, with a
 * panel of measured height below it, so each position is one multiplication whatever the number of rows. Pure; px.
 */
export interface Layout {
  count: number;
  rowHeight: number;
  /** The open row; −1 for none. */
  openIndex: number;
  panelHeight: number;
}

export interface Slice {
  first: number;
  /** Exclusive. */
  end: number;
}

/** Slices begin and end on multiples of this, so that scrolling redraws only every few rows. */
const STEP = 4;
/** Overscan: rows drawn beyond each edge, so that fast scrolling shows no blank area. */
const MARGIN = 6;

export function topOf(index: number, layout: Layout): number {
  const panel = layout.openIndex >= 0 && index > layout.openIndex ? layout.panelHeight : 0;
  return index * layout.rowHeight + panel;
}

export function totalHeight(layout: Layout): number {
  return topOf(layout.count, {
    ...layout,
    openIndex: Math.min(layout.openIndex, layout.count - 1),
  });
}

export function sliceOf(layout: Layout, scrollTop: number, viewHeight: number): Slice {
  const first = indexAt(layout, scrollTop) - MARGIN;
  const end = indexAt(layout, scrollTop + viewHeight) + 1 + MARGIN;
  return {
    first: Math.max(0, Math.floor(first / STEP) * STEP),
    end: Math.min(layout.count, Math.ceil(end / STEP) * STEP),
  };
}

function indexAt({ rowHeight, openIndex, panelHeight }: Layout, y: number): number {
  const panelTop = (openIndex + 1) * rowHeight;
  if (openIndex < 0 || y < panelTop) return Math.floor(y / rowHeight);
  return Math.max(openIndex, Math.floor((y - panelHeight) / rowHeight));
}

/** Scroll position that shows `top`..`bottom` with the least movement; the top wins when it is too high. */
export function scrollToShow(
  top: number,
  bottom: number,
  scrollTop: number,
  viewHeight: number,
): number {
  if (top < scrollTop || bottom - top > viewHeight) return top;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
}
