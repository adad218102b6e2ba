import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { emptinessOf } from '../../lib/board/condition';
import type { BoardState, BoardStore } from '../../lib/board/store';
import { toggleWatched } from '../../lib/board/store';
import type { PerpKey } from '../../lib/domain/venue';
import { useLook } from '../ui/theme';
import { useLazy } from '../ui/use-lazy';
import { useWords } from '../ui/words';
import { BoardToolsProvider, useBoard, useTools } from './access';
import type { BoardAccess } from './access';
import { Asked } from './asked';
import { DetailPlace } from './detail-place';
import { Empty } from './empty';
import { Grid } from './grid';
import { HelpPlace } from './help-place';
import { StatusBar } from './status-bar';
import { SweepLine } from './sweep-line';
import { Toolbar } from './toolbar';
import { TopStrip } from './top-strip';
import { useCircumstances } from './use-circumstances';
import { useCommands } from './use-commands';
import { useIsPainted } from './use-first-paint-mark';
import { useKeptFocus } from './use-kept-focus';
import { useTrends } from './use-trends';

const settingsOf = ({ settings }: BoardState) => settings;
const hasDetail = ({ detail }: BoardState) => detail !== null;
const notYet = () => new Promise<never>(() => {});

/** The ranked board, as the popup, a tab or a side panel shows it. The store is connected by the page. */
export function Board({ store, access }: { store: BoardStore; access: BoardAccess }) {
  const isPainted = useIsPainted();
  const { loaded: extras } = useLazy(isPainted ? access.loadExtras : notYet);
  useEffect(() => {
    if (isPainted) void access.refresh(false);
  }, [access, isPainted]);
  return (
    <BoardToolsProvider value={{ store, access, extras }}>
      <Frame />
    </BoardToolsProvider>
  );
}

function Frame() {
  const t = useWords();
  const { store, access } = useTools();
  useLook(useBoard(settingsOf));
  const why = emptinessOf(useCircumstances());
  const search = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [said, setSaid] = useState('');

  const star = useCallback(
    (key: PerpKey) => {
      const { settings, watched } = store.getState();
      const symbol = key.slice(key.indexOf(':') + 1);
      setSaid(t(watched.has(key) ? 'popup_unwatched' : 'popup_watched', symbol));
      store.change({ settings: toggleWatched(settings, key) });
      access.settings
        .update((stored) => toggleWatched(stored, key))
        .catch((error: unknown) => {
          console.error('The watchlist could not be saved.', error);
          store.change({ settings });
          setSaid(t('popup_not_saved'));
        });
    },
    [store, access, t],
  );
  const toggleHelp = useCallback(() => setHelpOpen((isOpen) => !isOpen), []);
  useTrends();
  useKeptFocus(frame);
  useCommands({ frame, search, star, toggleHelp, isHelpOpen });

  return (
    <div class="board" ref={frame}>
      <div class="board-parts" inert={useBoard(hasDetail)}>
        <TopStrip />
        <SweepLine />
        <Toolbar search={search} />
        <main class="rows" tabIndex={-1}>
          {why === null ? <Grid onStar={star} /> : <Empty why={why} />}
        </main>
        <Asked />
        <StatusBar onHelp={toggleHelp} />
        {isHelpOpen && <HelpPlace onClose={toggleHelp} />}
      </div>
      <DetailPlace frame={frame} />
      <p class="sr-only" role="status">
        {said}
      </p>
    </div>
  );
}
