import { useEffect, useState } from 'preact/hooks';
import { grouped } from '../../lib/domain/format';
import { useWords } from '../ui/words';
import type { ArchiveAccess, HistoryChoice, HistorySize } from './archive-access';
import { SHEET_ROWS } from './archive-access';

/** From here on opening it takes a spreadsheet minutes, and its memory. */
const LARGE_BYTES = 100e6;

/** How large the history's export gets, and what to do about one that is more than a spreadsheet likes. */
export function ExportSize({
  choice,
  sizeOf,
}: {
  choice: HistoryChoice;
  sizeOf: ArchiveAccess['historySize'];
}) {
  const t = useWords();
  const size = useSize(choice, sizeOf);
  if (size === null || size.rows === 0) return null;
  const { rows, bytes } = size;
  const isForSheets = choice.format === 'csv';
  const sheets = isForSheets ? Math.ceil(rows / SHEET_ROWS) : 1;
  const isLarge = bytes >= LARGE_BYTES;
  return (
    <div class="export-size">
      <p class="options-hint">
        {t('options_export_size', grouped(rows), grouped(Math.max(1, bytes / 1e6)))}
      </p>
      {(sheets > 1 || isLarge) && (
        <p class="options-note" role="status">
          {sheets > 1 && t('options_export_sheets', grouped(SHEET_ROWS), String(sheets))}{' '}
          {isLarge && t(isForSheets ? 'options_export_large_csv' : 'options_export_large')}
        </p>
      )}
    </div>
  );
}

/** Null until it is known. */
function useSize(
  { venues, days, format, grain, numbers }: HistoryChoice,
  sizeOf: ArchiveAccess['historySize'],
): HistorySize | null {
  const [size, setSize] = useState<HistorySize | null>(null);
  const ids = venues.join(' ');
  useEffect(() => {
    let isCurrent = true;
    const chosen = { venues, days, format, grain, numbers };
    sizeOf(chosen).then(
      (next) => {
        if (isCurrent) setSize(next);
      },
      (error: unknown) => console.warn('The size of the history could not be read.', error),
    );
    return () => {
      isCurrent = false;
    };
    // The list is another one at each drawing: what is in it counts.
  }, [ids, days, format, grain, numbers, sizeOf]);
  return size;
}
