import { detailKeyOf } from '../../lib/board/detail';
import { fundingUnitOf } from '../../lib/board/columns';
import type { RankedRow } from '../../lib/board/rows';
import type { BoardState } from '../../lib/board/store';
import { nextBand } from '../../lib/domain/band';
import type { Thresholds } from '../../lib/domain/band';
import { FACTORS } from '../../lib/domain/inputs';
import { isSqueeze, regimePhrase } from '../../lib/domain/headline';
import { otherModel } from '../../lib/domain/score';
import { otherReadingOf } from '../../lib/board/rows';
import { useBoardState, useTools, useVenueName } from '../board/access';
import { ModelSwitch } from '../board/model-switch';
import { bandWord, otherWords } from '../ui/headline-words';
import { IconButton } from '../ui/icon-button';
import { RegimeIcon } from '../ui/icons';
import { TermButton } from '../ui/term';
import { useLazy } from '../ui/use-lazy';
import type { Words } from '../ui/words';
import { plural, useWords } from '../ui/words';
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
  const other = otherReadingOf(row, settings.thresholds);
  return (
    <div class={`why band-${row.band} bias-${row.score.bias}`}>
      <div class="why-head">
        <p class={isSqueeze(row.score.regime) ? 'why-regime has-squeeze' : 'why-regime'}>
          <RegimeIcon regime={row.score.regime} />
          <TermButton id={`regime_${row.score.regime}`}>
            {t(`regime_${regimePhrase(row.score, row.inputs)}`)}
          </TermButton>
        </p>
        <p class="why-band">
          <TermButton id={`band_${row.band}`}>{bandWords(t, row, settings.thresholds)}</TermButton>
        </p>
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
      {other !== null && (
        <p class="why-other">
          <TermButton id="modelsDiffer">{otherWords(t, other)}</TermButton> <ModelSwitch isLink />
        </p>
      )}
      <ReasonTable
        row={row}
        models={[settings.model, otherModel(settings.model)]}
        thresholds={settings.thresholds}
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
  const word = bandWord(t, score, band);
  return next === null
    ? t('popup_band_top', word)
    : plural(t, 'popup_band_next', next.points, word, String(next.points), t(`band_${next.band}`));
}

function Missing({ row, isCollecting }: { row: RankedRow; isCollecting: boolean }) {
  const t = useWords();
  const { score } = row;
  const missing = FACTORS.filter((factor) => score.contributions[factor] === null);
  if (missing.length === 0) return null;
  const names = missing.map((factor) => t(`input_${factor}`)).join(', ');
  return (
    <p class="why-missing">
      <TermButton id="coverage">{t('popup_missing', String(score.coverage), names)}</TermButton>{' '}
      {score.low < score.high && (
        <TermButton id="range">
          {t('popup_could_be', String(score.low), String(score.high))}
        </TermButton>
      )}{' '}
      {!score.ranked && t('popup_missing_unranked')} {isCollecting && t('popup_missing_collecting')}
    </p>
  );
}
