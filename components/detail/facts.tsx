import type { ComponentChildren } from 'preact';
import type { RankedRow } from '../../lib/board/rows';
import { shownValue } from '../../lib/board/columns';
import { MISSING, amount, price } from '../../lib/domain/format';
import { inputText } from '../../lib/domain/input-text';
import { UNWEIGHED_INPUTS } from '../../lib/domain/inputs';
import type { FundingUnit } from '../../lib/settings/settings';
import type { TermId } from '../../lib/board/terms';
import { TermButton } from '../ui/term';
import { waitWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';

const WAIT_EVERY_MS = 10_000;

interface FactsProps {
  row: RankedRow;
  clockSkewMs: number;
  /** Null: inputs without weight are in the table above. */
  unit: FundingUnit | null;
}

/** The market's figures behind the reasons, and the inputs without weight. */
export function Facts({ row, clockSkewMs, unit }: FactsProps) {
  const t = useWords();
  const venueNowMs = useNow(WAIT_EVERY_MS) + clockSkewMs;
  const { perp, reading, openInterest } = row;
  const nextFundingAtMs = reading?.nextFundingAtMs ?? null;
  // As on the venue's own pages; a combined row counts each contract once.
  const countsBoth = row.combined === null && perp.openInterestSides === 2;
  const volume = reading?.quoteVolume24h ?? null;
  return (
    <dl class="facts">
      <Fact term="factMark" label={t('popup_fact_mark')}>
        {price(reading?.markPrice ?? null)}
      </Fact>
      <Fact term="factIndex" label={t('popup_fact_index')}>
        {price(reading?.indexPrice ?? null)}
      </Fact>
      <Fact term="factOi" label={t(countsBoth ? 'popup_fact_oi_both' : 'popup_fact_oi')}>
        {openInterest === null ? MISSING : `${amount(openInterest.baseQty)} ${perp.baseAsset}`}
      </Fact>
      {row.combined !== null && (
        <Fact term="factOiUsd" label={t('popup_fact_oi_usd')}>
          {amount(row.combined.openInterestUsd)}
        </Fact>
      )}
      <Fact term="factVolume" label={t('popup_fact_volume')}>
        {volume === null ? MISSING : `${amount(volume)} ${perp.quoteAsset}`}
      </Fact>
      {row.combined === null && (
        <Fact term="factNextFunding" label={t('popup_fact_next_funding')}>
          {nextFundingAtMs === null || nextFundingAtMs < venueNowMs
            ? MISSING
            : t('popup_in', waitWords(t, nextFundingAtMs - venueNowMs))}
        </Fact>
      )}
      {unit !== null &&
        UNWEIGHED_INPUTS.map(({ id }) => (
          <Fact key={id} term={id} label={t(`input_${id}`)}>
            {inputText(shownValue(row, id, unit), id).text}
          </Fact>
        ))}
    </dl>
  );
}

interface FactProps {
  term: TermId;
  label: string;
  children: ComponentChildren;
}

function Fact({ term, label, children }: FactProps) {
  return (
    <div>
      <dt>
        <TermButton id={term}>{label}</TermButton>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
