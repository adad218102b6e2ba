import type { RefObject } from 'preact';
import { SIDES } from '../../lib/board/shown';
import type { Side } from '../../lib/board/shown';
import type { BoardState } from '../../lib/board/store';
import { grouped } from '../../lib/domain/format';
import { Icon } from '../ui/icons';
import { useWords } from '../ui/words';
import { useBoard, useTools } from './access';
import { ViewSwitch } from './view-switch';

const sideOf = ({ side }: BoardState) => side;
const queryOf = ({ query }: BoardState) => query;
const shownCountOf = ({ shownCount }: BoardState) => shownCount;
const viewOf = ({ view }: BoardState) => view;
/** How many rows there are where only the first could be read: what a search finds among them is not all. Else null. */
const knownRowsOf = ({ stored, first, readFailed, rows }: BoardState) =>
  stored === null && first !== null && readFailed ? rows.length : null;
const listedOf = ({ summary }: BoardState) => summary.listed;

const ARROWS: Record<Side, string> = { all: '', long: '▲', short: '▼' };

/** Which rows to see: by side, by name. */
export function Toolbar({ search }: { search: RefObject<HTMLInputElement> }) {
  const t = useWords();
  const { store } = useTools();
  const side = useBoard(sideOf);
  const query = useBoard(queryOf);
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
            {t(`popup_side_${choice}`)}
          </label>
        ))}
      </div>
      <ViewSwitch />
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
        <kbd aria-hidden="true">/</kbd>
      </div>
      <ResultCount />
    </div>
  );
}

function ResultCount() {
  const t = useWords();
  const shown = useBoard(shownCountOf);
  const listed = useBoard(listedOf);
  const isAll = useBoard(viewOf) === 'all';
  const known = useBoard(knownRowsOf);
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
