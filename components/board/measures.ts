/** px; the same in grid.css and row.css. */
export const ROW_HEIGHT = 28;
export const HEADER_HEIGHT = 25;
