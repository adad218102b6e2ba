import type { Combined, Part } from '../../lib/board/combine';
import { measuredAtMs } from '../../lib/board/columns';
import type { BoardState } from '../../lib/board/store';
import { isStaleAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import { MISSING, amount } from '../../lib/domain/format';
import { inputText } from '../../lib/domain/input-text';
import { inputOf } from '../../lib/domain/inputs';
import { useBoardState, useTools, useVenueName } from '../board/access';
import { ageWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';

const statusesOf = ({ known }: BoardState) => known?.statuses;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

const AGE_EVERY_MS = 1_000;

/** The period is in the column's header. */
const textOf = (id: 'funding' | 'basis', value: number | null) =>
  inputText({ value, periodHours: null }, id).text;

/** The asset's figures by venue, the largest first, and the spread of their funding. */
export function PartsTable({ asset, combined }: { asset: string; combined: Combined }) {
  const t = useWords();
  const number = (label: string, className = '') => (
    <th scope="col" class={`num ${className}`}>
      {label}
    </th>
  );
  return (
    <>
      <table class="reasons parts">
        <caption class="sr-only">{t('popup_parts', asset)}</caption>
        <thead>
          <tr>
            <th scope="col" class="part-name">
              {t('popup_column_venue')}
            </th>
            {number(t('popup_part_funding'))}
            {number(t('input_basis'))}
            {number(t('popup_part_oi'))}
            <th scope="col" class="part-share">
              {t('popup_part_share')}
            </th>
            {number(t('popup_reason_age'), 'reason-age')}
          </tr>
        </thead>
        <tbody>
          {combined.parts.map((part) => (
            <PartRow
              key={`${part.venue}:${part.perpState.perp.symbol}`}
              part={part}
              totalUsd={combined.openInterestUsd}
            />
          ))}
        </tbody>
      </table>
      <Spread combined={combined} />
      <Sides combined={combined} />
    </>
  );
}

function PartRow({ part, totalUsd }: { part: Part; totalUsd: number | null }) {
  const t = useWords();
  const { extras } = useTools();
  const nameOf = useVenueName();
  const nowMs = useNow(AGE_EVERY_MS);
  const oldMs = staleAfterMs(useBoardState(periodOf));
  const { venue, perpState, openInterestUsd } = part;
  const { perp, inputs } = perpState;
  const status = useBoardState(statusesOf)?.find((one) => one.venue === venue);
  const atMs = measuredAtMs(perpState, 'funding');
  const ageMs = atMs === null ? null : nowMs + (status?.clockSkewMs ?? 0) - atMs;
  const share = openInterestUsd === null || !totalUsd ? null : openInterestUsd / totalUsd;
  const url = extras?.tradeUrl(venue, perp.symbol) ?? null;
  return (
    <tr class={ageMs !== null && isStaleAge(ageMs, oldMs) ? 'is-old' : ''}>
      <th scope="row" class="part-name">
        {url === null ? (
          nameOf(venue)
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            {nameOf(venue)}
          </a>
        )}{' '}
        <span class="part-symbol">{perp.symbol}</span>
      </th>
      <td class="num">{textOf('funding', inputs.funding8hPct)}</td>
      <td class="num">{textOf('basis', inputs.basisPct)}</td>
      <td class="num">{amount(openInterestUsd)}</td>
      <td class="part-share">
        {share === null ? (
          MISSING
        ) : (
          <>
            <span class="share-bar" aria-hidden="true">
              <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
            </span>
            {(share * 100).toFixed(0)} %
          </>
        )}
      </td>
      <td class="num reason-age">{ageMs === null ? MISSING : ageWords(t, ageMs)}</td>
    </tr>
  );
}

function Spread({ combined: { parts, fundingSpreadPct } }: { combined: Combined }) {
  const t = useWords();
  const nameOf = useVenueName();
  const sorted = parts
    .flatMap(({ venue, perpState }) => {
      const value = perpState.inputs.funding8hPct;
      return value === null ? [] : [{ venue, value }];
    })
    .sort((a, b) => a.value - b.value);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (fundingSpreadPct === null || lowest === undefined || highest === undefined) return null;
  return (
    <p class="parts-spread">
      {t(
        'popup_parts_spread',
        fundingSpreadPct.toFixed(inputOf('funding').decimals),
        nameOf(lowest.venue),
        nameOf(highest.venue),
      )}
    </p>
  );
}

/** Which venues count both sides of open interest, and which do not say. */
function Sides({ combined: { parts } }: { combined: Combined }) {
  const t = useWords();
  const nameOf = useVenueName();
  const namesOf = (sides: 2 | undefined) => {
    const some = parts.filter(({ perpState }) => perpState.perp.openInterestSides === sides);
    return [...new Set(some.map(({ venue }) => nameOf(venue)))].join(', ');
  };
  const [twice, unstated] = [namesOf(2), namesOf(undefined)];
  return (
    <>
      {twice !== '' && <p class="parts-spread">{t('popup_parts_sides', twice)}</p>}
      {unstated !== '' && parts.length > 1 && (
        <p class="parts-spread">{t('popup_parts_sides_unsaid', unstated)}</p>
      )}
    </>
  );
}
