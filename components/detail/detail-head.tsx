import { useEffect, useRef } from 'preact/hooks';
import type { RankedRow } from '../../lib/board/rows';
import { leaningOf } from '../../lib/domain/headline';
import { useTools, useVenueName } from '../board/access';
import { ModelSwitch } from '../board/model-switch';
import { bandWord, ScoreBar, SideWord } from '../board/row';
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
  const { score, band, level } = row;
  // Neither "Neutral" next to a squeeze risk, nor a side next to its leaning.
  const hasSide = level === 'squeeze' ? score.bias !== 'NEUTRAL' : leaningOf(score, band) === null;
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
        <ScoreBar score={score} />
      </div>
      {hasSide && (
        <span class="c-side">
          <SideWord score={score} band={band} />
        </span>
      )}
      {!(level === 'neutral' && score.bias === 'NEUTRAL') && (
        <span class={`detail-band level-${level}`}>
          {level === 'squeeze' ? t(`regime_short_${score.regime}`) : bandWord(t, score, band)}
        </span>
      )}
      <ModelSwitch />
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(row.key)} />
      )}
    </header>
  );
}
