import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { emptyStateOf } from '../../lib/board/board-status';
import type { BoardState, BoardStore } from '../../lib/board/store';
import { toggleWatched } from '../../lib/board/store';
import type { PerpKey } from '../../lib/domain/venue';
import { useIsPainted } from '../ui/after-paint';
import { useLook } from '../ui/theme';
import { useLazy } from '../ui/use-lazy';
import { useWords } from '../ui/words';
import type { BoardAccess } from './access';
import { BoardToolsProvider, useBoardState, useTools } from './access';
import { Grid } from './grid';
import { useModelAnnouncement, useSwitchModel } from './model-switch';
import { RefreshAnswers } from './refresh';
import { Empty, StatusBar, SweepLine, useBoardFacts } from './status';
import { useKeyboard, useFocusRestore } from './use-keyboard';
import { Toolbar } from './toolbar';
import { TopStrip } from './top-strip';

const settingsOf = ({ settings }: BoardState) => settings;
const hasDetail = ({ detail }: BoardState) => detail !== null;
const notYet = () => new Promise<never>(() => {});

/** The ranked board, in the popup, a tab or a side panel. The page that mounts it connects the store. */
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
  useLook(useBoardState(settingsOf));
  const why = emptyStateOf(useBoardFacts());
  const search = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [announcement, setAnnouncement] = useState('');

  const star = useCallback(
    (key: PerpKey) => {
      const { settings, watched } = store.getState();
      const symbol = key.slice(key.indexOf(':') + 1);
      setAnnouncement(t(watched.has(key) ? 'popup_unwatched' : 'popup_watched', symbol));
      store.change({ settings: toggleWatched(settings, key) });
      access.settings
        .update((stored) => toggleWatched(stored, key))
        .catch((error: unknown) => {
          console.error('The watchlist could not be saved.', error);
          store.change({ settings });
          setAnnouncement(t('popup_not_saved'));
        });
    },
    [store, access, t],
  );
  const toggleHelp = useCallback(() => setHelpOpen((isOpen) => !isOpen), []);
  const switchModel = useSwitchModel();
  useModelAnnouncement(setAnnouncement);
  useTrends();
  useFocusRestore(frame);
  useKeyboard({ frame, search, star, toggleHelp, switchModel, isHelpOpen });

  return (
    <div class="board" ref={frame}>
      <div class="board-parts" inert={useBoardState(hasDetail)}>
        <TopStrip />
        <SweepLine />
        <Toolbar search={search} />
        <main class="rows" tabIndex={-1}>
          {why === null ? <Grid onStar={star} /> : <Empty why={why} />}
        </main>
        <RefreshAnswers />
        <StatusBar onHelp={toggleHelp} />
        {isHelpOpen && <HelpPlace onClose={toggleHelp} />}
      </div>
      <DetailPlace frame={frame} />
      <p class="sr-only" role="status">
        {announcement}
      </p>
    </div>
  );
}

const storedOf = ({ stored }: BoardState) => stored;
const thresholdsOf = ({ settings }: BoardState) => settings.thresholds;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

/** Reads the trends of the last 24 h once the first rows are painted, and again with each new board. */
function useTrends(): void {
  const { access, store } = useTools();
  const isPainted = useIsPainted();
  const stored = useBoardState(storedOf);
  const thresholds = useBoardState(thresholdsOf);
  const periodMinutes = useBoardState(periodOf);
  useEffect(() => {
    // Without a history there are no trends.
    if (!isPainted || stored === null || stored.history) return undefined;
    let isHere = true;
    access
      .loadPast()
      .then((past) => past.trends(thresholds, periodMinutes * 60_000))
      .then(
        (trendOf) => {
          if (isHere) store.change({ trendOf });
        },
        (error: unknown) => {
          console.error('The last day could not be read.', error);
        },
      );
    return () => {
      isHere = false;
    };
  }, [access, store, isPainted, stored, thresholds, periodMinutes]);
}

const loadDetail = () => import('../detail/detail-page').then(({ DetailPage }) => DetailPage);
const detailOf = ({ detail }: BoardState) => detail;

/** The detail view over the board. Loaded on first use. */
function DetailPlace({ frame }: { frame: RefObject<HTMLElement> }) {
  const detail = useBoardState(detailOf);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (detail === null && wasOpen.current) {
      frame.current?.querySelector<HTMLElement>('.grid')?.focus({ preventScroll: true });
    }
    wasOpen.current = detail !== null;
  }, [detail, frame]);
  return detail && <Loaded key={detail} />;
}

function Loaded() {
  const t = useWords();
  const { store } = useTools();
  const { loaded: Detail, failed } = useLazy(loadDetail);
  if (failed) {
    return (
      <div class="detail-failed" role="alert">
        <p>{t('popup_part_failed')}</p>
        <button type="button" class="button" onClick={() => store.change({ detail: null })}>
          {t('popup_close')}
        </button>
      </div>
    );
  }
  return Detail && <Detail />;
}

const loadHelp = () => import('./help').then(({ Help }) => Help);

/** The help with all keys. Loaded on first use. */
function HelpPlace({ onClose }: { onClose: () => void }) {
  const { loaded: Help } = useLazy(loadHelp);
  return Help && <Help onClose={onClose} />;
}
