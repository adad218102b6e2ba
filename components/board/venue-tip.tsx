import { pendingWindows } from '../../lib/board/collecting';
import { grouped } from '../../lib/domain/format';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { TROUBLE_WORDS, ageWords, collectingWords, untilWords } from '../ui/times';
import { useWords } from '../ui/words';
import { BudgetMeter } from './budget-meter';

interface VenueTipProps {
  id: string;
  name: string;
  status: VenueStatus;
  /** Symbols on its board. */
  symbols: number;
  /** Null before the first refresh. */
  refreshedAtMs: number | null;
  readAtMs: number | null;
  nowMs: number;
}

/** All there is to say about a venue: its state, its data, what is collected, and what it costs. */
export function VenueTip(props: VenueTipProps) {
  const t = useWords();
  const { id, status, nowMs, refreshedAtMs } = props;
  const { trouble, droppedRows, setAside = 0, budgets } = status;
  const retryAtMs = trouble?.retryAtMs ?? null;
  const collecting = pendingWindows(status);
  return (
    <div class="tip" role="tooltip" id={id}>
      <p class="tip-name">{props.name}</p>
      {trouble !== null && <p class="tip-trouble">{t(TROUBLE_WORDS[trouble.kind])}</p>}
      {retryAtMs !== null && retryAtMs > nowMs && (
        <p class="tip-trouble">{t('popup_waiting_until', untilWords(retryAtMs, nowMs))}</p>
      )}
      <p>
        {refreshedAtMs === null
          ? t('popup_venue_waiting')
          : t('popup_venue_updated', grouped(props.symbols), ageWords(t, nowMs - refreshedAtMs))}
      </p>
      {collecting !== null && <p>{t('popup_sampling', collectingWords(t, collecting, nowMs))}</p>}
      {droppedRows > 0 && <p>{t('popup_venue_dropped', grouped(droppedRows))}</p>}
      {setAside > 0 && <p>{t('popup_venue_set_aside', grouped(setAside))}</p>}
      <BudgetMeter budgets={budgets} readAtMs={props.readAtMs} nowMs={nowMs} />
      {trouble !== null && <p>{trouble.detail}</p>}
    </div>
  );
}
