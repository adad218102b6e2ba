/**
 * The virtual list: which rows are drawn, and where. All rows are equally high and at most one is open, with a panel of measured
 * height under it, so every position is one multiplication and 4,000 rows cost what 40 cost. Pure; px.
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
  /** Not included. */
  end: number;
}

/** Slices begin and end on multiples of this, so that scrolling draws only every few rows. */
const STEP = 4;
/** Rows drawn beyond each edge, so that fast scrolling shows no gap. */
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

/** Where to scroll so that `top`..`bottom` is seen, moving as little as possible; its top wins when it is too high. */
export function scrollToShow(
  top: number,
  bottom: number,
  scrollTop: number,
  viewHeight: number,
): number {
  if (top < scrollTop || bottom - top > viewHeight) return top;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
}
