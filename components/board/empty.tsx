import type { ComponentChildren } from 'preact';
import type { Emptiness } from '../../lib/board/condition';
import type { BoardState } from '../../lib/board/store';
import { grouped } from '../../lib/domain/format';
import { isOfRegion } from '../../lib/domain/venue-status';
import { Progress } from '../ui/progress';
import { TROUBLE_WORDS, momentWords } from '../ui/times';
import { useWords } from '../ui/words';
import { useBoard, useTools, useVenueName } from './access';
import { useRefresh } from './use-refresh';

const sweepOf = ({ known }: BoardState) =>
  known?.statuses.find(({ sweep }) => sweep !== null)?.sweep ?? null;

/** Where rows would be: why there are none, what happens next, and what can be done. */
export function Empty({ why }: { why: Emptiness }) {
  const t = useWords();
  const { store, access } = useTools();
  const refresh = useRefresh();
  const nameOf = useVenueName();
  const sweep = useBoard(sweepOf);
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
