import { Component } from 'preact';
import { cellOf } from '../../lib/board/columns';
import type { RankedRow } from '../../lib/board/rows';
import type { Trend } from '../../lib/board/trends';
import type { Factor } from '../../lib/domain/inputs';
import { FACTORS } from '../../lib/domain/inputs';
import type { VenueId } from '../../lib/domain/venue';
import type { FundingUnit } from '../../lib/settings/settings';
import { RegimeIcon } from '../ui/icons';
import { Measured } from '../ui/measured';
import type { Words } from '../ui/words';
import { ScoreBar, SideWord, TrendCells, VenueCell } from './row-cells';

export interface RowProps {
  row: RankedRow;
  /** Index in the grid, from 1; the header is 1. */
  rowIndex: number;
  top: number;
  isSelected: boolean;
  isOpen: boolean;
  isWatched: boolean;
  isLastWatched: boolean;
  /** The age in words when the row is stale; else null. */
  staleWords: string | null;
  fundingUnit: FundingUnit;
  /** Null until the trends are read, and without any. */
  trend: Trend | null;
  /** The venues' names; null on a board of one venue. */
  nameOf: ((venue: VenueId) => string) | null;
  t: Words;
}

export function rowId(key: string): string {
  return `row-${key}`;
}

/** One row. The grid handles clicks, so that scrolling creates no functions; redrawn only on change. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const before = new Map<string, unknown>(Object.entries(this.props));
    return Object.entries(next).some(([name, value]) => before.get(name) !== value);
  }

  override render(props: RowProps) {
    const { row, t, isOpen, isSelected, isWatched, isLastWatched, staleWords } = props;
    const { score, perp } = row;
    const classes = ['row', `band-${row.band}`, `bias-${score.bias}`];
    if (isLastWatched) classes.push('is-last-watched');
    if (score.coverage < 100) classes.push('is-partial');
    if (staleWords !== null) classes.push('is-stale');
    return (
      <div
        role="row"
        id={rowId(row.key)}
        class={classes.join(' ')}
        data-key={row.key}
        aria-level={1}
        aria-rowindex={props.rowIndex}
        aria-selected={isSelected}
        aria-expanded={isOpen}
        style={{ top: `${props.top}px` }}
      >
        <div role="gridcell" class="c-star">
          <button
            type="button"
            tabIndex={-1}
            data-star
            aria-pressed={isWatched}
            aria-label={t('popup_watch', perp.symbol)}
          />
        </div>
        <div role="gridcell" class="c-rank num">
          {row.rank ?? '–'}
        </div>
        <div role="gridcell" class="c-symbol" title={perp.symbol}>
          <SymbolName symbol={perp.symbol} baseAsset={perp.baseAsset} />
          {staleWords !== null && (
            <span class="age-dot" title={t('popup_stale_row', staleWords)}>
              <span class="sr-only">{t('popup_stale_row', staleWords)}</span>
            </span>
          )}
        </div>
        {props.nameOf !== null && <VenueCell {...{ row, t, nameOf: props.nameOf }} />}
        <div role="gridcell" class="c-score">
          <ScoreBar score={score} />
        </div>
        <div role="gridcell" class="c-side">
          <SideWord bias={score.bias} />
        </div>
        <div role="gridcell" class="c-regime" title={t(`regime_${score.regime}`)}>
          <RegimeIcon regime={score.regime} />
          <span class="word">{t(`regime_short_${score.regime}`)}</span>
        </div>
        {FACTORS.map((factor) => (
          <NumberCell key={factor} {...{ row, factor, t, unit: props.fundingUnit }} />
        ))}
        <TrendCells trend={props.trend} t={t} />
      </div>
    );
  }
}

/** Characters; longer than the names of nearly all symbols with a high turnover. */
const LONG_NAME = 14;

/** The base asset in the normal colour, the quote asset muted: `BTC` `USDT`. */
function SymbolName({ symbol, baseAsset }: { symbol: string; baseAsset: string }) {
  const base = baseAsset !== '' && symbol.startsWith(baseAsset) ? baseAsset : symbol;
  return (
    <span class={symbol.length > LONG_NAME ? 'symbol is-long' : 'symbol'}>
      <b>{base}</b>
      <span>{symbol.slice(base.length)}</span>
    </span>
  );
}

interface NumberCellProps {
  row: RankedRow;
  factor: Factor;
  unit: FundingUnit;
  t: Words;
}

function NumberCell({ row, factor, unit, t }: NumberCellProps) {
  const cell = cellOf(row, factor, unit, row.score.model);
  const { tint } = cell;
  const sign = /[1-9]/.test(cell.text) ? '' : ' is-zero';
  const side = tint > 0 ? ' leans-long' : tint < 0 ? ' leans-short' : '';
  return (
    <div
      role="gridcell"
      class={`c-${factor} num heat${sign}${side}`}
      {...(tint !== 0 && { style: { '--heat': Math.abs(tint).toFixed(2) } })}
    >
      <Measured shown={cell} t={t} />
    </div>
  );
}
