/** The board's status: the bar at its foot, the progress of a refresh, and the empty state. */
import type { ComponentChildren } from 'preact';
import type { BoardFacts, Notice, EmptyState } from '../../lib/board/board-status';
import { noticeOf } from '../../lib/board/board-status';
import { boardUpdatedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { isWhole } from '../../lib/board/store';
import { staleAfterMs } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import { isOfRegion } from '../../lib/domain/venue-status';
import { Progress } from '../ui/progress';
import { TROUBLE_WORDS, ageWords, collectingWords, momentWords } from '../ui/times';
import { AGE_TICK_MS, useNow } from '../ui/use-now';
import { useOnline } from '../ui/use-online';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { useBoardState, useTools, useVenueName } from './access';
import { useRefresh } from './refresh';

const whole = (state: BoardState) => state;

/** The inputs of the board's status. */
export function useBoardFacts(): BoardFacts {
  const { extras } = useTools();
  const state = useBoardState(whole);
  const { known, readFailed, settings, summary, shownCount } = state;
  // Rows that the first view lacks may come with the boards.
  const mayCome = shownCount === 0 && !isWhole(state);
  const online = useOnline();
  const nowMs = useNow(AGE_TICK_MS);
  const isOn = ({ venue }: { venue: string }) => settings.venues[venue] !== false;
  const boards = known?.boards.filter(isOn) ?? [];
  const statuses = (mayCome ? null : known?.statuses.filter(isOn)) ?? null;
  const updatedAtMs = boardUpdatedAtMs(boards, statuses ?? []);
  const chosen = Object.values(settings.venues);
  return {
    statuses,
    readFailed,
    history: state.stored?.history ?? null,
    online,
    allVenuesOff: chosen.length > 0 && !chosen.includes(true) && statuses?.length === 0,
    listed: mayCome ? 0 : summary.listed,
    shown: shownCount,
    ageMs: updatedAtMs === null ? null : nowMs - updatedAtMs,
    staleAfterMs: staleAfterMs(settings.refreshPeriodMinutes),
    nowMs,
    historyCostOf: (venue) => extras?.venues.find(({ id }) => id === venue)?.historyCost ?? null,
  };
}

/** Notices that count: a screen reader would read each step aloud. */
const QUIET: ReadonlySet<Notice['kind']> = new Set(['collecting', 'sampling']);

const summaryOf = ({ summary }: BoardState) => summary;

/** The most important notice, and the keys. */
export function StatusBar({ onHelp }: { onHelp: () => void }) {
  const t = useWords();
  const facts = useBoardFacts();
  // Without rows, the empty state says it.
  const notice: Notice = facts.listed === 0 ? { kind: 'ready' } : noticeOf(facts);
  const { ranked, listed } = useBoardState(summaryOf);
  const nameOf = useVenueName();
  return (
    <footer class={`status is-${notice.kind}`}>
      <p class="status-words" aria-live={QUIET.has(notice.kind) ? 'off' : 'polite'}>
        {notice.kind === 'ready'
          ? listed > 0 && t('popup_ready', grouped(ranked), grouped(listed))
          : sentence(t, notice, nameOf)}
      </p>
      {notice.kind === 'collecting' && (
        <Progress done={notice.loaded} wanted={notice.wanted} label={t('popup_history_progress')} />
      )}
      <a class="keys" href="/guide.html" target="_blank">
        {t('guide_link')}
      </a>
      <button type="button" class="keys" onClick={onHelp} aria-keyshortcuts="?">
        <span class="keys-short" aria-hidden="true">
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t('popup_key_move')} <kbd>⏎</kbd> {t('popup_key_why')} <kbd>S</kbd>{' '}
          {t('popup_key_star')}
        </span>
        <kbd>?</kbd> {t('popup_keys')}
      </button>
    </footer>
  );
}

