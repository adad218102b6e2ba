import type { HTMLAttributes } from 'preact';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
import { ageWords } from '../ui/times';
import type { Words } from '../ui/words';
import { Menu } from './menu';
import type { PanelPlace } from './placement';
import { ReasonRows } from './reason-rows';

type ReasonsProps = {
  words: Words;
  view: BadgeView;
  nowMs: number;
  isStale: boolean;
  place: PanelPlace;
  onChange: (change: BadgeChange) => void;
} & Pick<HTMLAttributes, 'onPointerEnter' | 'onFocusIn'>;

/** Why the number is what it is, how old it is, and what to do with the badge. */
export function Reasons({
  words: t,
  view,
  nowMs,
  isStale,
  place,
  onChange,
  ...handlers
}: ReasonsProps) {
  const ageText = ageWords(t, nowMs - view.asOfMs);
  const { left, width, maxHeight, opensUp } = place;
  return (
    <div
      class={opensUp ? 'panel is-up' : 'panel is-down'}
      style={{ left: `${left}px`, width: `${width}px`, maxHeight: `${maxHeight}px` }}
      role="region"
      aria-label={t('badge_reasons', view.pair.symbol)}
      {...handlers}
    >
      <p class="head">
        <b>{view.pair.symbol}</b> <span class="quiet">{view.venueName}</span>
        <span class="band-word">{t(`band_${view.band}`)}</span>
      </p>
      <p>{t(`regime_${view.regime}`)}</p>
      {view.pair.market === 'spot' && <p class="quiet">{t('badge_spot_page')}</p>}
      {isStale && <p class="warning">{t('badge_stale', ageText)}</p>}
      <ReasonRows words={t} view={view} nowMs={nowMs} />
      {view.coverage < 100 && <p class="quiet">{t('badge_partial', String(view.coverage))}</p>}
      <p class="foot quiet">
        {t('badge_model', t(`model_${view.model}`))} · {t('badge_updated', ageText)}
      </p>
      <Menu words={t} collapsed={view.collapsed} onChange={onChange} />
    </div>
  );
}
