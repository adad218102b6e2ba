import { render } from '@testing-library/preact';
import { vi } from 'vitest';
import type { BoardAccess } from '../../../../components/board/access';
import { Board } from '../../../../components/board/board';
import { WordsProvider } from '../../../../components/ui/words';
import type { Words } from '../../../../components/ui/words';
import type { HistorySource, BoardStore } from '../../../../lib/board/store';
import type { StoredBoards } from '../../../../lib/domain/board';
import { createBoardStore } from '../../../../lib/board/store';
import { DEFAULT_SETTINGS } from '../../../../lib/settings/settings';
import type { Settings } from '../../../../lib/settings/settings';
import messages from '../../../../public/_locales/en/messages.json';

export const english: Words = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');

const NO_PAST: HistorySource = {
  read: () => Promise.resolve(null),
  trends: () => Promise.resolve(() => null),
  ownFigures: () => Promise.resolve(null),
};

export interface OpenBoard {
  store: BoardStore;
  access: BoardAccess;
  /** The settings as saved. */
  saved: () => Settings;
}

/** The board with these stored boards; null: nothing has been read yet. */
export function openBoard(
  stored: StoredBoards | null,
  part: Partial<Settings> = {},
  past: HistorySource = NO_PAST,
  other: Partial<BoardAccess> = {},
): OpenBoard {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...part };
  const store = createBoardStore();
  store.change({ stored, settings });
  const access: BoardAccess = {
    settings: {
      update: (change) => {
        settings = change(settings);
        return Promise.resolve(settings);
      },
    },
    refresh: vi.fn(() => Promise.resolve([])),
    openOptions: vi.fn(),
    openVenueOptions: vi.fn(),
    receivesEscape: true,
    openInTab: vi.fn(),
    loadPast: () => Promise.resolve(past),
    loadExtras: () =>
      Promise.resolve({
        venues: [{ id: 'binance', name: 'Binance', historyCost: { data: 1 } }],
        tradeUrl: (venue, symbol) => `https://${venue}.example/${symbol}`,
      }),
    ...other,
  };
  render(
    <WordsProvider value={english}>
      <Board store={store} access={access} />
    </WordsProvider>,
  );
  return { store, access, saved: () => settings };
}

/** Presses a key at the focus. Unhandled keys are the browser's: Escape then closes the popup. */
export function press(
  key: string,
  target: Element = document.activeElement ?? document.body,
): 'taken' | 'not taken' {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  return target.dispatchEvent(event) ? 'not taken' : 'taken';
}
