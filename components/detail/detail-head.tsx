import { useEffect, useRef } from 'preact/hooks';
import type { RankedRow } from '../../lib/board/rows';
import { useTools, useVenueName } from '../board/access';
import { ScoreBar, SideWord } from '../board/row';
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
      <span class="c-side">
        <SideWord bias={row.score.bias} />
      </span>
      {!(row.band === 'neutral' && row.score.bias === 'NEUTRAL') && (
        <span class={`detail-band band-${row.band}`}>{t(`band_${row.band}`)}</span>
      )}
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(row.key)} />
      )}
    </header>
  );
}