function sentence(t: Words, notice: Notice, nameOf: (venue: string) => string): string {
  switch (notice.kind) {
    case 'offline':
      return t('popup_offline');
    case 'unreadable':
      return t('popup_unreadable');
    case 'trouble': {
      const { kind, retryAtMs } = notice.trouble;
      const text = t('popup_trouble', nameOf(notice.venue), t(TROUBLE_WORDS[kind]));
      return retryAtMs === null
        ? text
        : `${text} ${t('popup_retry_at', momentWords(retryAtMs, Date.now()))}`;
    }
    case 'stale':
      return t('popup_stale', ageWords(t, notice.ageMs));
    case 'no-history':
      return t(`popup_history_${notice.trouble}`);
    case 'collecting': {
      const counts: [string, string] = [grouped(notice.loaded), grouped(notice.wanted)];
      return notice.minutesLeft === null
        ? t('popup_collecting', ...counts)
        : t('popup_collecting_left', ...counts, String(notice.minutesLeft));
    }
    case 'sampling': {
      const windows = collectingWords(t, notice.collecting, Date.now());
      return t('popup_sampling_venues', notice.venues.map(nameOf).join(', '), windows);
    }
    case 'ready':
      return '';
  }
}

const statusesOf = ({ known }: BoardState) => known?.statuses;

/** The progress of a refresh as a thin line. Always rendered, so that the layout does not shift. */
export function SweepLine() {
  const t = useWords();
  const sweeps = (useBoardState(statusesOf) ?? []).flatMap(({ sweep }) => sweep ?? []);
  const done = sweeps.reduce((sum, sweep) => sum + sweep.done, 0);
  const wanted = sweeps.reduce((sum, sweep) => sum + sweep.wanted, 0);
  return (
    <div class="sweep">
      {wanted > done && <Progress done={done} wanted={wanted} label={t('popup_refreshing')} />}
    </div>
  );
}

const sweepOf = ({ known }: BoardState) =>
  known?.statuses.find(({ sweep }) => sweep !== null)?.sweep ?? null;

/** The empty state: why there are no rows, what happens next, and what the user can do. */
export function Empty({ why }: { why: EmptyState }) {
  const t = useWords();
  const { store, access } = useTools();
  const refresh = useRefresh();
  const nameOf = useVenueName();
  const sweep = useBoardState(sweepOf);
  const again = <Action onClick={() => refresh()}>{t('popup_try_again')}</Action>;
  switch (why.kind) {
    case 'loading':
      return <Message title={t('popup_loading')} />;
    case 'unreadable':
      return <Message title={t('popup_unreadable')} text={t('popup_unreadable_next')} />;
    case 'offline':
      return <Message title={t('popup_offline_title')} text={t('popup_offline_next')} />;
    case 'all-off':
      return (
        <Message title={t('popup_all_off')} text={t('popup_all_off_next')}>
          <Action onClick={access.openVenueOptions}>{t('popup_options')}</Action>
        </Message>
      );
    case 'trouble':
      return (
        <Message
          title={t('popup_trouble_title', nameOf(why.venue))}
          text={t(TROUBLE_WORDS[why.trouble.kind])}
        >
          {why.trouble.retryAtMs !== null && (
            <p>{t('popup_retry_at', momentWords(why.trouble.retryAtMs, Date.now()))}</p>
          )}
          {why.trouble.isFirm !== true && again}
          {isOfRegion(why.trouble.kind) && (
            <Action onClick={access.openVenueOptions}>{t('popup_choose_venue')}</Action>
          )}
          {why.trouble.kind === 'permission' && (
            <Action onClick={access.openVenueOptions}>{t('popup_options')}</Action>
          )}
          <p class="empty-detail">{why.trouble.detail}</p>
        </Message>
      );
    case 'first-run':
      return (
        <Message title={t('popup_first_run')} text={t('popup_first_run_next')}>
          {sweep !== null && (
            <>
              <Progress {...sweep} label={t('popup_history_progress')} />
              <p class="empty-detail">
                {t('popup_count_some', grouped(sweep.done), grouped(sweep.wanted))}
              </p>
            </>
          )}
        </Message>
      );
    case 'none-chosen':
      return (
        <Message title={t('popup_none_chosen')} text={t('popup_none_chosen_next')}>
          {again}
          <Action onClick={access.openVenueOptions}>{t('popup_options')}</Action>
        </Message>
      );
    case 'no-match':
      return (
        <Message title={t('popup_no_match')} text={t('popup_no_match_next')}>
          <Action onClick={() => store.change({ query: '', side: 'all', venue: null })}>
            {t('popup_show_all')}
          </Action>
        </Message>
      );
  }
}

function Message(props: { title: string; text?: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      {props.text !== undefined && <p>{props.text}</p>}
      {props.children}
    </div>
  );
}

function Action(props: { onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="button" onClick={props.onClick}>
      {props.children}
    </button>
  );
}
