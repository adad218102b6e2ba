import { useEffect, useRef } from 'preact/hooks';
import type { RankedRow } from '../../lib/board/rows';
import { leaningOf } from '../../lib/domain/headline';
import { useTools, useVenueName } from '../board/access';
import { ModelSwitch } from '../board/model-switch';
import { ScoreBar, SideWord } from '../board/row';
import { levelWords } from '../ui/headline-words';
import { IconButton } from '../ui/icon-button';
import { useWords } from '../ui/words';

/** The symbol, its current score, and the back button, which is focused first. */
export function DetailHead({ row }: { row: RankedRow }) {
  const t = useWords();
  const { access, store } = useTools();
  const venueName = useVenueName()(row.venue);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const { openInTab } = access;
  const leaning = row.level === 'squeeze' ? null : leaningOf(row.score, row.band);
  return (
    <header class="detail-head">
      <button
        ref={back}
        type="button"
        class="detail-back"
        onClick={() => store.change({ detail: null })}
      >
        <span aria-hidden="true">‹ </span>
        {t('detail_back')}
      </button>
      <h2 id="detail-title">
        {row.perp.symbol} <span>{venueName}</span>
      </h2>
      <div class="detail-score c-score">
        <ScoreBar score={row.score} />
      </div>
      {leaning === null && (
        <span class="c-side">
          <SideWord score={row.score} band={row.band} />
        </span>
      )}
      {!(row.level === 'neutral' && row.score.bias === 'NEUTRAL') && (
        <span class={`detail-band level-${row.level}`}>
          {levelWords(t, { ...row.score, level: row.level, band: row.band })}
        </span>
      )}
      <ModelSwitch />
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(row.key)} />
      )}
    </header>
  );
}
