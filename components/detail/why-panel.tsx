import { detailKeyOf } from '../../lib/board/detail';
import { fundingUnitOf } from '../../lib/board/columns';
import type { RankedRow } from '../../lib/board/rows';
import type { BoardState } from '../../lib/board/store';
import { nextBand } from '../../lib/domain/band';
import type { Thresholds } from '../../lib/domain/band';
import { FACTORS } from '../../lib/domain/inputs';
import type { ModelId } from '../../lib/domain/score';
import { useBoardState, useTools, useVenueName } from '../board/access';
import { IconButton } from '../ui/icon-button';
import { RegimeIcon } from '../ui/icons';
import { useLazy } from '../ui/use-lazy';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { Facts } from './facts';
import { PartsTable } from './parts-table';
import { ReasonTable } from './reason-table';

const settingsOf = ({ settings }: BoardState) => settings;
const statusesOf = ({ known }: BoardState) => known?.statuses;

const loadAfter = () => import('./after-scores').then(({ AfterScores }) => AfterScores);

/** The reasons of the score in both models, what is missing, and the facts behind them. */
export function WhyPanel({ row, isInDetail = false }: { row: RankedRow; isInDetail?: boolean }) {
  const t = useWords();
  const { extras, store } = useTools();
  const settings = useBoardState(settingsOf);
  // The clock of the asset's largest market, whose prices are shown.
  const mainVenue = row.combined?.parts[0]?.venue ?? row.venue;
  const status = useBoardState(statusesOf)?.find(({ venue }) => venue === mainVenue);
  const venueName = useVenueName()(row.venue);
  const tradeUrl = extras?.tradeUrl(row.venue, row.perp.symbol) ?? null;
  const { loaded: After } = useLazy(loadAfter);
  const unit = fundingUnitOf(row, settings.fundingUnit);
  const other: ModelId = settings.model === 'classic' ? 'crowding' : 'classic';
  return (
    <div class={`why band-${row.band} bias-${row.score.bias}`}>
      <div class="why-head">
        <p class="why-regime">
          <RegimeIcon regime={row.score.regime} />
          {t(`regime_${row.score.regime}`)}
        </p>
        <p class="why-band">{bandWords(t, row, settings.thresholds)}</p>
        {!isInDetail && (
          <button
            type="button"
            class="why-history"
            onClick={() => store.change({ detail: detailKeyOf(row) })}
          >
            {t('detail_open')}
            <span aria-hidden="true"> ›</span>
          </button>
        )}
        {tradeUrl !== null && (
          <a class="why-trade" href={tradeUrl} target="_blank" rel="noreferrer">
            {t('popup_trade', venueName)}
            <span aria-hidden="true"> ↗</span>
          </a>
        )}
        {!isInDetail && (
          <IconButton
            icon="close"
            label={t('popup_close_why')}
            onClick={() => store.change({ open: null })}
          />
        )}
      </div>
      <ReasonTable
        row={row}
        models={[settings.model, other]}
        unit={unit}
        clockSkewMs={status?.clockSkewMs ?? 0}
        hasUnweighed={isInDetail}
      />
      <Missing
        row={row}
        isCollecting={(status?.history.loaded ?? 0) < (status?.history.wanted ?? 0)}
      />
      {row.combined !== null && <PartsTable asset={row.perp.symbol} combined={row.combined} />}
      <Facts row={row} clockSkewMs={status?.clockSkewMs ?? 0} unit={isInDetail ? null : unit} />
      {!isInDetail && After && <After row={row} />}
    </div>
  );
}

function bandWords(t: Words, { score, band }: RankedRow, thresholds: Thresholds): string {
  const next = nextBand(score.score, thresholds);
  return next === null
    ? t('popup_band_top', t(`band_${band}`))
    : t('popup_band_next', t(`band_${band}`), String(next.points), t(`band_${next.band}`));
}

function Missing({ row, isCollecting }: { row: RankedRow; isCollecting: boolean }) {
  const t = useWords();
  const { score } = row;
  const missing = FACTORS.filter((factor) => score.contributions[factor] === null);
  if (missing.length === 0) return null;
  const names = missing.map((factor) => t(`input_${factor}`)).join(', ');
  return (
    <p class="why-missing">
      {t('popup_missing', String(score.coverage), names)}{' '}
      {!score.ranked && t('popup_missing_unranked')} {isCollecting && t('popup_missing_collecting')}
    </p>
  );
}
