import { ageParts } from '../../lib/domain/format';
import type { BadgeChange, BadgeView } from '../../lib/messages/protocol';
import { useWords } from '../ui/words';
import { Menu } from './menu';
import { ReasonRows } from './reason-rows';

interface ReasonsProps {
  view: BadgeView;
  nowMs: number;
  isStale: boolean;
  opensUp: boolean;
  opensLeft: boolean;
  onChange: (change: BadgeChange) => void;
}

/** Why the number is what it is, how old it is, and what to do with the badge. */
export function Reasons({ view, nowMs, isStale, opensUp, opensLeft, onChange }: ReasonsProps) {
  const t = useWords();
  const age = ageParts(nowMs - view.asOfMs);
  const ageText = t(`age_${age.unit}`, String(age.count));
  return (
    <div
      class={`panel ${opensUp ? 'is-up' : 'is-down'} ${opensLeft ? 'is-left' : 'is-right'}`}
      role="region"
      aria-label={t('badge_reasons', view.pair.symbol)}
    >
      <p class="head">
        <b>{view.pair.symbol}</b> <span class="quiet">{view.venueName}</span>
        <span class="band-word">{t(`band_${view.band}`)}</span>
      </p>
      <p class="regime">{t(`regime_${view.regime}`)}</p>
      {view.pair.market === 'spot' && <p class="note">{t('badge_spot_page')}</p>}
      {isStale && <p class="note is-warning">{t('badge_stale', ageText)}</p>}
      <ReasonRows view={view} nowMs={nowMs} />
      {view.coverage < 100 && <p class="note">{t('badge_partial', String(view.coverage))}</p>}
      <p class="foot quiet">
        {t('badge_model', t(`model_${view.model}`))} · {t('badge_updated', ageText)}
      </p>
      <Menu collapsed={view.collapsed} onChange={onChange} />
    </div>
  );
}
