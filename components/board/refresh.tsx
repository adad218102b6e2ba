/** "Refresh now" and its answers. */
import { useCallback } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import type { RefreshAnswer } from '../../lib/domain/venue-status';
import { TROUBLE_WORDS, momentWords } from '../ui/times';
import { AGE_TICK_MS, useNow } from '../ui/use-now';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { useTools, useBoardState, useVenueName } from './access';
import './refresh.css';

/** Asks for fresh data now, and puts the answers into the store for `RefreshAnswers`. */
export function useRefresh(): (warned?: boolean) => void {
  const { store, access } = useTools();
  return useCallback(
    (warned = false) => {
      const ask = async (): Promise<void> => {
        const answers = await (warned ? access.refresh(true, true) : access.refresh(true));
        store.change({ refreshRequest: { answers, atMs: Date.now() } });
      };
      void ask();
    },
    [store, access],
  );
}

/** Long enough to read them and to press a button in them. */
const SHOWN_MS = 20_000;

const requestOf = ({ refreshRequest }: BoardState) => refreshRequest;

/** The answers to "Refresh now": what is fresh; what has to wait, why, and until when. */
export function RefreshAnswers() {
  const t = useWords();
  const nameOf = useVenueName();
  const refresh = useRefresh();
  const request = useBoardState(requestOf);
  const nowMs = useNow(AGE_TICK_MS);
  const isShown = request !== null && Math.abs(nowMs - request.atMs) < SHOWN_MS;
  const answers = request?.answers ?? [];
  return (
    <div class="asked" role="status" hidden={!isShown}>
      {isShown && (
        <>
          {request.answers === null && <p>{t('popup_refresh_unheard')}</p>}
          {freshWords(t, answers, nameOf)}
          {answers.map((answer) => (
            <Waiting key={answer.venue} answer={answer} name={nameOf(answer.venue)} />
          ))}
          {answers.some(({ mayInsist }) => mayInsist) && (
            <p>
              {t('popup_refresh_warning')}{' '}
              <button type="button" class="button" onClick={() => refresh(true)}>
                {t('popup_refresh_anyway')}
              </button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function freshWords(
  t: Words,
  answers: readonly RefreshAnswer[],
  nameOf: (venue: string) => string,
) {
  const fresh = answers.filter(({ outcome }) => outcome === 'asked');
  if (fresh.length === 0) return null;
  return <p>{t('popup_refreshed', fresh.map(({ venue }) => nameOf(venue)).join(', '))}</p>;
}

function Waiting({ answer, name }: { answer: RefreshAnswer; name: string }) {
  const t = useWords();
  const { outcome, untilMs } = answer;
  const until = untilMs === null ? '' : momentWords(untilMs, Date.now());
  switch (outcome) {
    case 'asked':
      return null;
    case 'busy':
      return <p>{t('popup_refresh_busy', name)}</p>;
    case 'failed':
      return <p>{t('popup_refresh_failed', name)}</p>;
    case 'budget':
      return <p>{t('popup_refresh_budget', name, until)}</p>;
    case 'address':
      return <p>{t('popup_refresh_address', name, until)}</p>;
    default: {
      const text = t('popup_trouble', name, t(TROUBLE_WORDS[outcome]));
      return <p>{untilMs === null ? text : `${text} ${t('popup_retry_at', until)}`}</p>;
    }
  }
}
