import { noticeOf } from '../../lib/board/condition';
import type { Notice } from '../../lib/board/condition';
import type { BoardState } from '../../lib/board/store';
import { grouped } from '../../lib/domain/format';
import { Progress } from '../ui/progress';
import { TROUBLE_WORDS, ageWords, collectingWords, momentWords } from '../ui/times';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { useBoard, useVenueName } from './access';
import { useCircumstances } from './use-circumstances';

/** What counts on by itself would be read out again and again. */
const QUIET: ReadonlySet<Notice['kind']> = new Set(['collecting', 'sampling']);

const summaryOf = ({ summary }: BoardState) => summary;

/** The one thing worth saying, always in the same place, and the keys. */
export function StatusBar({ onHelp }: { onHelp: () => void }) {
  const t = useWords();
  const circumstances = useCircumstances();
  // Without rows, the place where they would be says it.
  const notice: Notice = circumstances.listed === 0 ? { kind: 'ready' } : noticeOf(circumstances);
  const { ranked, listed } = useBoard(summaryOf);
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
      const said = t('popup_trouble', nameOf(notice.venue), t(TROUBLE_WORDS[kind]));
      return retryAtMs === null
        ? said
        : `${said} ${t('popup_retry_at', momentWords(retryAtMs, Date.now()))}`;
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
