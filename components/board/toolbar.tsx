/** The toolbar: filters by side, venue and name; per venue or combined. */
import type { RefObject } from 'preact';
import type { Side } from '../../lib/board/filter';
import { SIDES } from '../../lib/board/filter';
import type { BoardState } from '../../lib/board/store';
import { grouped } from '../../lib/domain/format';
import type { BoardView } from '../../lib/settings/settings';
import { IconButton } from '../ui/icon-button';
import { Icon } from '../ui/icons';
import type { MessageKey } from '../ui/words';
import { useWords } from '../ui/words';
import { useBoardState, useTools, useVenueName } from './access';

const sideOf = ({ side }: BoardState) => side;
const queryOf = ({ query }: BoardState) => query;
const shownCountOf = ({ shownCount }: BoardState) => shownCount;
const viewOf = ({ view }: BoardState) => view;
/** Count of rows while only the first view could be read: a search there is incomplete. Else null. */
const knownRowsOf = ({ stored, first, readFailed, rows }: BoardState) =>
  stored === null && first !== null && readFailed ? rows.length : null;
const listedOf = ({ summary }: BoardState) => summary.listed;

const ARROWS: Record<Side, string> = { all: '', long: '▲', short: '▼', neutral: '', squeeze: '' };

const SIDE_WORDS: Record<Side, MessageKey> = {
  all: 'popup_side_all',
  long: 'bias_LONG',
  short: 'bias_SHORT',
  neutral: 'bias_NEUTRAL',
  squeeze: 'level_squeeze',
};

/** Filters by side and name, and the venue controls. */
export function Toolbar({ search }: { search: RefObject<HTMLInputElement> }) {
  const t = useWords();
  const { store } = useTools();
  const side = useBoardState(sideOf);
  const query = useBoardState(queryOf);
  const clear = () => {
    store.change({ query: '' });
    search.current?.focus();
  };
  return (
    <div class="toolbar">
      <div class="sides" role="radiogroup" aria-label={t('popup_side')}>
        {SIDES.map((choice) => (
          <label key={choice} class={`side is-${choice}`}>
            <input
              type="radio"
              name="side"
              value={choice}
              checked={side === choice}
              onChange={() => store.change({ side: choice })}
            />
            {ARROWS[choice] && <span aria-hidden="true">{ARROWS[choice]}</span>}
            {t(SIDE_WORDS[choice])}
          </label>
        ))}
      </div>
      <ViewSwitch />
      <VenueChoice />
      <div class="search" role="search">
        <Icon name="search" />
        <input
          ref={search}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={query}
          aria-label={t('popup_search')}
          aria-keyshortcuts="/"
          placeholder={t('popup_search_hint')}
          onInput={({ currentTarget }) => store.change({ query: currentTarget.value })}
        />
        {query === '' ? (
          <kbd aria-hidden="true">/</kbd>
        ) : (
          <IconButton icon="close" label={t('popup_search_clear')} onClick={clear} />
        )}
      </div>
      <ResultCount />
    </div>
  );
}

function ResultCount() {
  const t = useWords();
  const shown = useBoardState(shownCountOf);
  const listed = useBoardState(listedOf);
  const isAll = useBoardState(viewOf) === 'all';
  const known = useBoardState(knownRowsOf);
  return (
    <p class="result-count" role="status">
      {listed > 0 &&
        known !== null &&
        shown !== listed &&
        t('popup_count_first', grouped(shown), grouped(known))}
      {listed > 0 &&
        (known === null || shown === listed) &&
        (shown === listed
          ? t(isAll ? 'popup_count_assets' : 'popup_count_all', grouped(listed))
          : t(
              isAll ? 'popup_count_some_assets' : 'popup_count_some',
              grouped(shown),
              grouped(listed),
            ))}
    </p>
  );
}

const venuesOf = ({ venues }: BoardState) => venues;
const venueOf = ({ venue }: BoardState) => venue;

const EVERY = '';

/** The venue filter. Hidden with a single venue. */
function VenueChoice() {
  const t = useWords();
  const { store } = useTools();
  const venues = useBoardState(venuesOf);
  const venue = useBoardState(venueOf);
  const nameOf = useVenueName();
  if (venues.length < 2) return null;
  return (
    <select
      class="venue-choice"
      aria-label={t('popup_venue_choice')}
      value={venue ?? EVERY}
      onChange={({ currentTarget: { value } }) =>
        store.change({ venue: value === EVERY ? null : value })
      }
    >
      <option value={EVERY}>{t('popup_venue_every')}</option>
      {venues.map((id) => (
        <option key={id} value={id}>
          {nameOf(id)}
        </option>
      ))}
    </select>
  );
}

const VIEWS: readonly BoardView[] = ['venues', 'all'];

const chosenViewOf = ({ settings }: BoardState) => settings.view;
const isManyVenuesOf = ({ venues }: BoardState) => venues.length > 1;

/** Switches between rows per perpetual and per asset. Hidden with a single venue. */
function ViewSwitch() {
  const t = useWords();
  const { store, access } = useTools();
  const view = useBoardState(chosenViewOf);
  if (!useBoardState(isManyVenuesOf)) return null;
  const choose = (choice: BoardView) => {
    const { settings } = store.getState();
    store.change({ settings: { ...settings, view: choice } });
    access.settings
      .update((stored) => ({ ...stored, view: choice }))
      .catch((error: unknown) => {
        console.error('The view could not be saved.', error);
        store.change({ settings });
      });
  };
  return (
    <div class="sides" role="radiogroup" aria-label={t('popup_view')}>
      {VIEWS.map((choice) => (
        <label key={choice} class="side">
          <input
            type="radio"
            name="view"
            value={choice}
            checked={view === choice}
            onChange={() => choose(choice)}
          />
          {t(`popup_view_${choice}`)}
        </label>
      ))}
    </div>
  );
}
