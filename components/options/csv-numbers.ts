import type { CsvNumbers } from './archive-access';

/** How the browser's own language writes numbers: most likely the spreadsheet's, too. */
export function localNumbers(): CsvNumbers {
  return new Intl.NumberFormat().format(0.5).includes(',') ? 'comma' : 'point';
}
